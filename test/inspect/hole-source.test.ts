/** What the holes of prompts come from, one way of writing it a case. */
import { expect, test } from 'vitest';
import { callsIn } from './calls-in.ts';

const typescript: readonly (readonly [code: string, expected: string])[] = [
  ['`${Date.now()}`', 'time Date.now instant'],
  ['`${new Date()}`', 'time Date instant'],
  ['`${new Date(when)}`', 'call Date'],
  ['`${new Date().toISOString()}`', 'time Date instant'],
  ["`${new Date().toISOString().split('T')[0]}`", 'time Date day'],
  ['`${new Date().toISOString().slice(0, 10)}`', 'time Date day'],
  ['`${new Date().toISOString().slice(0, 16)}`', 'time Date instant'],
  ['`${new Date().toLocaleDateString()}`', 'time Date day'],
  ["`${new Date().toLocaleTimeString('de')}`", 'time Date instant'],
  ['`${new Date().getFullYear() + 1}`', 'time Date day'],
  ['`${Math.floor(Date.now() / 1000)}`', 'time Date.now instant'],
  ["`${format(new Date(), 'yyyy-MM-dd')}`", 'time Date day'],
  ["`${format(new Date(), 'yyyy-MM-dd HH:mm')}`", 'time Date instant'],
  ["`${dayjs().format('LL')}`", 'time dayjs day'],
  ['`${JSON.stringify({ now: Date.now(), question })}`', 'time Date.now instant'],
  ['`${now()}`', 'time Date instant'],
  ['`${started}`', 'time Date instant'],
  ['`${loaded}`', 'time Date.now instant once'],
  ['`${randomUUID()}`', 'random crypto.randomUUID'],
  ['`${v4()}`', 'random uuid.v4'],
  ['`${Math.random()}`', 'random Math.random'],
  ["'Session ' + nanoid()", 'random nanoid.nanoid'],
  ['`${question}`', 'parameter question'],
  ['`${user.name}`', 'user user.name'],
  ['`${sessionId}`', 'id sessionId'],
  ["`${history.join('\\n')}`", 'history history'],
  ['`${process.env.TONE}`', 'environment TONE'],
  ["`${readFileSync(question, 'utf8')}`", 'file fs.readFileSync'],
  ['`${JSON.stringify(user)}`', 'json user'],
  ['`${await store.similaritySearch(question)}`', 'search store.Store'],
];

const header = `import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import dayjs from 'dayjs';
import { format } from 'date-fns';
import { nanoid } from 'nanoid';
import { Store } from 'store';
import { v4 } from 'uuid';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
const store = new Store();
const now = () => new Date().toISOString();
const started = now();
const loaded = Date.now();
`;

test.each(typescript)('TypeScript: %s', (code, expected) => {
  const call = `export async function ask(question, user, sessionId, history, when) {
  return client.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text: 'Say something about this that is long enough to be no frame of a wrapper: ' + ${code} }] }] }));
}\n`;
  expect(sourcesIn({ 'a.ts': header + call })).toEqual([expected]);
});

const python: readonly (readonly [code: string, expected: string])[] = [
  ['f"{datetime.now()}"', 'time datetime.datetime.now instant'],
  ['f"{datetime.now():%Y-%m-%d}"', 'time datetime.datetime.now day'],
  ['f"{datetime.now():%H:%M}"', 'time datetime.datetime.now instant'],
  ['f"{datetime.now().isoformat()}"', 'time datetime.datetime.now instant'],
  ['f"{datetime.now().strftime(\'%Y-%m-%d\')}"', 'time datetime.datetime.now day'],
  ['f"{date.today()}"', 'time datetime.date.today day'],
  ['f"{datetime.now().year}"', 'time datetime.datetime.now day'],
  ['"{now}".format(now=time.time())', 'time time.time instant'],
  ['"Now: " + str(int(time.time()))', 'time time.time instant'],
  ['f"{uuid4()}"', 'random uuid.uuid4'],
  ['f"{str(uuid.uuid4())[:8]}"', 'random uuid.uuid4'],
  ['f"{random.choice(names)}"', 'random random.choice'],
  ['f"{\', \'.join(set(names))}"', 'unordered'],
  ['f"{\', \'.join(sorted(set(names)))}"', 'list'],
  ['f"{json.dumps(list(set(names)))}"', 'unordered'],
  ['f"{question}"', 'parameter question'],
  ['f"{user.name}"', 'user user.name'],
  ['f"{session_id}"', 'id session_id'],
  ['f"{chat_history}"', 'history chat_history'],
  ['f"{open(question).read()}"', 'file open'],
  ['f"{os.environ[\'TONE\']}"', 'environment TONE'],
];

const imports = `import json, os, random, time, uuid
from datetime import date, datetime
from uuid import uuid4
import boto3
client = boto3.client("bedrock-runtime")
`;

test.each(python)('Python: %s', (code, expected) => {
  const call = `def ask(question, user, session_id, chat_history, names):
    return client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": "Say something about this that is long enough to be no frame of a wrapper: " + ${code}}]}])\n`;
  expect(sourcesIn({ 'a.py': imports + call })).toEqual([expected]);
});

function sourcesIn(files: { readonly [path: string]: string }): string[] {
  return callsIn(files).flatMap(call => call.prompts.flatMap(({ text }) => text.pieces.flatMap(piece => ('exact' in piece ? [] : [[piece.source?.kind, piece.source?.name, piece.source?.grain, piece.source?.isOnce && 'once'].filter(each => each !== undefined).join(' ')]))));
}
