/** One run of `promptfare mcp`. */
import type { ProcessLike } from '../terminal.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { version } from '../version.ts';
import { register } from './register.ts';
import { toolsFor } from './tools.ts';

/** Until the assistant goes away. Throws a UsageError where the SDK is not installed. */
export async function runMcp(process: ProcessLike, allowFix: boolean): Promise<void> {
  const { McpServer, StdioServerTransport } = await sdk();
  const { stdin, stdout } = process as unknown as NodeJS.Process;
  const server = new McpServer({ name: 'promptfare', version: version() }, { instructions: 'Finds Amazon Bedrock calls in this project, and says what their prompts cost and how to make them cost less.' });
  for (const tool of toolsFor(process, allowFix)) register(server, tool);
  const end = new Promise<void>(resolve => {
    stdin.once('end', resolve);
    stdin.once('close', resolve);
  });
  await server.connect(new StdioServerTransport(stdin, stdout));
  await end;
  await server.close();
}

async function sdk() {
  try {
    const [{ McpServer }, { StdioServerTransport }] = await Promise.all([import('@modelcontextprotocol/sdk/server/mcp.js'), import('@modelcontextprotocol/sdk/server/stdio.js')]);
    return { McpServer, StdioServerTransport };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('`promptfare mcp` needs a package that is not installed. Run `npm install --save-dev @modelcontextprotocol/sdk`.');
  }
}
