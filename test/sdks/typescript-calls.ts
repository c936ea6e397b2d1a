/** What the engine finds in a TypeScript file, and what the edits of its one call make of it. */
import type { Call, Prompt } from '../../src/core/call.ts';
import { applyEdits } from '../../src/core/edit.ts';
import { createInspector } from '../../src/inspect.ts';

const path = 'main.ts';

/** The calls of a file that imports packages only. */
export function callsIn(code: string): readonly Call[] {
  const inspector = createInspector({ read: file => (file === path ? code : undefined), locate: specifier => ({ kind: 'package', name: specifier }) });
  const inspection = inspector.inspect(path, code);
  if ('error' in inspection) throw new Error(inspection.error);
  return inspection.calls;
}

/** The one call of a file. */
export function callIn(code: string): Call {
  const calls = callsIn(code);
  if (calls.length !== 1) throw new Error(`${calls.length} calls`);
  return calls[0]!;
}

/** The file after the edits that set a limit. */
export function withLimit(code: string, tokens = 256): string | undefined {
  const edits = callIn(code).limit.setEdits?.(tokens);
  return edits && applyEdits(code, edits);
}

/** The file after the edits that cache the last prompt of a part. */
export function withCache(code: string, part: Prompt['part'] = 'system'): string | undefined {
  const edits = callIn(code).prompts.findLast(prompt => prompt.part === part)?.cacheEdits;
  return edits && applyEdits(code, edits);
}
