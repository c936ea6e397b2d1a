/** S4: ESLint prints our messages as they are, so they hold nothing that a terminal obeys, whatever models, names and prompts hold. */
import { Linter } from 'eslint';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import promptfare from '../../src/eslint.ts';
import { isNightly, runs } from '../fuzz.ts';
import { prose } from '../rules/sources.ts';

const marks = ['\u001B[31m', '\u001B]0;t\u0007', '\u009B31m', '\u202E', '\u2066', '\u200B', '\b', '\u007F', '\u0000', '\u{E0041}', '\uFEFF', '::error::', '##[error]'];
// oxlint-disable-next-line no-control-regex
const obeyed = /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]|##\[|^\s*::/u;

const linter = new Linter();
const strict = promptfare.configs.strict;

/** Files in which a text is the model, part of a name, of a list, of a hole and of prompts. */
const sources: { readonly [path: string]: (text: string) => string } = {
  'a.js': text => `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export async function ask(items, a) {
  for (const item of items[${JSON.stringify(text)}]) {
    await client.send(new ConverseCommand({ modelId: ${JSON.stringify(`anthropic.claude-v2${text}`)}, messages: [{ role: 'user', content: [{ text: ${JSON.stringify(prose(300))} + a[${JSON.stringify(text)}] + Date.now(${JSON.stringify(text)}) + JSON.stringify(a[/* ${text.replaceAll('*/', '')} */ 0], null, 2) + item }] }] }));
    await client.send(new ConverseCommand({ modelId: 'anthropic.claude-v2', system: [{ text: ${JSON.stringify(`${text} never. ${text} never. Answer briefly ${text}. Answer briefly ${text}.`)} }, { text: \`\${a["${text.replaceAll(/["\\\n\r]/g, '')}"]} ${prose(200)}\` }], messages: [{ role: 'user', content: [{ text: item }] }] }));
  }
}
`,
  'b.py': text => `import boto3, json, time
client = boto3.client("bedrock-runtime")
def ask(items, a):
    for item in items[${JSON.stringify(text)}]:
        client.converse(modelId=${JSON.stringify(`anthropic.claude-v2${text}`)}, messages=[{"role": "user", "content": [{"text": ${JSON.stringify(prose(300))} + a[${JSON.stringify(text)}] + str(time.time()) + json.dumps(a[${JSON.stringify(text)}], indent=2) + item}]}])
`,
  'c.prompt': text => `---\nmodel: anthropic.claude-v2\n---\n{{now${text.replaceAll(/[{}\n\r]/g, '')}}} ${prose(200)}\n`,
};

function said(path: string, text: string): readonly string[] {
  return linter.verify(sources[path]!(text), strict, { filename: path }).flatMap(({ fatal, message, suggestions }) => (fatal ? [] : [message, ...(suggestions ?? []).map(({ desc }) => desc)]));
}

describe.each(Object.keys(sources))('S4: messages about %s', path => {
  test('there are some, and they name what is there', () => {
    expect(said(path, ' plain').length).toBeGreaterThanOrEqual(1);
  });

  test.each(marks)('%j is not repeated', mark => {
    for (const message of said(path, mark)) expect(message).not.toMatch(obeyed);
  });

  test('nor is anything else', () => {
    const some = fc.array(fc.oneof(fc.constantFrom(...marks), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 4 }).map(parts => parts.join(''));
    fc.assert(
      fc.property(some, text => {
        for (const message of said(path, text)) expect(message).not.toMatch(obeyed);
      }),
      { numRuns: runs(40, 20_000), ...(!isNightly && { seed: 7 }) },
    );
  });
});
