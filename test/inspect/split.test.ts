/** Prompts kept as one text and taken apart in code, and prompt files read by a path that a function is given. */
import { describe, expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const nova = 'amazon.nova-lite-v1:0';
const typescript = (lines: string, system: string, text: string): string =>
  `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nimport { readFileSync } from 'node:fs';\nimport { join } from 'node:path';\nconst client = new BedrockRuntimeClient({});\nexport async function ask(name: string) {\n${lines}\n  return client.send(new ConverseCommand({ modelId: '${nova}', system: [{ text: ${system} }], messages: [{ role: 'user', content: [{ text: ${text} }] }] }));\n}\n`;
const python = (lines: string, system: string, text: string): string =>
  `import boto3\nfrom pathlib import Path\nfrom jinja2 import Template\nclient = boto3.client("bedrock-runtime")\n\ndef ask(name):\n${lines}\n    return client.converse(modelId="${nova}", system=[{"text": ${system}}], messages=[{"role": "user", "content": [{"text": ${text}}]}])\n`;
const said = (path: string, code: string, files: { readonly [path: string]: string } = {}): string => inShort(callsIn({ [path]: code, ...files })[0]!).replace(/^[^|]*\| /, '');

describe('a text taken apart', () => {
  test.each([
    ['at each separator', "  const [a, b] = 'Be brief.|Hi.'.split('|');", 'a', 'b', 'Be brief. | Hi.'],
    ['the first parts only', "  const parts = 'Be brief.|Hi.|Bye.'.split('|', 2);", 'parts[0]', "parts[2] ?? 'Yes.'", 'Be brief. | Yes.'],
    ['with something filled in', '  const parts = `Be brief.## User${name}, hi.`.split("## User");', 'parts[0]', 'parts.length > 1 ? parts[1] : parts[0]', 'Be brief. | <name>, hi.'],
    ['what is filled in may hold it', '  const parts = `Be brief.,${name}, hi.`.split(",");', "'Be brief.'", 'parts[1]', 'Be brief. | <parts[1]>'],
    ['a counter that grows decides nothing', "  let n = 0;\n  for (const c of name) n++;\n  const t = `${n > 0 ? 'Some.' : 'None.'}`;", "'Be brief.'", 't', "Be brief. | <n > 0 ? 'Some.' : 'None.'>"],
  ])('TypeScript: %s', (_, lines, system, text, expected) => {
    expect(said('a.ts', typescript(lines, system, text))).toBe(expected);
  });

  test.each([
    ['once', '    parts = "Be brief.## User Hi.## User Bye.".split("## User", 1)', 'parts[0]', 'parts[1].strip() if len(parts) > 1 else "No."', 'Be brief. | Hi.## User Bye.'],
    ['by name', '    a, b = "Be brief.|Hi.|Bye.".split("|", maxsplit=1)', 'a', 'b', 'Be brief. | Hi.|Bye.'],
    ['from the end', '    a, b = "Be brief.|Hi.|Bye.".rsplit("|", 1)', 'a', 'b', 'Be brief.|Hi. | Bye.'],
    ['in three', '    a, _, b = "Be brief.---Hi.---Bye.".partition("---")', 'a', 'b', 'Be brief. | Hi.---Bye.'],
    ['in three from the end', '    a, _, b = "Be brief.---Hi.---Bye.".rpartition("---")', 'a', 'b', 'Be brief.---Hi. | Bye.'],
    ['in three without a separator', '    a, b, c = "Be brief.".partition("---")', 'a', 'b + c + "Hi."', 'Be brief. | Hi.'],
    ['after it was rendered', '    a, b = Template("Be brief.\\n## User\\nHi {{ name }}.").render(name=name).split("\\n## User\\n", 1)', 'a', 'b', 'Be brief. | Hi <name>.'],
    ['without a separator there is one part', '    parts = "Hi.".split("## User", 1)', '"Be brief."', 'parts[1] if len(parts) > 1 else parts[0]', 'Be brief. | Hi.'],
  ])('Python: %s', (_, lines, system, text, expected) => {
    expect(said('a.py', python(lines, system, text))).toBe(expected);
  });
});

describe('a file whose path a function is given', () => {
  const files = { 'prompts/system.md': 'Be brief.', 'prompts/user.md': 'Hi.' };

  test('put together before it is read', () => {
    const load = "  const load = (file: string) => { const path = join(__dirname, 'prompts', file); return readFileSync(path, 'utf8'); };";
    expect(said('a.ts', typescript(load, "load('system.md')", "load('user.md')"), files)).toBe('Be brief. | Hi.');
    const inPython = python('    system = load("system.md")', 'system', 'load("user.md")').replace('\ndef ask', '\nDIR = Path(__file__).parent / "prompts"\ndef load(name):\n    path = DIR / name\n    with open(path) as f:\n        return f.read()\n\ndef ask');
    expect(said('a.py', inPython, files)).toBe('Be brief. | Hi.');
  });

  test.each([
    ['a function', "  const load = (file: string) => readFileSync(file, 'utf8');", 'load(PATH)'],
    ['a function that reads it where it is there', "  function load(file: string) {\n    if (!existsSync(file)) return '';\n    const text = readFileSync(file, 'utf8');\n    return text;\n  }", 'load(PATH)'],
    ['a field', "  class Loader {\n    file = PATH;\n    load() {\n      return readFileSync(this.file, 'utf8');\n    }\n  }", 'new Loader().load()'],
  ])('put together where %s is given it', (_, lines, system) => {
    const path = "join(process.cwd(), 'prompts', 'system.md')";
    expect(said('a.ts', typescript(lines.replace('PATH', path), system.replace('PATH', path), "'Hi.'"), files)).toBe('Be brief. | Hi.');
  });
});
