/** C5: values that grow as they are followed end as unknown; each of these once ended the process or ran for minutes. */
import { expect, test } from 'vitest';
import { staticText } from '../../src/core/call.ts';
import { callsIn } from './calls-in.ts';

const head = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\n`;
const send = (text: string): string => `await client.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text: ${text} }] }] }));`;
const steps = (count: number, line: (now: string, before: string) => string): string => Array.from({ length: count }, (_, index) => line(`v${index + 1}`, `v${index}`)).join('\n');

test.each([
  ['a text that doubles', "const v0 = 'Never. ';", (now: string, before: string) => `const ${now} = ${before} + ${before};`],
  ['a template that doubles', "const v0 = 'Never. ';", (now: string, before: string) => `const ${now} = \`\${${before}}\${${before}}\`;`],
  ['a text put into itself', "const v0 = 'nnn';", (now: string, before: string) => `const ${now} = ${before}.replaceAll('n', ${before});`],
  ['a list joined by what it holds', "const v0 = 'n';", (now: string, before: string) => `const ${now} = [${before}, ${before}, ${before}].join(${before});`],
  ['a list that doubles', "const v0 = ['n'];", (now: string, before: string) => `const ${now} = [...${before}, ...${before}];`],
  ['a structure that stands in itself many times', "const v0 = { a: 'x', b: 'y' };", (now: string, before: string) => `const ${now} = { ...${before}, ${before}, list_${before}: [${before}, ...Object.values(${before})] };`],
])('%s', (_name, start, step) => {
  const began = performance.now();
  const [call] = callsIn({ 'a.ts': `${head}${start}\n${steps(60, step)}\n${send('JSON.stringify(v60)')}\n${send('v60')}` });
  expect(call?.prompts[0]?.state).not.toBe('static');
  expect(performance.now() - began).toBeLessThan(25_000);
});

test('what is merely long is known', () => {
  const [call] = callsIn({ 'a.ts': `${head}let text = '';\n${"text += 'Answer briefly.\\n';\n".repeat(1000)}${send('text')}` });
  expect(call?.prompts[0]).toMatchObject({ state: 'static' });
  expect(call?.prompts[0]?.text.pieces.length).toBeGreaterThanOrEqual(1000);
});

test('a name that is written anew ten thousand times has its last value', () => {
  const [call] = callsIn({ 'a.ts': `${head}let text = '';\n${Array.from({ length: 10_000 }, (_, index) => `text = 'Answer ${index} briefly.';\n`).join('')}text += ' Please.';\n${send('text')}` });
  expect(call?.prompts[0]).toMatchObject({ state: 'static' });
  expect(call?.prompts[0]?.text.pieces).toMatchObject([{ value: 'Answer 9999 briefly.' }, { value: ' Please.' }]);
});

test('a hundred requests before one are enough to know of, and the first that says the same is found among thousands', () => {
  const calls = callsIn({ 'a.ts': `${head}${Array.from({ length: 300 }, (_, index) => send(`'Answer ${index % 250} briefly.'`)).join('\n')}` });
  expect(calls[299]?.context.behind).toHaveLength(100);
  expect(calls[299]?.context.behind?.at(-1)?.range).toEqual(calls[298]?.range);
  expect(calls[299]?.context.repeats?.range).toEqual(calls[49]?.range);
  expect(calls[249]?.context.repeats).toBeUndefined();
});

test('what is tried in vain twice is not tried again: patience is left for what stands beside it', () => {
  const make = `const make = (question: string) => \`${'${question} '.repeat(8000)}\`;\n`;
  const calls = callsIn({ 'a.ts': `${head}${make}export async function ask(question: string) {\n  const heavy = make(question);\n  const last = 'Be brief.';\n${send('`${heavy} ${last}`').repeat(4)}\n}\n` });
  const texts = calls.map(({ prompts }) => staticText(prompts[0]!.text));
  expect(texts[0]).not.toContain('Be brief.');
  expect(texts[3]).toContain('Be brief.');
});

test('what is written behind text that takes all patience is still read, and how it is put together', () => {
  const make = `const make = (question: string) => \`${'${question} '.repeat(8000)}\`;\n`;
  const [call] = callsIn({ 'a.ts': `${head}${make}export async function ask(question: string) {\n${send("[make(question), `Keep to ${question}.`, question ? 'Ask.' : '', 'Be brief.'].filter(Boolean).join('\\n')")}\n}\n` });
  expect(call?.prompts[0]?.text.pieces.map(piece => ('exact' in piece ? piece.value : '<>')).join('')).toBe('<>\nKeep to <>.\n<>\nBe brief.');
});
