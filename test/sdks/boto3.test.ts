import { describe, expect, test } from 'vitest';
import { callIn, callsIn, inShort, said, withCache, withLimit } from './python-calls.ts';

const runtime = 'import boto3, json\nclient = boto3.client("bedrock-runtime")\n';
const converse = 'client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": "Hi"}]}])';

describe('boto3', () => {
  test.each([
    ['a client', `import boto3\nclient = boto3.client("bedrock-runtime")\n${converse}`],
    ['a client by keyword', `import boto3\nclient = boto3.client(service_name="bedrock-runtime", region_name="us-east-1")\n${converse}`],
    ['a session', `import boto3\nclient = boto3.Session(profile_name="x").client("bedrock-runtime")\n${converse}`],
    ['a session that is a parameter', `def run(session):\n    client = session.client("bedrock-runtime")\n    ${converse}`],
    ['an injected client', `def run(client):\n    ${converse}`],
    ['a typed client', `from mypy_boto3_bedrock_runtime import BedrockRuntimeClient\ndef run(client: BedrockRuntimeClient):\n    ${converse}`],
    ['a client in self', `import boto3\nclass A:\n    def __init__(self):\n        self.client = boto3.client("bedrock-runtime")\n    def run(self):\n        self.${converse}`],
    ['aioboto3', `import aioboto3\nasync def run():\n    async with aioboto3.Session().client("bedrock-runtime") as client:\n        await ${converse}`],
    ['keywords in a dict', `${runtime}params = {"modelId": "amazon.nova-lite-v1:0", "messages": [{"role": "user", "content": [{"text": "Hi"}]}]}\nclient.converse(**params)`],
    ['a method that a pool calls', `${runtime}pool.submit(client.converse, modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": "Hi"}]}])`],
    ['a method for a thread', `${runtime}import asyncio\nasyncio.to_thread(client.converse, modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": "Hi"}]}])`],
    ['a method that is tried again', `${runtime}class A:\n    def __init__(self):\n        self._client = client\n    def _retry(self, fn, *args, max_attempts=3, **kwargs):\n        for attempt in range(max_attempts):\n            try:\n                return fn(*args, **kwargs)\n            except ClientError:\n                continue\n    def ask(self):\n        request = {"modelId": "amazon.nova-lite-v1:0", "messages": [{"role": "user", "content": [{"text": "Hi"}]}]}\n        return self._retry(self._client.converse, **request)`],
    ['a method that a function tries again', `${runtime}_invoke_with_retry(client.converse, modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": "Hi"}]}])`],
  ])('recognises %s', (_, code) => {
    const call = callIn(code);
    expect(inShort(call)).toBe('boto3 converse call amazon.nova-lite-v1:0 limit missing');
    expect(said(call, 'user')).toBe('Hi');
  });

  test.each([
    ['another service', 'import boto3\nboto3.client("lambda").invoke_model(modelId="a", body=b"")'],
    ['a search', 'import boto3\nboto3.client("kendra").retrieve(IndexId="a", QueryText="b")'],
    ['a positional method of that name', 'agent.invoke_agent(prompt, column)\nbot.converse("hello")'],
    ['a mock', 'from unittest.mock import MagicMock\nclient = MagicMock()\nclient.converse(modelId="a", messages=[])'],
    ['instrumentation', `${runtime}client.invoke_model = wrap(client.invoke_model)`],
    ['one that sends what it is told to another provider', `def run(client):\n    ${converse.replace('amazon.nova-lite-v1:0', 'google/gemini-2.5-flash')}`],
    ['unknown keywords in a file about something else', 'def f(robot, **kw):\n    robot.converse(**kw)'],
  ])('is silent on %s', (_, code) => {
    expect(callsIn(code).map(inShort)).toEqual([]);
  });

  test('reads InvokeModel bodies', () => {
    const call = callIn(`${runtime}body = json.dumps({"anthropic_version": "bedrock-2023-05-31", "max_tokens": 300, "system": "Be brief.", "messages": [{"role": "user", "content": "Hi"}]})\nclient.invoke_model(modelId="anthropic.claude-3-haiku-20240307-v1:0", body=body)`);
    expect(inShort(call)).toBe('boto3 invoke-model call anthropic.claude-3-haiku-20240307-v1:0 limit 300');
    expect(said(call, 'system')).toBe('Be brief.');
  });

  test.each([
    ['client.invoke_model_with_response_stream(modelId="meta.llama3-8b-instruct-v1:0", body=json.dumps({"prompt": "Hi", "max_gen_len": 64}))', 'boto3 invoke-model-stream call meta.llama3-8b-instruct-v1:0 limit 64'],
    ['client.invoke_model(modelId="anthropic.claude-3-5-sonnet-20240620-v1:0", body=json.dumps({"prompt": "Hi", "temperature": 0.1}))', 'boto3 invoke-model call anthropic.claude-3-5-sonnet-20240620-v1:0 limit missing'],
    ['client.invoke_model(modelId="anthropic.claude-3-5-sonnet-20240620-v1:0", body=json.dumps({"inputs": "Hi", "parameters": settings}))', 'boto3 invoke-model call anthropic.claude-3-5-sonnet-20240620-v1:0 limit dynamic'],
    ['client.invoke_model(modelId="amazon.titan-embed-text-v2:0", body=json.dumps({"inputText": "Hi"}))', 'boto3 embed call amazon.titan-embed-text-v2:0 limit not-applicable'],
    ['client.invoke_model(modelId="amazon.titan-embed-text-v2:0" if direct() else "Titan-v2", body=json.dumps({"inputText": "Hi"}))', 'boto3 embed call amazon.titan-embed-text-v2:0 limit not-applicable'],
    ['client.invoke_model(modelId="amazon.titan-embed-text-v2:0" if direct() else "amazon.titan-text-lite-v1", body=json.dumps({"inputText": "Hi"}))', 'boto3 invoke-model call amazon.titan-embed-text-v2:0|amazon.titan-text-lite-v1 limit missing'],
    ['client.invoke_model(modelId="meta-llama/Meta-Llama-3-8B" if direct() else "<YOUR_ARN>", body=json.dumps({"prompt": "Hi", "max_tokens": 9}))', 'boto3 invoke-model call <YOUR_ARN> limit 9'],
    ['def embed(model, text):\n    return client.invoke_model(modelId=model, body=json.dumps({"inputText": text}))', 'boto3 embed wrapper ? limit not-applicable'],
    ['def ask(model, text):\n    return client.invoke_model(modelId=model, body=json.dumps({"inputText": text, "textGenerationConfig": {"maxTokenCount": 9}}))', 'boto3 invoke-model wrapper ? limit 9'],
    ['client.invoke_model(modelId="amazon.nova-canvas-v1:0", body=json.dumps({"taskType": "TEXT_IMAGE"}))', 'boto3 image call amazon.nova-canvas-v1:0 limit not-applicable'],
    ['client.start_async_invoke(modelId="amazon.nova-reel-v1:0", modelInput={"textToVideoParams": {"text": "A cat"}})', 'boto3 video call amazon.nova-reel-v1:0 limit not-applicable'],
    ['client.count_tokens(modelId="amazon.nova-lite-v1:0", input={"converse": {"messages": []}})', 'boto3 count-tokens call amazon.nova-lite-v1:0 limit not-applicable'],
    ['client.apply_guardrail(guardrailIdentifier="g", guardrailVersion="1", source="INPUT", content=[])', 'boto3 other call - limit not-applicable'],
  ])('%s', (code, expected) => {
    expect(inShort(callIn(runtime + code))).toBe(expected);
  });

  test.each([
    ['bedrock-agent-runtime', 'invoke_agent(agentId="A", agentAliasId="B", sessionId="s", inputText="Hi")', 'boto3 agent call - limit not-applicable'],
    ['bedrock-agent-runtime', 'invoke_flow(flowIdentifier="A", flowAliasIdentifier="B", inputs=[])', 'boto3 flow call - limit not-applicable'],
    ['bedrock-agent-runtime', 'retrieve(knowledgeBaseId="K", retrievalQuery={"text": "q"})', 'boto3 other call - limit not-applicable'],
    ['bedrock', 'create_model_invocation_job(jobName="j", modelId="amazon.nova-lite-v1:0", inputDataConfig={})', 'boto3 batch call amazon.nova-lite-v1:0 limit not-applicable'],
  ])('%s %s', (service, code, expected) => {
    expect(inShort(callIn(`import boto3\nboto3.client("${service}").${code}`))).toBe(expected);
  });

  test('reads RetrieveAndGenerate', () => {
    const call = callIn('import boto3\nboto3.client("bedrock-agent-runtime").retrieve_and_generate(input={"text": "q"}, retrieveAndGenerateConfiguration={"type": "KNOWLEDGE_BASE", "knowledgeBaseConfiguration": {"knowledgeBaseId": "K", "modelArn": "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0"}})');
    expect(inShort(call)).toBe('boto3 retrieve-and-generate call arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0 limit missing');
  });

  test('a hidden spread may hold the limit', () => {
    expect(callIn(`${runtime}def run(**more):\n    client.converse(modelId="amazon.nova-lite-v1:0", messages=[], **more)`).limit.state).toBe('dynamic');
  });

  test.each([
    ['keywords', 'def send(client, **request):\n    return client.converse(**request)', 'send(client, modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": "What is the capital?"}]}])'],
    ['an annotated dict', 'def send(client, request: dict):\n    return client.converse(**request)', 'send(client, {"modelId": "amazon.nova-lite-v1:0", "messages": [{"role": "user", "content": [{"text": "What is the capital?"}]}]})'],
  ])('a function that hands on %s is a wrapper', (_, wrapper, caller) => {
    const calls = callsIn(`import boto3\nclient = boto3.client("bedrock-runtime")\n${wrapper}\n${caller}`);
    expect(calls.map(inShort)).toEqual(['boto3 converse wrapper amazon.nova-lite-v1:0 limit dynamic', 'boto3 converse wrapper-call amazon.nova-lite-v1:0 limit missing']);
    expect(said(calls[1]!, 'user')).toBe('What is the capital?');
  });

  test('a managed prompt holds its limit', () => {
    expect(callIn(`${runtime}client.converse(modelId=arn, promptVariables={"a": {"text": "b"}})`).limit.state).toBe('not-applicable');
  });

  test('writes a limit and a cache point', () => {
    const code = `${runtime}client.converse(modelId="amazon.nova-lite-v1:0", system=[{"text": "Be brief."}], messages=[])`;
    expect(withLimit(code)).toBe(`${runtime}client.converse(modelId="amazon.nova-lite-v1:0", system=[{"text": "Be brief."}], messages=[], inferenceConfig={"maxTokens": 256})`);
    expect(withCache(code)).toBe(`${runtime}client.converse(modelId="amazon.nova-lite-v1:0", system=[{"text": "Be brief."}, {"cachePoint": {"type": "default"}}], messages=[])`);
  });
});

test.each([
  ['a pool', 'with ThreadPoolExecutor() as pool:\n    pool.submit(ask, "Hi", limit=70)'],
  ['a thread', 'async def run():\n    await asyncio.to_thread(ask, "Hi", 70)'],
  ['a loop', 'async def run():\n    await asyncio.get_running_loop().run_in_executor(None, ask, "Hi", 70)'],
  ['a thread of its own', 'Thread(target=ask, args=("Hi",), kwargs={"limit": 70}).start()'],
  ['a thread of its own, by keyword alone', 'Thread(None, target=ask, kwargs=dict(prompt="Hi", limit=70)).start()'],
  ['a timer', 'Timer(30, ask, ["Hi", 70]).start()'],
  ['a pool of processes', 'pool.apply_async(ask, ("Hi",), {"limit": 70})'],
  ['a background task', 'background.add_task(ask, "Hi", limit=70)'],
  ['a pool, bound in part', 'pool.submit(partial(ask, limit=70), "Hi")'],
  ['a guard of the project, behind another one', 'class Guard:\n    def execute(self, run, *args, **options):\n        return run(*args)\ndef again(run, *args, times=3):\n    return run(*args)\nGuard().execute(again, ask, "Hi", 70, times=5)'],
  ['a package that tries again', 'retry_call(ask, "Hi", 70)'],
])('a function that %s is handed is called with what stands behind it', (_, lines) => {
  const calls = callsIn(`import asyncio\nfrom concurrent.futures import ThreadPoolExecutor\nfrom functools import partial\nfrom threading import Thread, Timer\n${runtime}def ask(prompt, limit=5):\n    return client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": prompt}]}], inferenceConfig={"maxTokens": limit})\n${lines}\n`);
  const [call] = calls.filter(({ role }) => role === 'wrapper-call');
  expect(inShort(call!)).toBe('boto3 converse wrapper-call amazon.nova-lite-v1:0 limit 70');
  expect(said(call!, 'user')).toBe('Hi');
});

test.each([
  ['is registered', 'register(ask, "Hi")'],
  ['is run with more than it takes', 'guard.execute(ask, "Hi", 70, 80)'],
  ['is run with less than it takes', 'guard.execute(ask)'],
])('a function that %s is not known to be called', (_, line) => {
  const calls = callsIn(`${runtime}def ask(prompt, limit=5):\n    return client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": prompt}]}], inferenceConfig={"maxTokens": limit})\n${line}\n`);
  expect(calls.map(inShort)).toEqual(['boto3 converse wrapper amazon.nova-lite-v1:0 limit 5']);
});

test.each([
  ['map of a pool', 'with ThreadPoolExecutor() as pool:\n    pool.map(ask, [f"Name {city}." for city in cities])', '[f"Name {city}." for city in cities]'],
  ['map of the language', 'list(map(ask, [f"Name {city}." for city in cities]))', '[f"Name {city}." for city in cities]'],
  ['a list of tuples', 'pool.starmap(ask, [("Name .", 5) for city in cities])', '[("Name .", 5) for city in cities]'],
])('%s calls a function for each item', (_, line, over) => {
  const calls = callsIn(`from concurrent.futures import ThreadPoolExecutor\n${runtime}def ask(prompt, limit=5):\n    return client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": prompt}]}], inferenceConfig={"maxTokens": limit})\ndef run(cities, pool):\n    ${line.replaceAll('\n', '\n    ')}\n`);
  expect(calls.map(inShort)).toEqual(['boto3 converse wrapper amazon.nova-lite-v1:0 limit 5', 'boto3 converse wrapper-call amazon.nova-lite-v1:0 limit 5']);
  expect(said(calls[1]!, 'user')).toBe('Name .');
  expect(calls.map(({ context }) => context)).toMatchObject([{ loop: 'items', over }, { loop: 'items', over }]);
});

test('a function that is mapped over what is not known adds nothing', () => {
  const calls = callsIn(`${runtime}def ask(prompt):\n    return client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": prompt}]}])\ndef run(pool, questions):\n    return list(pool.map(ask, questions))\n`);
  expect(calls.map(inShort)).toEqual(['boto3 converse wrapper amazon.nova-lite-v1:0 limit missing']);
  expect(calls[0]!.context).toMatchObject({ loop: 'items', over: 'questions' });
});

test.each([
  ['with names in a list', 'namedtuple("Settings", ["model", "limit"])', '("amazon.nova-lite-v1:0", 70)'],
  ['with names in a text', 'namedtuple("Settings", "model, limit")', '(limit=70, model="amazon.nova-lite-v1:0")'],
  ['with a default', 'namedtuple("Settings", "model limit", defaults=[70])', '("amazon.nova-lite-v1:0")'],
])('reads a named tuple %s', (_, type, made) => {
  const call = callIn(`from collections import namedtuple\n${runtime}Settings = ${type}\nsettings = Settings${made}\nclient.converse(modelId=settings.model, messages=[], inferenceConfig={"maxTokens": settings.limit})`);
  expect(inShort(call)).toBe('boto3 converse call amazon.nova-lite-v1:0 limit 70');
});

test('a request that is bound in part may get more later', () => {
  const call = callIn(`from functools import partial\n${runtime}ask = partial(client.converse, modelId="amazon.nova-lite-v1:0")\n`);
  expect(inShort(call)).toBe('boto3 converse call amazon.nova-lite-v1:0 limit dynamic');
});

test('counts a system text once where a branch for models without roles sends it in one text with the question', () => {
  const call = callIn(`${runtime}RULES = "Name one book and its shelf."\ndef ask(model, question):\n    if "claude-3" in model:\n        body = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 9, "system": RULES, "messages": [{"role": "user", "content": question}]}\n    else:\n        body = {"prompt": f"{RULES}\\n\\nHuman: {question}\\n\\nAssistant:", "max_tokens_to_sample": 9}\n    return client.invoke_model(modelId=model, body=json.dumps(body))\n`);
  expect(call.prompts.map(({ part, state }) => `${part} ${state}`)).toEqual(['system static', 'user unknown']);
  expect(said(call, 'system')).toBe('Name one book and its shelf.');
});

test.each([
  ['a thread', 'async def ask():\n    return await asyncio.to_thread(client.messages.create, model=model, max_tokens=70, messages=messages)'],
  ['a loop, bound in part', 'async def ask():\n    return await loop.run_in_executor(None, partial(client.messages.create, model=model, max_tokens=70, messages=messages))'],
  ['a function of the project that tries again', 'def again(fn, **kwargs):\n    return fn(**kwargs)\ndef call_with_backoff(fn, **kwargs):\n    return again(fn, **kwargs)\ncall_with_backoff(client.messages.create, model=model, max_tokens=70, messages=messages)'],
])('a method of any SDK that %s is handed is called with what stands behind it', (_, lines) => {
  const code = `import asyncio\nfrom functools import partial\nfrom anthropic import AnthropicBedrock\nclient = AnthropicBedrock()\nmodel = "anthropic.claude-3-haiku-20240307-v1:0"\nmessages = [{"role": "user", "content": "Hi"}]\n${lines}\n`;
  const call = callIn(code);
  expect(call.sdk).toBe('anthropic');
  expect(inShort(call)).toContain('anthropic.claude-3-haiku-20240307-v1:0 limit 70');
  expect(withLimit(code.replace(', max_tokens=70', ''))).toBe(code.replace(', max_tokens=70, messages=messages', ', messages=messages, max_tokens=256'));
});

test.each([
  ['a method that is only wrapped', 'create = with_retry(client.messages.create)'],
  ['what is bound without its messages', 'create = partial(client.messages.create, model="anthropic.claude-3-haiku-20240307-v1:0")'],
  ['another function that is handed one', 'register(client.messages.create, "chat")'],
])('%s is no call of it', (_, line) => {
  expect(callsIn(`from functools import partial\nfrom anthropic import AnthropicBedrock\nclient = AnthropicBedrock()\n${line}\n`)).toEqual([]);
});

test('a body for another family than the one that settings name by default is no wrong one', () => {
  const code = (setting: string): string => `${runtime}from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    model_id: str = "anthropic.claude-3-haiku-20240307-v1:0"\nsettings = Settings()\ndef ask_llama(prompt, limit=64):\n    return client.invoke_model(modelId=${setting}, body=json.dumps({"prompt": prompt, "max_gen_len": limit}))`;
  expect([code('settings.model_id'), code('"anthropic.claude-3-haiku-20240307-v1:0"')].map(each => inShort(callIn(each)).replace(/.* limit/, 'limit'))).toEqual(['limit 64', 'limit missing']);
});
