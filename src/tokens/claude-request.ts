import { compactJson, spacedJson } from './json-text.ts';
import type { RequestShape } from './types.ts';

/** Hidden text of a request to Claude, in tokens; measured on recorded requests (REPORT.md §5). */
export interface ClaudeOverhead {
  /** One user message. */
  message: number;
  /** Each message after the first. */
  further: number;
  /** The instructions that come with tools: by choice `auto` and `none`, `any`, one tool. */
  tools: readonly [auto: number, any: number, tool: number];
}

/** Overhead of a model by its canonical id. A model that was not measured takes its nearest relative's. */
export function claudeOverhead(modelId: string): ClaudeOverhead {
  const tools = (TOOLS.find(([pattern]) => pattern.test(modelId)) ?? TOOLS[TOOLS.length - 1]!)[1];
  if (/opus-4-7/.test(modelId)) return { message: 11, further: 2, tools };
  const v3 = /claude-(3|instant|v)|-4-[0-6]\b|-4-20/.test(modelId);
  return v3 ? { message: 7, further: 3, tools } : { message: 6, further: 2, tools };
}

const TOOLS: readonly [RegExp, ClaudeOverhead['tools']][] = [
  [/claude-3-opus/, [533, 545, 545]],
  [/claude-3-sonnet/, [159, 235, 253]],
  [/claude-3-haiku|3-5-haiku/, [264, 354, 357]],
  [/3-5-sonnet-20240620/, [294, 314, 316]],
  [/3-5-sonnet/, [309, 314, 316]],
  [/3-7-sonnet/, [313, 315, 312]],
  [/(haiku|sonnet|opus)-4-5/, [496, 588, 590]],
  [/(sonnet|opus)-4-6/, [497, 589, 591]],
  [/opus-4-7/, [677, 805, 806]],
  [/(sonnet|opus)-4/, [313, 315, 317]],
  [/./, [357, 478, 479]],
];

/** Which of the three tool prompts a choice brings. */
export function toolPrompt(overhead: ClaudeOverhead, choice: RequestShape['toolChoice']): number {
  if (choice === 'any') return overhead.tools[1];
  return overhead.tools[typeof choice === 'object' ? 2 : 0];
}

/** Tokens that each tool and each tool message costs beside its text, and that a turn with several calls costs once. */
export const CLAUDE_TOOL = { definition: 6, use: 17, argument: 6, result: 13, parallel: 29 } as const;

/** A tool as Claude reads it. */
export function renderTool(tool: RequestShape['tools'][number]): string {
  return spacedJson({ description: tool.description ?? '', name: tool.name, parameters: tool.inputSchema ?? {} });
}

/** A tool call as Claude reads it, and how many arguments it has. */
export function renderToolUse(name: string, input: unknown): { text: string; arguments: number } {
  const entries = input && typeof input === 'object' && !Array.isArray(input) ? Object.entries(input) : [];
  const lines = entries.map(([key, value]) => `<parameter name="${key}">${typeof value === 'string' ? value : compactJson(value)}</parameter>\n`);
  return { text: `<invoke name="${name}">\n${lines.join('')}</invoke>`, arguments: entries.length };
}
