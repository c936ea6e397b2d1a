/** What the engine finds in a Python file, in short; and what the edits of a call make of it. */
import { staticText } from '../../src/core/call.ts';
import type { Call, Prompt } from '../../src/core/call.ts';
import { applyEdits } from '../../src/core/edit.ts';
import { createInspector } from '../../src/inspect.ts';
import { parsePython } from '../../src/languages/python/index.ts';

/** The calls of a file that imports packages only. */
export function callsIn(code: string): readonly Call[] {
  const module = parsePython('main.py', code);
  if ('error' in module) throw new Error(module.error);
  const inspector = createInspector({ read: path => (path === 'main.py' ? code : undefined), locate: specifier => ({ kind: 'package', name: specifier }) });
  const inspection = inspector.inspect('main.py', code, () => module);
  if ('error' in inspection) throw new Error(inspection.error);
  return inspection.calls;
}

/** The one call of a file. */
export function callIn(code: string): Call {
  const calls = callsIn(code);
  if (calls.length !== 1) throw new Error(`${calls.length} calls: ${calls.map(inShort).join('\n')}`);
  return calls[0]!;
}

/** `boto3 converse call amazon.nova-lite-v1:0 limit 500`. */
export function inShort({ sdk, operation, role, model, limit }: Call): string {
  const ids = model.state === 'none' ? '-' : model.ids.length > 0 ? model.ids.join('|') : '?';
  return `${sdk} ${operation} ${role} ${ids} limit ${limit.value ?? limit.state}`;
}

/** The known text of the prompts of a part, joined. */
export function said(call: Call, part: Prompt['part']): string {
  return call.prompts.filter(prompt => prompt.part === part).map(prompt => staticText(prompt.text)).join('\n');
}

/** The file after the edits that set a limit. */
export function withLimit(code: string, tokens = 256): string | undefined {
  const edits = callIn(code).limit.setEdits?.(tokens);
  return edits && applyEdits(code, edits);
}

/** The file after the edits that cache the first prompt of a part. */
export function withCache(code: string, part: Prompt['part'] = 'system'): string | undefined {
  const edits = callIn(code).prompts.find(prompt => prompt.part === part)?.cacheEdits;
  return edits && applyEdits(code, edits);
}
