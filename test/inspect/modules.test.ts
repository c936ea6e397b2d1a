import { describe, expect, test } from 'vitest';
import { isLiteral, staticText } from '../../src/core/call.ts';
import type { Host } from '../../src/core/host.ts';
import type { Module } from '../../src/core/ir.ts';
import { Modules } from '../../src/inspect/modules.ts';
import { createInspector } from '../../src/inspect.ts';
import { parseModule } from '../../src/languages/index.ts';
import { sdks } from '../../src/sdks/index.ts';

const moduleOf = (characters: number): Module => ({ text: 'x'.repeat(characters) }) as Module;

describe('modules that are kept', () => {
  test('are those asked for last, and half of them are dropped, between questions only', () => {
    const modules = new Modules(new Map([['old', moduleOf(1 << 20)]]), 4 << 20);
    modules.set('used', moduleOf(1 << 20));
    modules.set('new', moduleOf(3 << 20));
    expect(modules.has('used')).toBe(true);
    modules.get('old');
    expect(modules.trimmed).toBe(0);
    modules.trim();
    expect(['old', 'used', 'new'].filter(path => modules.has(path))).toEqual(['old']);
    expect(modules.trimmed).toBe(1);
    expect(modules.replaced).toBe(0);
    modules.set('old', undefined);
    expect(modules.replaced).toBe(1);
    modules.set('newest', moduleOf(3 << 20));
    modules.trim();
    expect(modules.has('newest')).toBe(true);
  });
  test('tell when another module takes the place of one, or a path is forgotten', () => {
    const [one, other] = [moduleOf(1), moduleOf(1)];
    const modules = new Modules(new Map([['a', one]]));
    modules.set('a', one);
    expect(modules.replaced).toBe(0);
    modules.set('a', other);
    expect(modules.replaced).toBe(1);
    expect([modules.is('a', one), modules.is('a', other), modules.is('b', one)]).toEqual([false, true, false]);
    // It may have been kept before there was no room for it.
    modules.delete('b');
    expect(modules.replaced).toBe(2);
    modules.delete('a');
    expect([modules.replaced, modules.has('a')]).toEqual([3, false]);
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

  test('does not depend on whether a file comes as the tree that somebody else has made of it', () => {
    const chain: { readonly [path: string]: string } = {
      'send.ts': `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const send = (text: string, system: string) => client.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', system: [{ text: system }], messages: [{ role: 'user', content: [{ text }] }] }));
`,
      'ask.ts': `import { send } from './send';\nexport const ask = (text: string) => send(text, 'You answer in one word.');\n`,
      'first.ts': `import { ask } from './ask';\nexport const first = () => ask('Name a colour.');\n`,
      'second.ts': `import { ask } from './ask';\nexport const second = () => ask('Name a number.');\n`,
    };
    const linted = (order: readonly string[]): unknown => {
      const inspector = createInspector({ ...host, read: path => chain[path] });
      return order.map(path => {
        const module = parseModule(path, chain[path]!);
        const inspection = 'error' in module ? module : inspector.inspect(path, chain[path]!, () => module);
        return 'error' in inspection ? inspection.error : inspection.calls.map(({ role, prompts }) => [path, role, ...prompts.map(({ text }) => staticText(text))]);
      }).at(-1);
    };
    const alone = linted(['second.ts']);
    expect(alone).toEqual([['second.ts', 'wrapper-call', 'You answer in one word.', 'Name a number.']]);
    expect(linted(['first.ts', 'send.ts', 'second.ts'])).toEqual(alone);
    expect(linted(['first.ts', 'ask.ts', 'send.ts', 'second.ts'])).toEqual(alone);
  });

  test('is what a new inspector finds, whatever was edited before', () => {
    const said = (inspector: ReturnType<typeof createInspector>, texts: { readonly [path: string]: string }): unknown => Object.keys(texts).map(path => {
      const inspection = inspector.inspect(path, texts[path]!);
      return 'error' in inspection ? inspection.error : inspection.calls.map(({ id, role, range, model, prompts }) => [id, role, range, model.ids, prompts.map(({ text }) => staticText(text))]);
    });
    let texts: typeof files = {
      // Those that import come first: what was found out of the files between is asked for before they are looked at.
      'top.ts': `import { hurry } from './mid';\nexport const sing = () => hurry('Name a song.');\n`,
      'mid.ts': `import { ask } from './lib';\nexport const hurry = (text: string) => ask(\`Quickly: \${text}\`);\n`,
      ...files,
    };
    const live: Host = { ...host, read: path => texts[path] };
    const kept = createInspector(live);
    said(kept, texts);
    for (const [path, from, to] of [
      ['models.ts', 'nova-lite', 'nova-pro'],
      ['lib.ts', 'Say hello', 'Say goodbye'],
      ['app.ts', 'French', 'Dutch'],
      ['lib.ts', 'id = model', "id = 'amazon.nova-micro-v1:0'"],
      ['models.ts', 'greet()', '1'],
      ['lib.ts', 'id = \'amazon.nova-micro-v1:0\'', 'id = model'],
      ['models.ts', 'nova-pro', 'nova-premier'],
      ['lib.ts', 'export const ask', 'const ask'],
    ] as const) {
      texts = { ...texts, [path]: texts[path]!.replace(from, to) };
      // The file itself comes first, as in an editor; then all that may be open beside it.
      kept.inspect(path, texts[path]!);
      expect(said(kept, texts)).toEqual(said(createInspector(live), texts));
    }
    expect(JSON.stringify(said(kept, texts))).toContain('nova-premier');
    texts = { ...texts, 'models.ts': files['models.ts']! };
    kept.forget('models.ts');
    const lib = { 'lib.ts': texts['lib.ts']! };
    expect(said(kept, lib)).toEqual(said(createInspector(live), lib));
    expect(JSON.stringify(said(kept, lib))).toContain('nova-lite');
  });
});
