/** Who waits for an answer, what repeats, and what may hold the answer already. */
import { describe, expect, test } from 'vitest';
import type { CallContext } from '../../src/core/call.ts';
import { callsIn } from './calls-in.ts';

const contextOf = (path: string, code: string): CallContext => callsIn({ [path]: code })[0]!.context;
const handlerOf = (path: string, code: string): string => {
  const { handler } = contextOf(path, code);
  return handler ? [handler.kind, ...(handler.method === undefined ? [] : [handler.method]), handler.evidence].join(' | ') : 'unknown';
};

const js = (code: string): string => `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
const ask = question => client.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text: \`Answer the question in one short sentence, please, and say nothing more than that at all: \${question}\` }] }] }));
${code}`;
const py = (code: string): string => `import boto3
client = boto3.client("bedrock-runtime")

def ask(question):
    return client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": f"Answer the question in one short sentence, please, and say nothing more than that at all: {question}"}]}])

${code}`;

describe('who waits', () => {
  test.each([
    ['express', 'a.js', js("import express from 'express';\nconst app = express();\napp.post('/ask', async (req, res) => res.json(await ask(req.body.q)));"), "http | POST | app.post('/ask')"],
    ['a handler by its name', 'a.js', js("const onAsk = async (req, res) => res.json(await ask(req.body.q));\nrouter.get('/ask', onAsk);"), "http | GET | router.get('/ask')"],
    ['a route of Next', 'app/api/ask/route.ts', js('export async function POST(request) { return Response.json(await ask((await request.json()).q)); }'), 'http | POST | `POST` of a route'],
    ['Lambda behind an API', 'a.ts', js('export const handler = async (event: APIGatewayProxyEvent) => ask(event.body);'), 'http | `handler` reads APIGatewayProxyEvent'],
    ['Lambda behind a queue', 'a.ts', js('export const handler = async event => { for (const record of event.Records) await ask(record.body); };'), 'queue | `handler` reads Records'],
    ['Lambda on a schedule', 'a.ts', js("export const handler: ScheduledHandler = async event => { await ask(event.time); };"), 'schedule | `handler` reads ScheduledHandler'],
    ['a cron job', 'a.ts', js("cron.schedule('0 3 * * *', () => ask('What is new?'));"), "schedule | cron.schedule('0 3 * * *')"],
    ['a script', 'a.ts', js("await ask('Where is dock 3?');"), 'script | the body of the file'],
    ['a component', 'a.tsx', js("import { useState } from 'react';\nexport function Chat() { return <button onClick={() => ask('Hello?')}>Ask</button>; }"), 'ui | react'],
    ['a library', 'a.ts', js('export const one = question => ask(question);'), 'unknown'],
    ['a name that is made of itself', 'a.py', py('frame = load()\nframe = frame.clean()\nframe = frame.clean()\ndef one(question):\n    return ask(question)\n'), 'unknown'],
    ['FastAPI', 'a.py', py('@app.post("/ask")\nasync def answer(body):\n    return ask(body.question)\n'), 'http | POST | @app.post("/ask")'],
    ['Flask', 'a.py', py('@app.route("/ask", methods=["POST"])\ndef answer():\n    return ask(request.json["q"])\n'), 'http | @app.route("/ask", methods=["POST"])'],
    ['SQS in Python', 'a.py', py('def lambda_handler(event, context):\n    for record in event["Records"]:\n        ask(record["body"])\n'), 'queue | `lambda_handler` reads Records'],
    ['an API in Python', 'a.py', py('def lambda_handler(event, context):\n    return {"statusCode": 200, "body": ask(event["queryStringParameters"]["q"])}\n'), 'http | `lambda_handler` reads queryStringParameters'],
    ['a task of Celery', 'a.py', py('@shared_task\ndef nightly():\n    ask("What is new?")\n'), 'queue | @shared_task'],
    ['a main block', 'a.py', py('def main():\n    print(ask("Where is dock 3?"))\n\nif __name__ == "__main__":\n    main()\n'), 'script | the body of the file'],
    ['a terminal', 'a.py', py('def main():\n    print(ask(input("Question: ")))\n\nif __name__ == "__main__":\n    main()\n'), 'ui | input()'],
    ['Streamlit', 'a.py', py('import streamlit as st\nst.write(ask(st.chat_input()))\n'), 'ui | streamlit'],
    ['a patched test', 'a.py', py('@mock.patch("app.client")\ndef check(client):\n    ask("Where is dock 3?")\n'), 'unknown'],
    ['an evaluation', 'evals/run.py', py('def run(rows):\n    return [ask(row) for row in rows]\n'), 'script | evals/'],
    ['someone waits on one of two ways', 'a.py', py('@app.get("/ask")\ndef answer(q):\n    return ask(q)\n\nif __name__ == "__main__":\n    ask("Where is dock 3?")\n'), 'http | GET | @app.get("/ask")'],
  ])('%s', (_, path, code, expected) => {
    expect(handlerOf(path, code)).toBe(expected);
  });
});

const wrapper = `export const tell = question => client.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text: question }] }] }));`;

describe('the same request in each turn', () => {
  const call = (prompt: string): string => `new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text: ${prompt} }] }] })`;
  const own = (code: string): boolean => callsIn({ 'a.js': `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nexport async function all(rows, text) {\n${code}\n}` })[0]!.context.invariant === true;
  test.each([
    ['nothing of the item', `for (const row of rows) row.summary = await client.send(${call('`Summarise: ${text}`')});`, true],
    ['in a map', `return Promise.all(rows.map(async row => ({ row, summary: await client.send(${call('`Summarise: ${text}`')}) })));`, true],
    ['the item', `for (const row of rows) await client.send(${call('`Summarise: ${row}`')});`, false],
    ['a name made of the item', `for (const row of rows) { const prompt = 'Summarise: ' + row; await client.send(${call('prompt')}); }`, false],
    ['a text that grows', `let log = ''; for (const row of rows) { log += row; await client.send(${call('log')}); }`, false],
    ['what a function gives', `for (const row of rows) await client.send(${call('next()')});`, false],
    ['a field that others set', `for (const row of rows) await client.send(${call('this.prompt')});`, false],
    ['asked for once', `let summary; for (const row of rows) { if (!summary) summary = await client.send(${call('text')}); }`, false],
    ['left after the first', `for (const row of rows) { await client.send(${call('text')}); break; }`, false],
    ['meant to repeat', `for (const attempt of rows) await client.send(${call('text')});`, false],
  ])('%s', (_, code, expected) => {
    expect(own(code)).toBe(expected);
  });
  test('through a wrapper', () => {
    const inLoop = (prompt: string): boolean => callsIn({ 'a.js': js(`${wrapper}\nexport async function all(rows) { for (const row of rows) row.note = await tell(${prompt}); }`) }).some(({ context }) => context.invariant);
    expect(inLoop('"Where is dock 3?"')).toBe(true);
    expect(inLoop('`Where is ${row}?`')).toBe(false);
  });
});

describe('the answer may be there already', () => {
  test.each([
    ['a cache in front', "app.get('/a', async (req, res) => { const hit = await cache.get(req.query.q); if (hit) return res.json(hit); res.json(await ask(req.query.q)); });", true],
    ['a memoised function', 'export const answer = memoize(async q => ask(q));', true],
    ['a stored result', "export async function answer(id) { const row = await db.find(id); if (row.summary) return row.summary; return ask(row.text); }", true],
    ['a check of what came in', "export async function answer(q) { if (!q) return undefined; return ask(q); }", false],
    ['nothing', 'export const answer = q => ask(q);', false],
  ])('%s', (_, code, expected) => {
    expect(contextOf('a.js', js(code)).answerCache !== undefined).toBe(expected);
  });
  test('prompt caching is no cache of answers', () => {
    expect(contextOf('a.js', js('export const answer = q => { const cachePoint = { type: "default" }; return ask(q, cachePoint); };')).answerCache).toBeUndefined();
  });
});

describe('asked twice on one way', () => {
  const twice = (code: string): boolean => callsIn({ 'a.py': py(`def tell(question):\n    return client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": question}]}])\n\n${code.replaceAll('ask(', 'tell(')}`) }).some(({ context }) => context.repeats !== undefined);
  test.each([
    ['the same', 'def both():\n    a = ask("Where is dock 3?")\n    b = ask("Where is dock 3?")\n    return a, b\n', true],
    ['on two ways', 'def either(x):\n    if x:\n        return ask("Where is dock 3?")\n    else:\n        return ask("Where is dock 3?")\n', false],
    ['with a change between', 'def both(q):\n    a = ask(q)\n    q = q + a\n    return a, ask(q)\n', false],
    ['a second try', 'def both(q):\n    try:\n        return ask(q)\n    except Exception:\n        return ask(q)\n', false],
    ['another question', 'def both():\n    return ask("Where is dock 3?"), ask("Where is dock 4?")\n', false],
  ])('%s', (_, code, expected) => {
    expect(twice(code)).toBe(expected);
  });
});

describe('what a loop is for', () => {
  test.each([
    ['model in models', 'model', 'models'],
    ['model_id in models', 'model_id', 'models'],
    ['text in models', '"amazon.nova-lite-v1:0"', 'items'],
  ])('over a list that nobody knows: %s', (over, model, expected) => {
    const code = `import boto3\nclient = boto3.client("bedrock-runtime")\ndef ask(model, text):\n    return client.converse(modelId=model, messages=[{"role": "user", "content": [{"text": text}]}])\ndef run(models, text):\n    return [ask(${model}, text) for ${over}]\n`;
    expect(callsIn({ 'a.py': code })[0]!.context.loop).toBe(expected);
  });

  test.each([
    ['[, model] of [...new Set(models)].entries()', 'model', 'models'],
    ['[, model] of [process.env.MODEL, "amazon.nova-lite-v1:0"].entries()', 'model', 'models'],
    ['[, text] of [...new Set(models)].entries()', '"amazon.nova-lite-v1:0"', 'items'],
    ['text of [process.env.TEXT, "Hi"]', '"amazon.nova-lite-v1:0"', 'items'],
  ])('over a list of TypeScript: %s', (over, model, expected) => {
    const code = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nexport async function run(models: string[], text: string) { for (const ${over}) answers.push(await client.send(new ConverseCommand({ modelId: ${model}, messages: [{ role: 'user', content: [{ text }] }] }))); }\n`;
    expect(callsIn({ 'a.ts': code })[0]!.context.loop).toBe(expected);
  });

  const loopOf = (body: string): string => callsIn({ 'a.py': `import random\nimport boto3\nclient = boto3.client("bedrock-runtime")\ndef run(count, rows):\n${body.replaceAll(/^/gm, '    ')}\n` }).at(-1)!.context.loop;
  const ask = (text: string): string => `client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": ${text}}]}])`;
  test.each([
    ['counted, with another request in each turn', `for i in range(count):\n    prompt = random.choice(rows)\n    try:\n        ${ask('prompt')}\n        times.append(1)\n    except Exception:\n        times.append(None)`, 'items'],
    ['counted, and left where one succeeds', `for i in range(count):\n    prompt = random.choice(rows)\n    try:\n        return ${ask('prompt')}\n    except Exception:\n        sleep(1)`, 'retry'],
    ['counted attempts that only set what is asked behind them', `for attempt in range(count):\n    try:\n        answer = ${ask('rows[0]')}\n    except Exception:\n        sleep(1)`, 'retry'],
    ['counted, with the same request in each turn', `for i in range(count):\n    try:\n        ${ask('rows')}\n    except Exception:\n        pass`, 'none'],
    ['over turns of a conversation', `history = []\nfor row in rows:\n    history.append({"role": "user", "content": [{"text": row}]})\n    client.converse(modelId="amazon.nova-lite-v1:0", messages=history)`, 'agent'],
    ...['history + [message]', '[*history, message]', 'history.concat(message)'].map((longer): [string, string, string] => [`over turns of a conversation that is made anew: ${longer}`, `history = []\nfor row in rows:\n    message = {"role": "user", "content": [{"text": row}]}\n    history = ${longer}\n    client.converse(modelId="amazon.nova-lite-v1:0", messages=history)`, 'agent']),
    ['over parts, each asked for with the answer to the one before', `summary = ""\nfor row in rows:\n    summary = ${ask('f"{summary} {row}"')}`, 'agent'],
    ['which has a name', `summary = ""\nfor row in rows:\n    answer = ${ask('f"{summary} {row}"')}\n    summary = answer["output"]`, 'agent'],
    ['of attempts with a text that first gets a head', `text = rows[0]\nwhile True:\n    try:\n        if not text.startswith("Q: "):\n            text = "Q: " + text\n        answer = ${ask('text')}\n        break\n    except Exception:\n        sleep(1)`, 'retry'],
    ['of attempts, whose answer has the name of what the request was made of before', `answer = load()\ntext = answer["text"]\nwhile True:\n    try:\n        answer = ${ask('text')}\n        break\n    except Exception:\n        sleep(1)`, 'retry'],
    ['over items, of which the last answer is kept', `last = None\nfor row in rows:\n    last = ${ask('row')}`, 'items'],
    ['over items, whose name the answer gets', `text = ""\nfor row in rows:\n    text = row["text"]\n    text = ${ask('text')}`, 'items'],
    ...['number += 1', 'number = number + 1'].map((step): [string, string, string] => [`over items with numbers: ${step}`, `number = 0\nfor row in rows:\n    ${step}\n    ${ask('f"{number}: {row}"')}`, 'items']),
    ['over items, with attempts for each', `for row in rows:\n    for attempt in range(3):\n        try:\n            results.append(${ask('row')})\n            break\n        except Exception:\n            sleep(1)`, 'items'],
    ['over items, each in a function that is tried again', `for row in rows:\n    results.append(call_with_retry(lambda: ${ask('row')}))`, 'items'],
    ['over items, with attempts in a function that each of them calls', `def one(row):\n    for attempt in range(3):\n        try:\n            return ${ask('f"Sort the devices of this report by what went wrong with them, the worst first, and name one cause for each: {row}"')}\n        except Exception:\n            sleep(1)\nfor row in rows:\n    results.append(one(row))`, 'items'],
    ['of attempts in a wrapper, whose callers take items', `def one(text):\n    for attempt in range(3):\n        try:\n            return ${ask('text')}\n        except Exception:\n            sleep(1)\nfor row in rows:\n    results.append(one(row))`, 'retry'],
    ['of turns, with attempts for each', `while True:\n    for attempt in range(3):\n        try:\n            answer = ${ask('rows[0]')}\n            break\n        except Exception:\n            sleep(1)`, 'retry'],
    ['over regions, until one answers in one way or another', `for region in rows:\n    try:\n        local = boto3.client("bedrock-runtime", region_name=region)\n        answer = local.${ask('"Hi"').replace('client.', '')}\n        if count:\n            return 1\n        elif answer:\n            return 2\n        else:\n            return 3\n    except Exception:\n        continue`, 'models'],
    ['over items, of which some end it', `for row in rows:\n    answer = ${ask('row')}\n    if count:\n        return 1\n    elif answer:\n        return 2`, 'items'],
    ['of attempts at a function that a guard runs', `def send():\n    return ${ask('rows[0]')}\nfor attempt in range(3):\n    try:\n        return breaker.call(send)\n    except Exception:\n        sleep(1)`, 'retry'],
    ['no loop: a function that a thread runs once', `def send():\n    return ${ask('rows[0]')}\nexecutor.submit(send).result()`, 'none'],
    ['of turns, each in a function that a guard runs', `messages = [{"role": "user", "content": [{"text": "Hi"}]}]\nfor turn in range(3):\n    request = {"modelId": "amazon.nova-lite-v1:0", "messages": messages}\n    def send():\n        return client.converse(**request)\n    answer = breaker.call(send)\n    messages.append(answer["output"]["message"])`, 'agent'],
    ['over the tools that an answer asks for', `for block in load()["content"]:\n    if "toolUse" in block:\n        results.append(${ask('block["toolUse"]["input"]')})`, 'agent'],
  ])('%s', (_, body, expected) => {
    expect(loopOf(body)).toBe(expected);
  });

  test('over items, with a widget in the request and answers that the session keeps', () => {
    const code = `import boto3\nimport streamlit as st\nclient = boto3.client("bedrock-runtime")\nstyle = st.radio("Style", load())\nfor row in load():\n    ${ask('f"{style}: {row}"')}\n    st.session_state.answers.append(row)\n`;
    expect(callsIn({ 'a.py': code })[0]!.context.loop).toBe('items');
  });
});
