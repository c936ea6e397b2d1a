import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/cli/engine.ts';
import { prepared, scan } from '../../src/scan/scan.ts';
import { treeOf } from '../project/tree.ts';

describe('parsers that have to be loaded', () => {
  const call = 'package a\n\nimport (\n\t"context"\n\t"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"\n)\n\nfunc f(c *bedrockruntime.Client) {\n\tc.InvokeModel(context.Background(), &bedrockruntime.InvokeModelInput{})\n}\n';

  test('are loaded where a file may hold calls, and not before', async () => {
    const engine = await createEngine();
    const without = { root: treeOf({ 'a.go': 'package a\n' }), ...engine, version: '0.0.0' };
    const withCall = { root: treeOf({ 'a.go': call }), ...engine, version: '0.0.0' };
    await prepared(without);
    expect(scan(withCall).report.files.skipped).toEqual([{ path: 'a.go', reason: 'no parser for Go: install `@vscode/tree-sitter-wasm`' }]);
    expect(scan(await prepared(withCall)).report.calls).toHaveLength(1);
  });

  test('of several languages are loaded in one run', async () => {
    const java = 'class A {\n  void f(software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient c) {\n    c.invokeModel(r -> r.modelId("amazon.nova-lite-v1:0"));\n  }\n}\n';
    const options = { root: treeOf({ 'a.go': call, 'A.java': java }), ...(await createEngine()), version: '0.0.0' };
    expect(scan(await prepared(options)).report.calls.map(({ path }) => path)).toEqual(['A.java', 'a.go']);
  });
});
