/** What the engine finds in files of languages whose parser is loaded first. */
import type { Call } from '../../src/core/call.ts';
import { createInspector, loadParser } from '../../src/inspect.ts';
import { createProject } from '../../src/project/project.ts';
import { treeOf } from '../project/tree.ts';

/** The calls of a file among others. */
export async function callsOf(path: string, files: { readonly [path: string]: string }): Promise<readonly Call[]> {
  await loadParser(path);
  const inspector = createInspector(createProject({ root: treeOf(files) }));
  const inspection = inspector.inspect(path, files[path]!);
  if ('error' in inspection) throw new Error(inspection.error);
  return inspection.calls;
}

/** The one call of a file. */
export async function callOf(path: string, text: string, others: { readonly [path: string]: string } = {}): Promise<Call> {
  const calls = await callsOf(path, { ...others, [path]: text });
  if (calls.length !== 1) throw new Error(`${calls.length} calls`);
  return calls[0]!;
}
