import { describe, expect, test } from 'vitest';
import { isLiteral } from '../../src/core/call.ts';
import type { Host } from '../../src/core/host.ts';
import type { Module } from '../../src/core/ir.ts';
import { Modules } from '../../src/inspect/modules.ts';
import { createInspector } from '../../src/inspect.ts';
import { sdks } from '../../src/sdks/index.ts';

const moduleOf = (characters: number): Module => ({ text: 'x'.repeat(characters) }) as Module;

describe('modules that are kept', () => {
  test('are those asked for last, and dropped between questions only', () => {
    const modules = new Modules(new Map([['old', moduleOf(3 << 20)]]));
    modules.set('used', moduleOf(1 << 20));
    modules.set('new', moduleOf(2 << 20));
    expect(modules.has('old')).toBe(true);
    modules.get('old');
    modules.trim();
    expect(['old', 'used', 'new'].filter(path => modules.has(path))).toEqual(['old']);
    modules.set('old', undefined);
    modules.set('newest', moduleOf(3 << 20));
    modules.trim();
    expect(modules.has('newest')).toBe(true);
  });
});

const files: { readonly [path: string]: string } = {
  'lib.ts': `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { model } from './models';
const client = new BedrockRuntimeClient({});
export const ask = (text: string, id = model) => client.send(new ConverseCommand({ modelId: id, messages: [{ role: 'user', content: [{ text }] }] }));
export const greet = () => ask('Say hello to whoever reads this.');
`,
  'models.ts': `import { greet } from './lib';
export const model = 'amazon.nova-lite-v1:0';
export const other = () => greet();
`,
  'app.ts': `import { ask } from './lib';
import { model } from './models';
export const list = (items: string[]) => items.map(item => ask(\`Translate \${item} into French.\`, model));
`,
};

describe('what is found in a file', () => {
  const host: Host = { read: path => files[path], locate: specifier => (specifier.startsWith('./') ? { kind: 'file', path: `${specifier.slice(2)}.ts` } : { kind: 'package', name: specifier }) };
  const found = (order: readonly string[], known = new Map<string, Module | undefined>()): unknown => {
    const inspector = createInspector(host, sdks, known);
    const calls = new Map(order.map(path => [path, inspector.inspect(path, files[path]!)]));
    return Object.keys(files).map(path => {
      const inspection = calls.get(path)!;
      if ('error' in inspection) return inspection.error;
      return inspection.calls.map(({ id, role, range, model, prompts }) => ({ id, role, range, ids: model.ids, texts: prompts.map(({ text }) => text.pieces.map(piece => (isLiteral(piece) ? piece.value : '{}'))) }));
    });
  };

  test('does not depend on what was looked at before', () => {
    const first = found(['app.ts', 'lib.ts', 'models.ts']);
    expect(JSON.stringify(first)).toContain('Translate ');
    expect(found(['models.ts', 'lib.ts', 'app.ts'])).toEqual(first);
    expect(found(['lib.ts', 'app.ts', 'models.ts', 'lib.ts'])).toEqual(first);
  });
});
