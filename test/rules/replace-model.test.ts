/** Where the id of a model may be replaced: whose bodies are alike, and whose place no other call reads. */
import { describe, expect, it } from 'vitest';
import { isIdOfCallAlone, replaceId } from '../../rules/replace-model.ts';
import { callsIn } from '../inspect/calls-in.ts';

const head = "import { BedrockRuntimeClient, ConverseCommand, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\n";
const lite = 'amazon.nova-lite-v1:0';

/** What stands where the id stood. */
function replaced(code: string, id: string, to: string): string | undefined {
  const [call] = callsIn({ 'a.ts': head + code });
  const edit = replaceId(call!, call!.model.texts[0], id, to);
  return edit && (head + code).slice(0, edit.range[0]) + edit.text + (head + code).slice(edit.range[1]);
}

describe('the model of a body', () => {
  const invoke = (id: string): string => `client.send(new InvokeModelCommand({ modelId: '${id}', body: request.body }));\n`;
  const old = ['anthropic.claude-v2:1', 'amazon.titan-text-express-v1', 'cohere.command-text-v14', 'ai21.j2-mid-v1', 'meta.llama2-13b-chat-v1', 'mistral.mistral-7b-instruct-v0:2'];
  const later = ['anthropic.claude-haiku-4-5-20251001-v1:0', 'cohere.command-r-v1:0', 'meta.llama3-8b-instruct-v1:0', 'mistral.mistral-large-2407-v1:0'];

  it.each(old)('of another format stays: %s', id => {
    for (const other of [...old.filter(each => each !== id), ...later]) {
      expect(replaced(invoke(id), id, other), other).toBeUndefined();
      expect(replaced(invoke(other), other, id), other).toBeUndefined();
    }
  });

  it('of the same format is replaced, in place', () => {
    expect(replaced(invoke('us.anthropic.claude-sonnet-4-6'), 'us.anthropic.claude-sonnet-4-6', 'us.anthropic.claude-haiku-4-5-20251001-v1:0')).toBe(head + invoke('us.anthropic.claude-haiku-4-5-20251001-v1:0'));
    expect(replaced(invoke('anthropic.claude-instant-v1'), 'anthropic.claude-instant-v1', 'anthropic.claude-v2:1')).toBe(head + invoke('anthropic.claude-v2:1'));
  });

  it('does not matter to Converse', () => {
    const converse = (id: string): string => `client.send(new ConverseCommand({ modelId: '${id}', messages: request.messages }));\n`;
    for (const id of old) expect(replaced(converse(id), id, lite)).toBe(head + converse(lite));
  });
});

describe('an id of one call alone', () => {
  const isAlone = (code: string, files: { readonly [path: string]: string } = {}): boolean => {
    const [call] = callsIn({ 'a.ts': head + code, ...files });
    expect(call!.model.ids).toEqual([lite]);
    return isIdOfCallAlone(call!, call!.model.texts[0]);
  };
  const send = (model: string): string => `client.send(new ConverseCommand({ modelId: ${model}, messages: request.messages }));`;

  it.each([
    ['in the call', send(`'${lite}'`)],
    ['and nothing behind it', `void client.send(new ConverseCommand({ messages: request.messages, modelId: '${lite}' }))`],
    ['in a constant', `const model = '${lite}';\n${send('model')}`],
    ['in a template', `const model = \`${lite}\`;\n${send('model')}`],
    ['with a type', `const model: string = '${lite}';\n${send('model')}`],
    ['under a name with a sign', `const $model = '${lite}';\n${send('$model')}`],
    ['beside a longer name', `const model = '${lite}';\nconst models = 3;\n${send('model')}`],
    ['behind a long line', `const note = '${'x'.repeat(500)}';\nconst model = '${lite}';\n${send('model')}`],
  ])('%s', (_, code) => expect(isAlone(code)).toBe(true));

  it.each([
    ['in a constant that two calls read', `const model = '${lite}';\n${send('model')}\n${send('model')}`],
    ['in one that is exported', `export const model = '${lite}';\n${send('model')}`],
    ['in an object', `const models = { small: '${lite}' };\n${send('models.small')}`],
    ['in a list', `const models = ['${lite}'];\n${send('models[0]')}`],
    ['beside others on a line of their own', `const models = {\n'${lite}': 1 };\n${send('Object.keys(models)[0]')}`],
  ])('not %s', (_, code) => expect(isAlone(code)).toBe(false));

  it('not in another file', () => {
    expect(isAlone(`import { model } from './b';\n${send('model')}`, { 'b.ts': `const model = '${lite}';\nexport { model };\n` })).toBe(false);
  });

  it('not where there is no text', () => {
    const [call] = callsIn({ 'a.ts': head + send('request.model') });
    expect(isIdOfCallAlone(call!, undefined)).toBe(false);
  });
});
