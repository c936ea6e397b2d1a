/** How much of what fills a hole comes: bounded on its way, or whole. One way of writing it a case. */
import { expect, test } from 'vitest';
import { callsIn } from './calls-in.ts';

const typescript: readonly (readonly [title: string, code: string, expected: string])[] = [
  ['a file named by a parameter', "const doc = readFileSync(path, 'utf8'); return ask(`${doc}`);", 'whole file readFileSync(path)'],
  ['the same, cut', "const doc = readFileSync(path, 'utf8').slice(0, 8000); return ask(`${doc}`);", 'bounded .slice(0, 8000)'],
  ['cut where it is too long', "let doc = readFileSync(path, 'utf8'); if (isLong(doc)) doc = doc.slice(0, LIMIT); return ask(`${doc}`);", 'bounded .slice(0, LIMIT)'],
  ['cut where it is used', "const doc = readFileSync(path, 'utf8'); return ask(`${doc.slice(0, LIMIT)}`);", 'bounded .slice(0, LIMIT)'],
  ['a head left off is no cut', "const doc = readFileSync(path, 'utf8'); return ask(`${doc.slice(1)}`);", 'whole file readFileSync(path)'],
  ['its length is asked for', "const doc = readFileSync(path, 'utf8'); if (doc.length > 9000) throw new Error('too long'); return ask(`${doc}`);", 'bounded length of doc'],
  ['an empty one is turned away', "const doc = readFileSync(path, 'utf8'); if (doc.length < 1) return; return ask(`${doc}`);", 'whole file readFileSync(path)'],
  ['a loop over its length is no limit', "const doc = readFileSync(path, 'utf8'); for (let i = 0; i < doc.length; i++) show(i); return ask(`${doc}`);", 'whole file readFileSync(path)'],
  ['a helper that cuts', "return ask(`${load(path)}`); function load(p) { return readFileSync(p, 'utf8').substring(0, 4000); }", 'bounded .substring(0, 4000)'],
  ['a helper that hands on', "return ask(`${load(path)}`); function load(p) { return readFileSync(p, 'utf8').trim(); }", 'whole file readFileSync(p)'],
  ['a prompt kept in a file', "const doc = readFileSync(join(prompts, path), 'utf8'); return ask(`${doc}`);", ''],
  ['the text of a page', 'const res = await fetch(path); return ask(`${await res.text()}`);', 'whole page fetch(path)'],
  ['a figure of a service', 'const res = await fetch(path); const { total } = await res.json(); return ask(`${total}`);', ''],
  ['turns from a request', 'const { messages } = await req.json(); return ask(`${JSON.stringify(messages)}`);', 'whole history messages'],
  ['a record that is called a history', 'const { medicalHistory } = await req.json(); return ask(`${medicalHistory}`);', ''],
  ['one of purchases', 'const { purchase_history } = await req.json(); return ask(`${JSON.stringify(purchase_history)}`);', ''],
  ['the last turns', 'const { messages } = await req.json(); return ask(`${JSON.stringify(messages.slice(-10))}`);', 'bounded .slice(-10)'],
  ['a field of a request', 'const { question } = await req.json(); return ask(`${question}`);', ''],
  ['rows', 'const rows = await db.note.findMany({ where: { done: false } }); return ask(`${JSON.stringify(rows)}`);', 'whole rows db.note.findMany'],
  ['so many rows', 'const rows = await db.note.findMany({ where: { done: false }, take: 20 }); return ask(`${JSON.stringify(rows)}`);', 'bounded take: 20'],
  ['files of a list', "let all = ''; for (const file of files) { all += readFileSync(file, 'utf8'); } return ask(`${all}`);", 'whole file readFileSync(file)'],
  ['some of them', "let all = ''; for (const file of files.slice(0, 3)) { all += readFileSync(file, 'utf8'); } return ask(`${all}`);", 'whole file readFileSync(file)'],
  ['an answer of another call', "const short = await other.ask(readFileSync(path, 'utf8')); return ask(`${short}`);", ''],
  ['a parameter', 'return ask(`${path}`);', ''],
  ['a parameter that is cut', 'return ask(`${path.slice(0, 100)}`);', 'bounded .slice(0, 100)'],
  ['the first of several', "const [first] = readFileSync(path, 'utf8').split(','); return ask(`${first}`);", 'bounded first'],
];

const header = `import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { db, other, prompts, show } from 'somewhere';
const client = new BedrockRuntimeClient({});
`;

test.each(typescript)('TypeScript: %s', (_title, code, expected) => {
  const sent = code.replaceAll(/ask\((`[^`]*`)\)/g, "client.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text: 'Say something about this that is long enough to be no frame of a wrapper: ' + $1 }] }] }))");
  expect(extentsIn({ 'a.ts': `${header}export async function run(path, files, req) { ${sent} }\n` })).toEqual([expected]);
});

const python: readonly (readonly [title: string, code: string, expected: string])[] = [
  ['a file named by a parameter', 'with open(path) as f:\n        doc = f.read()\n    ask(f"{doc}")', 'whole file open(path)'],
  ['the same, cut', 'with open(path) as f:\n        doc = f.read()[:8000]\n    ask(f"{doc}")', 'bounded [:8000]'],
  ['cut where it is used', 'doc = Path(path).read_text()\n    ask(f"{doc[:limit]}")', 'bounded [:limit]'],
  ['a head left off is no cut', 'doc = open(path).read()\n    ask(f"{doc[1:]}")', 'whole file open(path)'],
  ['its length is asked for', 'doc = open(path).read()\n    if len(doc) > 9000:\n        raise ValueError("too long")\n    ask(f"{doc}")', 'bounded length of doc'],
  ['its tokens are counted', 'doc = open(path).read()\n    n = count_tokens(doc)\n    ask(f"{doc}")', 'bounded count_tokens'],
  ['a picture', 'doc = open(path, "rb").read()\n    ask(f"{doc}")', ''],
  ['the text of a page', 'page = requests.get(path)\n    ask(f"{page.text}")', 'whole page requests.get(path)'],
  ['so many rows', 'cur.execute("""SELECT note FROM notes\n        LIMIT %s""", (limit,))\n    rows = cur.fetchall()\n    ask(f"{rows}")', 'bounded LIMIT %s'],
  ['rows', 'cur.execute("SELECT note FROM notes")\n    rows = cur.fetchall()\n    ask(f"{rows}")', 'whole rows cur.fetchall'],
  ['items of a list', 'text = "\\n".join([open(p).read() for p in files])\n    ask(f"{text}")', 'whole file open(p)'],
  ['one item of a file', 'for row in json.load(open(path)):\n        ask(f"{row}")', ''],
  ['one line of a file', 'for line in open(path):\n        ask(f"{line}")', ''],
  ['lines of a file, put together', 'text = ""\n    for line in open(path):\n        text += line\n    ask(f"{text}")', 'whole file open(path)'],
  ['a field of a file', 'doc = json.loads(open(path).read())\n    ask(f"{doc[\'title\']}")', ''],
  ['a number', 'for i, p in enumerate(open(path)):\n        ask(f"{i}")', ''],
];

test.each(python)('Python: %s', (_title, code, expected) => {
  const sent = code.replaceAll(/ask\((f"[^\n]*")\)/g, 'client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": "Say something about this that is long enough to be no frame of a wrapper: " + $1}]}])');
  expect(extentsIn({ 'a.py': `import boto3, json, requests\nfrom pathlib import Path\nclient = boto3.client("bedrock-runtime")\ndef run(path, files, cur, limit):\n    ${sent}\n` })).toEqual([expected]);
});

const chat = (bound: string): string => `import boto3
client = boto3.client("bedrock-runtime")
class Chat:
    def __init__(self):
        self.messages = []
    def say(self, text):
        self.messages.append({"role": "user", "content": [{"text": text}]})
        ${bound}
        return client.converse(modelId="amazon.nova-lite-v1:0", messages=self.messages)
`;

test('a field that collects turns is whole, unless its class cuts it', () => {
  expect(extentsIn({ 'a.py': chat('') })).toContain('whole history self.messages');
  for (const bound of ['self.messages = self.messages[-20:]  # max_turns', 'if len(self.messages) > 20: self.messages.pop(0)', 'self.trim_history()']) {
    expect(extentsIn({ 'a.py': chat(bound) }).filter(each => each.startsWith('whole'))).toEqual([]);
  }
});

test('what callers of the module hand in is followed', () => {
  const code = (arg: string): string => `${header}import { answer } from './b';
function summarize(doc) { return client.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text: \`Tell me what is in this, in the words of a person who has read it all: \${doc}\` }] }] })); }
export const one = path => summarize(${arg});
export const two = path => summarize(${arg} + '!');
`;
  expect(extentsIn({ 'a.ts': code("readFileSync(path, 'utf8')") })).toEqual(expect.arrayContaining(['whole file readFileSync(path)']));
  expect(extentsIn({ 'a.ts': code("readFileSync(path, 'utf8').slice(0, 99)") }).filter(each => each.startsWith('whole'))).toEqual([]);
});

test('a value that is made of itself ends', () => {
  const code = `${header}export function run(path) { let text = readFileSync(path, 'utf8'); while (path) { text = text + text.trim(); } return client.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text: 'Say something about this that is long enough to be no frame: ' + text }] }] })); }\n`;
  expect(extentsIn({ 'a.ts': code })).toContain('whole file readFileSync(path)');
});

/** Each hole's extent in words; the span lies in its file. */
function extentsIn(files: { readonly [path: string]: string }): string[] {
  return callsIn(files).flatMap(call =>
    call.prompts.flatMap(({ text }) =>
      text.pieces.flatMap(piece => {
        if ('exact' in piece) return [];
        const { extent } = piece.source ?? {};
        if (!extent) return [''];
        expect(extent.range[1]).toBeLessThanOrEqual(files[extent.path]!.length);
        return [`${extent.state} ${extent.of ?? ''} ${extent.name}`.replace('  ', ' ')];
      }),
    ),
  );
}
