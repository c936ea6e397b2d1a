import { compactJson, spacedJson } from './json-text.ts';
import type { RequestShape } from './types.ts';

/** Hidden text of a request to Claude, in tokens; measured on recorded requests (REPORT.md §5). */
export interface ClaudeOverhead {
  /** One user message. */
  message: number;
  /** Each message after the first. */
  further: number;
  /** A system prompt. */
  system: number;
  /** The instructions that come with tools: by choice `auto` and `none`, `any`, one tool. */
  tools: readonly [auto: number, any: number, tool: number];
  history: ClaudeToolHistory;
}

/** What tools in the messages cost beside their text. */
export interface ClaudeToolHistory {
  /** A call. */
  use: number;
  /** Each argument of it. */
  argument: number;
  /** A result. */
  result: number;
  /** Once in a turn with several calls. */
  parallel: number;
  /** What the figures of a call with its result may be off. */
  doubt: number;
}

/** Overhead of a model by its canonical id. A model that was not measured takes its nearest relative's. */
export function claudeOverhead(modelId: string): ClaudeOverhead {
  const tools = (TOOLS.find(([pattern]) => pattern.test(modelId)) ?? TOOLS[TOOLS.length - 1]!)[1];
  if (/opus-4-7/.test(modelId)) return { message: 11, further: 4, system: 1, tools, history: OPUS_4_7 };
  const v3 = /claude-(3|instant|v)|-4-[0-6]\b|-4-20/.test(modelId);
  return v3 ? { message: 7, further: 3, system: 1, tools, history: TO_4_6 } : { message: 6, further: 2, system: 0, tools, history: FROM_4_8 };
}

/** Measured on 1,100 requests. */
const TO_4_6: ClaudeToolHistory = { use: 17, argument: 6, result: 13, parallel: 29, doubt: 2 };

/** The sum of a call with two arguments, its result and their two messages is 51 in both recordings; how it is spread is taken from 4.6. */
const OPUS_4_7: ClaudeToolHistory = { ...TO_4_6, use: 18, doubt: 4 };

/** A call without arguments and its result are 11 in all recordings; what arguments and several calls add was not recorded. */
const FROM_4_8: ClaudeToolHistory = { use: 6, argument: 3, result: 5, parallel: 11, doubt: 5 };

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
  [/./, [359, 480, 481]],
];

/** Which of the three tool prompts a choice brings. */
export function toolPrompt(overhead: ClaudeOverhead, choice: RequestShape['toolChoice']): number {
  if (choice === 'any') return overhead.tools[1];
  return overhead.tools[typeof choice === 'object' ? 2 : 0];
}

/** Tokens that each tool costs beside its text. */
export const CLAUDE_TOOL_DEFINITION = 6;

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
