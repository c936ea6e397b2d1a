import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { RequestPart, RequestShape, RequestTool, TokenizerFamily } from '../../tokens/index.ts';

/** A text or request of ../shared/tokens/train.jsonl with the count that its service billed. */
export interface Recorded {
  id: string;
  /** Where it was recorded, without the commit. */
  source: string;
  family: TokenizerFamily;
  host: string;
  /** english, code, json, cjk, other-latin, other-script … */
  textKind: string;
  hasTools: boolean;
  /** One text, and its tokens without the frame; absent for requests of several texts or unknown frame. */
  content?: { text: string; tokens: number };
  request?: RequestShape;
  billed: number;
}

/** The recordings, beside the repository; a maintainer's tool is run in its root. */
export const FILE = join(process.cwd(), '../shared/tokens/train.jsonl');

/** Why there are no recordings, or undefined when there are. */
export const absent = existsSync(FILE) ? undefined : 'no ../shared/tokens/train.jsonl beside the repository';

/** Tokens that end an answer (REPORT.md §6); half tokens are means. */
const STOP: Partial<Record<TokenizerFamily, number>> = {
  'claude-2': 4, 'nova-1': 0.4, 'nova-2': 2.1, 'titan-text': 1, llama2: 1, llama3: 1, llama4: 1, 'mistral-tekken': 0.8,
  'mistral-sp': 1, 'cohere-command': 2.7, deepseek: 0, qwen: 1, 'gpt-oss': 4,
};

/** Tokens that end an answer of the same family, more or fewer than told above: each host of Cohere's bills its own, from none to four. */
export function endDoubt(family: TokenizerFamily): number {
  return family === 'cohere-command' ? 3 : 1;
}

/** All recordings, in the order of the file. */
export function recorded(file = FILE): Recorded[] {
  if (absent && file === FILE) return [];
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => read(JSON.parse(line) as Line));
}

interface Line {
  id: string; source: string; model: string; host: string; tokenizer: TokenizerFamily; kind: string; textKind: string; stop: string | null; tokens: number;
  overheadKnown?: number; text?: string; system?: string[]; promptKey?: string | null; hasTools?: boolean;
  messages?: { role: string; parts: { type: string; text?: string; name?: string; input?: unknown }[] }[];
  tools?: Record<string, unknown>[] | null; toolChoice?: unknown;
}

function read(line: Line): Recorded {
  const { id, source, tokenizer: family, host, textKind, tokens } = line;
  const result: Recorded = { id, source: source.replace(/@[0-9a-f]{40}$/, ''), family, host, textKind, hasTools: line.hasTools === true, billed: tokens };
  if (line.text !== undefined) {
    // llama.cpp bills the empty thoughts that it puts before an answer, and the pieces that a grammar cuts it into.
    if (/\/llamacpp\//.test(source)) return result;
    const cut = /max_tokens|length/i.test(line.stop ?? '');
    const frame = line.overheadKnown ?? (cut ? 0 : (STOP[family] ?? 1));
    result.content = { text: line.text, tokens: tokens - frame };
    return result;
  }
  const messages = line.messages!.map(({ role, parts }) => ({ role: role === 'assistant' ? ('assistant' as const) : ('user' as const), parts: parts.map(part) }));
  const only = messages[0]!.parts[0]!;
  if (line.overheadKnown !== undefined && messages.length === 1 && messages[0]!.parts.length === 1 && only.type === 'text' && !line.system!.length && !line.hasTools)
    result.content = { text: only.text, tokens: tokens - line.overheadKnown };
  const choice = toolChoice(line.toolChoice);
  result.request = {
    modelId: modelId(line.model), system: line.system!, messages, tools: (line.tools ?? []).map(tool),
    ...(choice && { toolChoice: choice }), rawPrompt: line.promptKey != null,
  };
  return result;
}

function part({ type, text = '', name = '', input }: { type: string; text?: string; name?: string; input?: unknown }): RequestPart {
  if (type === 'text') return { type, text };
  if (type === 'tool_result') return { type: 'tool-result', text };
  let value = input;
  if (typeof input === 'string') try { value = JSON.parse(input) } catch { value = {} }
  return { type: 'tool-use', name, input: value };
}

function tool(entry: Record<string, unknown>): RequestTool {
  const of = (entry['function'] ?? entry) as Record<string, unknown>;
  const schema = of['input_schema'] ?? of['parameters'];
  return { name: String(of['name'] ?? ''), ...(of['description'] != null && { description: String(of['description']) }), ...(schema != null && { inputSchema: schema }) };
}

function toolChoice(choice: unknown): RequestShape['toolChoice'] {
  if (!choice) return undefined;
  const of = choice as Record<string, unknown>;
  const kind = typeof choice === 'string' ? choice : String(of['type'] ?? Object.keys(of)[0]);
  if (/any|required/.test(kind)) return 'any';
  if (!/tool|function/.test(kind)) return 'auto';
  const named = (of['tool'] ?? of['function'] ?? of) as Record<string, unknown>;
  return { tool: String(named['name'] ?? '') };
}

/** Recordings of other hosts name models their own way: `anthropic/claude-4.5-haiku-20251001`. */
function modelId(model: string): string {
  const name = model.slice(model.lastIndexOf('/') + 1).replace(/claude-(\d)\.(\d)-(haiku|sonnet|opus)/, (_, major, minor, size) => (major === '3' ? `claude-${major}-${minor}-${size}` : `claude-${size}-${major}-${minor}`));
  return name.replace(/claude-(haiku|sonnet|opus)-(\d)\.(\d)/, 'claude-$1-$2-$3');
}
