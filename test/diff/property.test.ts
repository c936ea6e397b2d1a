/** A comparison of what changed equals one of two full scans, whatever is edited. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { configurationFor } from '../../src/cli/configuration.ts';
import { createEngine } from '../../src/cli/engine.ts';
import type { DiffReport } from '../../src/core/diff.ts';
import type { Report } from '../../src/core/report.ts';
import { compareReports } from '../../src/diff/compare.ts';
import { scan } from '../../src/scan/scan.ts';
import { change, commit, diffIn, repositoryOf, source } from './repository.ts';

const texts = ['You are brief.', 'You are brief and kind.', 'You answer questions about orders in the language of the customer.', 'You sum up letters in three lines.'];
const text = fc.constantFrom(...texts);
const limit = fc.constantFrom(null, 100, 900);
const model = fc.constantFrom('us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'amazon.nova-lite-v1:0');

/** Files that hang together in each of the ways in which a call can depend on another file. */
const files: { readonly [path: string]: fc.Arbitrary<string | null> } = {
  'src/prompts.ts': fc.tuple(text, text).map(([a, b]) => `export const A = ${JSON.stringify(a)};\nexport const B = ${JSON.stringify(b)};\n`),
  'src/index.ts': fc.constantFrom("export { A } from './prompts';\n", "export { B as A } from './prompts';\n"),
  'src/models.json': model.map(id => JSON.stringify({ fast: id })),
  'src/prompts/letter.md': fc.option(text),
  'src/one.ts': fc.tuple(limit, fc.constantFrom('A', 'B')).map(([max, name]) => source({ name: 'one', limit: max, before: `import { ${name} } from './prompts';` }).replace(/text: "[^"]*"/, `text: ${name}`)),
  'src/two.ts': limit.map(max => source({ name: 'two', limit: max, before: "import { A } from '.';" }).replace(/text: "[^"]*"/, 'text: A')),
  'src/three.ts': fc.tuple(limit, text).map(([max, system]) => source({ name: 'three', limit: max, system, before: "import models from './models.json';" }).replace(/modelId: '[^']*'/, 'modelId: models.fast')),
  'src/four.ts': limit.map(max => source({ name: 'four', limit: max, before: "import { readFileSync } from 'node:fs';\nconst LETTER = readFileSync(`${__dirname}/prompts/letter.md`, 'utf8');" }).replace(/text: "[^"]*"/, 'text: LETTER')),
  'src/ask.ts': fc.tuple(limit, model).map(([max, id]) => source({ name: 'ask', limit: max, model: id }).replace('(question: string)', '(system: string, question: string)').replace(/text: "[^"]*"/, 'text: system')),
  'src/callers/five.ts': text.map(system => `import { ask } from '../ask';\nexport const five = (q: string) => ask(${JSON.stringify(system)}, q);\n`),
  'src/callers/six.ts': fc.constant("import { ask } from '../ask';\nimport { B } from '../prompts';\nexport const six = (q: string) => ask(B, q);\n"),
  'lib/copy.ts': fc.option(fc.tuple(limit, text).map(([max, system]) => source({ name: 'copy', limit: max, system }))),
  'app/prompts.py': text.map(system => `SYSTEM = ${JSON.stringify(system)}\n`),
  'app/main.py': limit.map(max => `import boto3\nfrom .prompts import SYSTEM\nclient = boto3.client("bedrock-runtime")\ndef run(q):\n    return client.converse(modelId="amazon.nova-pro-v1:0", system=[{"text": SYSTEM}], messages=[{"role": "user", "content": [{"text": q}]}]${max === null ? '' : `, inferenceConfig={"maxTokens": ${max}}`})\n`),
  'app/__init__.py': fc.constant(''),
  'template.yaml': fc.tuple(model, fc.constantFrom('fn', 'other')).map(([id, directory]) => `Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: ${directory}/\n      Handler: seven.handler\n      Environment: { Variables: { MODEL_ID: '${id}' } }\n`),
  'fn/settings.ts': fc.constant('export const MODEL = process.env.MODEL_ID;\n'),
  'fn/seven.ts': limit.map(max => source({ name: 'handler', limit: max, before: "import { MODEL } from './settings';" }).replace(/modelId: '[^']*'/, 'modelId: MODEL')),
  'src/named.ts': fc.tuple(fc.constantFrom(0, 8, 20), fc.boolean()).map(([more, isExported]) => `${isExported ? 'export ' : ''}const SYSTEM_PROMPT = '${Array.from({ length: 26 + more }, (_, index) => `word${index}`).join(' ')}';\nexport const PROMPTS = [SYSTEM_PROMPT];\n`),
  'src/sends.ts': fc.boolean().map(isSending => (isSending ? source({ name: 'sends', before: "import { SYSTEM_PROMPT } from './named';" }).replace(/text: "[^"]*"/, 'text: SYSTEM_PROMPT') : '')),
  'docs/readme.md': text,
  'package.json': fc.constantFrom('{ "name": "a" }', '{ "name": "a", "version": "2.0.0" }'),
};
const state = fc.record(files);
/** Few edits, as real changes have. */
const edit = fc.uniqueArray(fc.constantFrom(...Object.keys(files)), { minLength: 1, maxLength: 3 }).chain(paths => fc.record(Object.fromEntries(paths.map(path => [path, files[path]!]))));

/** Ids of calls that stand in two files tell each other apart by what else there is. */
function comparable({ changes, findings, totals }: DiffReport): unknown {
  const byPlace = (a: { path: string; line: number }, b: { path: string; line: number }): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line);
  const bare = (found: DiffReport['findings']['new']): unknown => found.map(({ path, line, ruleId, message }) => ({ path, line, ruleId, message })).toSorted(byPlace);
  return { changes: changes.map(each => Object.assign({}, each, { callId: '' })).toSorted(byPlace), new: bare(findings.new), fixed: bare(findings.fixed), usd: totals.usdPerThousandCalls };
}

test.each<[string, { [path: string]: string }, number]>([
  ['of rules that look at one file', {}, 40],
  ['of rules that look at the whole project, and at what it deploys', { 'promptfare.yaml': 'presets: all\n' }, 15],
])('over random edits, with findings %s', async (_, more, numRuns) => {
  const engine = await createEngine();
  const root = repositoryOf(more);
  const configuration = await configurationFor(root, root, undefined, engine.rules);
  const full = (): Report => scan({ root, ...engine, configuration, version: '0.1.0' }).report;
  let changed = 0;
  let told = 0;
  await fc.assert(
    fc.asyncProperty(state, edit, async (before, after) => {
      change(root, before);
      commit(root);
      const old = full();
      change(root, after);
      const expected = compareReports({ report: old, state: { ref: '', commit: null } }, { report: full(), state: { ref: '', commit: null } }, { isReached: () => true, isChanged: path => Object.hasOwn(after, path) && after[path] !== before[path as keyof typeof before] });
      changed += expected.changes.length;
      told += expected.findings.new.length + expected.findings.fixed.length;
      expect(comparable(await diffIn(root))).toEqual(comparable(expected));
      commit(root);
      expect(comparable(await diffIn(root, ['--base', 'HEAD~1', '--head', 'HEAD']))).toEqual(comparable(expected));
    }),
    { numRuns, seed: 20261125 },
  );
  expect(changed).toBeGreaterThan(numRuns / 2);
  expect(told).toBeGreaterThan(numRuns / 4);
}, 240_000);
