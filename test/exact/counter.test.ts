import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CACHE_NAME, createCounter, MissingSdk, type ExactOptions } from '../../src/exact/index.ts';
import type { RequestShape } from '../../src/tokens/index.ts';
import { treeOf } from '../project/tree.ts';
import { REFUSALS, serviceThat, withCredentials, type Answer, type Asked, type Service } from './service.ts';

withCredentials();

const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0';
const OPUS = 'anthropic.claude-opus-4-6-v1';
const NEWER = 'anthropic.claude-opus-5-5';
const NOVA = 'amazon.nova-lite-v1:0';

function asking(text: string, modelId = HAIKU): RequestShape {
  return { modelId, system: ['Be brief.'], messages: [{ role: 'user', parts: [{ type: 'text', text }] }], tools: [] };
}
function counterAt(service: Service, cwd: string, rest: Partial<ExactOptions> = {}) {
  return createCounter({ mode: 'service', cachePath: join(cwd, CACHE_NAME), env: service.env, patience: { timeout: 300, backoff: 5 }, ...rest });
}
function counted({ api }: Asked, tokens = 42): Answer {
  return { body: api === 'runtime' ? { inputTokens: tokens } : { input_tokens: tokens } };
}

describe('exact counts', () => {
  test('come from CountTokens, are kept by hash, and are not asked for again', async () => {
    const service = await serviceThat(asked => counted(asked));
    const cwd = treeOf({});
    const counter = counterAt(service, cwd);
    const shape: RequestShape = { ...asking('Hello'), tools: [{ name: 'find', description: 'Finds.', inputSchema: { type: 'object' } }] };
    expect(counter.known(shape)).toBeUndefined();
    expect(await counter.learn([shape, shape])).toEqual({ wanted: 1, counted: 1, refusals: new Map() });
    expect(counter.known(shape)).toBe(42);
    expect(service.asked).toHaveLength(1);
    const [{ path, body, headers } = {} as Asked] = service.asked;
    expect(decodeURIComponent(path)).toBe(`/model/${HAIKU}/count-tokens`);
    expect(body).toEqual({
      input: {
        converse: {
          system: [{ text: 'Be brief.' }],
          messages: [{ role: 'user', content: [{ text: 'Hello' }] }],
          toolConfig: { tools: [{ toolSpec: { name: 'find', description: 'Finds.', inputSchema: { json: { type: 'object' } } } }] },
        },
      },
    });
    expect(headers['authorization']).toMatch(/^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/us-east-1\/bedrock\/aws4_request/);

    const text = readFileSync(join(cwd, CACHE_NAME), 'utf8');
    expect(text).not.toContain('Hello');
    expect(JSON.parse(text)).toEqual({ version: 1, counts: { [HAIKU]: { [Object.keys(JSON.parse(text).counts[HAIKU])[0]!]: 42 } } });
    const again = counterAt(service, cwd, { mode: 'cache' });
    expect(again.known(shape)).toBe(42);
    expect(await again.learn([shape, asking('Other')])).toEqual({ wanted: 1, counted: 0, refusals: new Map([['not in the file', 1]]) });
    expect(service.asked).toHaveLength(1);
  });

  test('of newer Claude come from bedrock-mantle, signed for it', async () => {
    const service = await serviceThat(asked => counted(asked));
    const counter = counterAt(service, treeOf({}));
    await counter.learn([asking('Hello', NEWER)]);
    expect(counter.known(asking('Hello', NEWER))).toBe(42);
    const [{ api, path, body, headers } = {} as Asked] = service.asked;
    expect([api, path]).toEqual(['mantle', '/anthropic/v1/messages/count_tokens']);
    expect(body).toEqual({ model: NEWER, system: [{ type: 'text', text: 'Be brief.' }], messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }] });
    expect(headers['authorization']).toMatch(/\/us-east-1\/bedrock-mantle\/aws4_request, SignedHeaders=anthropic-version;content-type;host;x-amz-date, Signature=[0-9a-f]{64}$/);
    expect(headers['anthropic-version']).toBe('2023-06-01');
  });

  test('take a Bedrock API key where there is one', async () => {
    const service = await serviceThat(asked => counted(asked));
    await counterAt({ ...service, env: { ...service.env, AWS_BEARER_TOKEN_BEDROCK: 'key' } } as Service, treeOf({})).learn([asking('Hello', NEWER)]);
    expect(service.asked[0]?.headers['authorization']).toBe('Bearer key');
  });

  test('go the other way, under the id of that endpoint, where the first does not count the model', async () => {
    const service = await serviceThat(asked => (asked.api === 'runtime' ? REFUSALS.unsupported : counted(asked)));
    const counter = counterAt(service, treeOf({}));
    expect(await counter.learn([asking('One', OPUS)])).toMatchObject({ counted: 1 });
    expect(service.asked.map(({ api }) => api)).toEqual(['runtime', 'mantle']);
    expect(service.asked[1]?.body['model']).toBe('anthropic.claude-opus-4-6');
  });

  test.each([
    ['bedrock-runtime', HAIKU, REFUSALS.throttled],
    ['bedrock-mantle', NEWER, REFUSALS.mantleThrottled],
  ])('wait while %s is throttling', async (_, model, refusal) => {
    const service = await serviceThat((asked, index) => (index < 3 ? refusal : counted(asked)));
    expect(await counterAt(service, treeOf({})).learn([asking('Hello', model)])).toEqual({ wanted: 1, counted: 1, refusals: new Map() });
    expect(service.asked).toHaveLength(4);
  });

  test('give up on a service that keeps throttling', async () => {
    const service = await serviceThat(() => REFUSALS.throttled);
    const requests = Array.from({ length: 20 }, (_, index) => asking(`Text ${index}`));
    const learned = await counterAt(service, treeOf({}), { patience: { attempts: 3, timeout: 1000, backoff: 1 } }).learn(requests);
    expect(learned).toEqual({ wanted: 20, counted: 0, refusals: new Map([['too many requests', 20]]) });
    expect(service.asked.length).toBeLessThanOrEqual(12);
  });

  test('are refused without access, once for each way', async () => {
    const service = await serviceThat(({ api }) => (api === 'runtime' ? REFUSALS.denied : REFUSALS.mantleDenied));
    const requests = Array.from({ length: 12 }, (_, index) => asking(`Text ${index}`));
    const cwd = treeOf({});
    const learned = await counterAt(service, cwd).learn(requests);
    expect(learned).toMatchObject({ wanted: 12, counted: 0 });
    // The right that counts on the usual way, which an asker for Claude 4.5 has not.
    expect([...learned.refusals.keys()].join()).toMatch(/^access denied[^,]*`bedrock:CountTokens`[^,]*$/);
    expect(service.asked.length).toBeLessThanOrEqual(8);
    expect(existsSync(join(cwd, CACHE_NAME))).toBe(false);
  });

  test('are not waited for without end', async () => {
    const service = await serviceThat(() => ({ after: Infinity }));
    const started = Date.now();
    const learned = await counterAt(service, treeOf({}), { patience: { timeout: 100 } }).learn([...Array.from({ length: 10 }, (_, index) => asking(`Text ${index}`)), asking('Hello', NEWER)]);
    expect(learned).toEqual({ wanted: 11, counted: 0, refusals: new Map([['no answer in time', 11]]) });
    expect(Date.now() - started).toBeLessThan(3000);
  });

  test('of a model without CountTokens are asked for once', async () => {
    const service = await serviceThat(() => REFUSALS.unsupported);
    const counter = counterAt(service, treeOf({}));
    const learned = await counter.learn([asking('One', NOVA)]);
    expect(learned.refusals).toEqual(new Map([[`\`${NOVA}\` has no CountTokens`, 1]]));
    expect(service.asked.map(({ api }) => api)).toEqual(['runtime']);
  });

  test('beyond 200,000 tokens stand in the refusal', async () => {
    const service = await serviceThat(() => REFUSALS.tooLong);
    const counter = counterAt(service, treeOf({}));
    await counter.learn([asking('long')]);
    expect(counter.known(asking('long'))).toBe(300_007);
  });

  test('are asked for four at a time', async () => {
    const service = await serviceThat(asked => ({ ...counted(asked), after: 20 }));
    await counterAt(service, treeOf({})).learn(Array.from({ length: 20 }, (_, index) => asking(`Text ${index}`, index % 2 ? HAIKU : NEWER)));
    expect(service.asked).toHaveLength(20);
    expect(service.most).toBeLessThanOrEqual(4);
  });

  test.each([
    [{ status: 500, body: 'oops' }, 'the service does not answer'],
    [{ body: {} }, 'without a count'],
    [{ body: '<html>' }, ''],
    [{ status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }, ''],
  ])('survive the answer %j', async (answer, reason) => {
    const service = await serviceThat(() => answer as Answer);
    const learned = await counterAt(service, treeOf({}), { patience: { attempts: 2, timeout: 300, backoff: 1 } }).learn([asking('One'), asking('One', NEWER)]);
    expect(learned).toMatchObject({ wanted: 2, counted: 0 });
    expect([...learned.refusals.keys()].join()).toContain(reason);
  });

  test('need the SDK only when there is something to ask', async () => {
    const service = await serviceThat(asked => counted(asked));
    const cwd = treeOf({});
    const load = (): Promise<never> => Promise.reject(new Error('Cannot find package'));
    await expect(counterAt(service, cwd, { load }).learn([asking('Hello')])).rejects.toThrow(MissingSdk);
    await counterAt(service, cwd).learn([asking('Hello')]);
    expect(await counterAt(service, cwd, { load }).learn([asking('Hello')])).toMatchObject({ wanted: 0 });
  });

  test('of two runs at once are both kept', async () => {
    const service = await serviceThat(asked => counted(asked));
    const cwd = treeOf({});
    const [one, other] = [counterAt(service, cwd), counterAt(service, cwd)];
    await one.learn([asking('One')]);
    await other.learn([asking('Two')]);
    const again = counterAt(service, cwd, { mode: 'cache' });
    expect([again.known(asking('One')), again.known(asking('Two'))]).toEqual([42, 42]);
  });

  test('leave out the letter that stands for an empty message, and do not ask for what nobody takes', async () => {
    const service = await serviceThat(asked => counted(asked));
    const counter = counterAt(service, treeOf({}));
    const empty = asking('');
    const learned = await counter.learn([empty, asking(' \n'), { ...empty, rawPrompt: true }, { ...empty, messages: [{ role: 'assistant', parts: [] }] }, { ...empty, tools: [{ name: 'x' }] }]);
    expect(learned.wanted).toBe(5);
    expect([...learned.refusals.keys()]).toEqual(['a text is blank', 'its prompt goes to the model without a chat template', 'its messages begin with the assistant', 'a tool has no schema that is known']);
    expect(counter.known(empty)).toBe(41);
    expect((service.asked[0]!.body as { input: { converse: { messages: unknown } } }).input.converse.messages).toEqual([{ role: 'user', content: [{ text: 'a' }] }]);
  });

  test.each(['{', '[]', '{}', '{"version":2}', '{"version":1,"counts":{"m":{"x":1}}}', `{"version":1,"counts":{"m":{"${'0'.repeat(64)}":-1}}}`])('do not come from a file like %s', text => {
    const cwd = treeOf({});
    writeFileSync(join(cwd, CACHE_NAME), text);
    expect(() => createCounter({ mode: 'cache', cachePath: join(cwd, CACHE_NAME), env: {} })).toThrow(/^(it|its|`m`|`counts`) /);
  });
});
