/** Tools as the SDK wants them: checked on the way in and out, and errors that say what to do. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { z } from 'zod';
import { UsageError } from '../../scan/usage-error.ts';
import { problemLine } from '../problem-line.ts';

type Shape = { readonly [name: string]: z.ZodType };

export interface Tool<I extends Shape = Shape> {
  readonly name: string;
  readonly description: string;
  readonly input: I;
  readonly output: Shape;
  /** Changes files. */
  readonly writes?: true;
  run(input: z.infer<z.ZodObject<I>>): Promise<object>;
}

/** Ties the input of `run` to the schema. */
export function tool<const I extends Shape>(definition: Tool<I>): Tool {
  return definition as unknown as Tool;
}

export function register(server: McpServer, { name, description, input, output, writes, run }: Tool): void {
  server.registerTool(
    name,
    { description, inputSchema: { ...input }, outputSchema: { ...output }, annotations: { readOnlyHint: !writes, destructiveHint: writes === true, idempotentHint: true, openWorldHint: false } },
    async (given: { readonly [name: string]: unknown }) => {
      try {
        const structuredContent = { ...(await run(given)) };
        return { structuredContent, content: [{ type: 'text' as const, text: JSON.stringify(structuredContent) }] };
      } catch (error) {
        return { isError: true, content: [{ type: 'text' as const, text: error instanceof UsageError ? error.message : problemLine(error, {}) }] };
      }
    },
  );
}
