/** C4: what recognises calls of one SDK may throw: the files that it was asked about say so, and nothing else changes. */
import { expect, test } from 'vitest';
import { createEngine } from '../../src/cli/engine.ts';
import type { Report } from '../../src/core/report.ts';
import type { Sdk } from '../../src/core/sdk.ts';
import { createInspector, needles } from '../../src/inspect.ts';
import { scan } from '../../src/scan/scan.ts';
import { sdks } from '../../src/sdks/index.ts';
import { treeOf } from '../project/tree.ts';
import { converse, conversePython } from '../rules/sources.ts';

const engine = await createEngine();
const files = {
  'converse.ts': converse({ model: 'anthropic.claude-v2' }),
  'boto.py': conversePython({ model: 'anthropic.claude-v2' }),
  'ai.ts': "import { generateText } from 'ai';\nimport { bedrock } from '@ai-sdk/amazon-bedrock';\nexport const hello = () => generateText({ model: bedrock('anthropic.claude-v2'), prompt: 'Say hello.' });\n",
  'chain.py': 'from langchain_aws import ChatBedrockConverse\nmodel = ChatBedrockConverse(model="anthropic.claude-v2")\ndef ask(q):\n    return model.invoke(q)\n',
  'lite.py': 'from litellm import completion\ndef ask(q):\n    return completion(model="bedrock/anthropic.claude-v2", messages=[{"role": "user", "content": q}])\n',
};
const reportWith = (root: string, known: readonly Sdk[]): Report => scan({ root, ...engine, version: '0.0.0', engine: { needles, createInspector: project => createInspector(project, known) } }).report;
const thrown = (): never => {
  throw new Error('oops');
};

test('a detector that throws, each in turn', () => {
  const root = treeOf(files);
  const whole = reportWith(root, sdks);
  expect(whole.files.failed).toEqual([]);
  expect([...new Set(whole.calls.map(({ path }) => path))]).toEqual(Object.keys(files).toSorted());

  const failing = new Set<string>();
  for (const broken of sdks) {
    const report = reportWith(root, sdks.map(sdk => (sdk === broken ? { ...sdk, match: thrown, ...(sdk.returned && { returned: { ...sdk.returned, match: thrown } }) } : sdk)));
    const failed = new Set(report.files.failed.map(({ path }) => path));
    for (const path of failed) failing.add(path);
    expect(report.files.failed.every(({ message }) => message === 'oops'), broken.name).toBe(true);
    expect(report.calls, broken.name).toEqual(whole.calls.filter(({ path }) => !failed.has(path)));
    expect(report.findings, broken.name).toEqual(whole.findings.filter(({ path }) => !failed.has(path)));
  }
  expect([...failing].toSorted()).toEqual(Object.keys(files).toSorted());
});
