/** Calls are kept for a whole run, trees are not: the memory of a large project would be full of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fastGlob from 'fast-glob';
import { expect, test } from 'vitest';
import type { Call } from '../../src/core/call.ts';
import { fixtureNames } from '../../src/dev/fixture-files.ts';
import { createInspector, isSearched, loadParser } from '../../src/inspect.ts';
import { createProject } from '../../src/project/project.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

interface Kept {
  readonly path: string;
  readonly calls: readonly Call[];
  readonly module: WeakRef<object>;
}

async function inspected(name: string): Promise<Kept[]> {
  const directory = join(root, 'fixtures', name);
  const paths = (await fastGlob('**', { cwd: directory, dot: true })).filter(isSearched);
  for (const path of paths) await loadParser(path);
  const inspector = createInspector(createProject({ root: directory }));
  return paths.flatMap(path => {
    const found = inspector.inspect(path, readFileSync(join(directory, path), 'utf8'));
    return 'error' in found || found.calls.length === 0 ? [] : [{ path, calls: found.calls, module: new WeakRef(found.module) }];
  });
}

test.each(fixtureNames(root))('calls of %s hold no tree', async name => {
  const kept = await inspected(name);
  // A WeakRef holds until the work at hand is done, and code that is being compiled beside it until that is.
  await expect.poll(() => {
    collectGarbage();
    return kept.filter(({ module }) => module.deref() !== undefined).map(({ path }) => path);
  }, { timeout: 30_000 }).toEqual([]);
  expect(kept.flatMap(({ calls }) => calls).length).toBeGreaterThan(0);
});
