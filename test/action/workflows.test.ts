import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { actionInputs } from '../../src/cli/action/inputs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const directory = join(root, '.github/workflows');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { [name: string]: string } };

interface Workflow {
  readonly permissions: object;
  readonly jobs: { readonly [name: string]: { readonly permissions: object; readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly with?: { readonly [name: string]: unknown } }[] } };
}

test.each(readdirSync(directory))('S13: %s grants each job what it needs, and runs no action that can be changed', name => {
  const text = readFileSync(join(directory, name), 'utf8');
  const { permissions, jobs } = parse(text) as Workflow;
  expect(permissions).toEqual({});
  for (const job of Object.values(jobs)) {
    expect(Object.keys(job.permissions).length).toBeGreaterThan(0);
    for (const { uses, run, with: given } of job.steps) {
      if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      if (uses?.startsWith('actions/checkout@') && !('contents' in job.permissions && job.permissions.contents === 'write')) expect(given).toMatchObject({ 'persist-credentials': false });
      // What a run is given is never pasted into a script.
      expect(run ?? '').not.toContain('${{');
      for (const [, script] of (run ?? '').matchAll(/npm run (\S+)/g)) expect(scripts).toHaveProperty(script!);
    }
  }
  for (const [, sha, version] of text.matchAll(/@([0-9a-f]{40})(.*)/g)) expect(version, sha).toMatch(/^ # v\d+\.\d+\.\d+$/);
});

test('the action knows the inputs that action.yml declares, and no others', () => {
  const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: { [name: string]: unknown } };
  const asked = new Set<string>();
  actionInputs(new Proxy({}, { get: (_, name) => void asked.add(String(name)) }));
  expect([...asked].toSorted()).toEqual(Object.keys(inputs).map(name => `INPUT_${name.toUpperCase()}`).toSorted());
});
