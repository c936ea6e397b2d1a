/** How values reach a request in real Python, one way a case. */
import { expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const nova = 'amazon.nova-lite-v1:0';
const runtime = 'import boto3\nclient = boto3.client("bedrock-runtime")\n';
const converse = (model: string, text: string): string => `client.converse(modelId=${model}, messages=[{"role": "user", "content": [{"text": ${text}}]}])`;

const python: readonly (readonly [name: string, code: string, expected: string])[] = [
  ['keywords', `client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": "Hi"}]}], inferenceConfig={"maxTokens": 9})`, `call ${nova} 9 |  | Hi`],
  ['a dictionary unpacked', `params = dict(modelId="${nova}", messages=[{"role": "user", "content": [{"text": "Hi"}]}])\nparams["inferenceConfig"] = {"maxTokens": 4}\nclient.converse(**params)`, `call ${nova} 4 |  | Hi`],
  ['os.getenv with a default', `import os\nclient.converse(modelId=os.getenv("M", "${nova}"), messages=[{"role": "user", "content": [{"text": "Hi"}]}])`, `call ${nova} missing |  | Hi`],
  ['a number of the environment', `import os\nLIMIT = int(os.environ.get("LIMIT", "8192"))\nclient.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": "Hi"}]}], inferenceConfig={"maxTokens": LIMIT})`, `call ${nova} dynamic 8192 |  | Hi`],
  ['format', `T = "Answer {q} now."\ndef f(q):\n    client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": T.format(q=q)}]}])`, `wrapper ${nova} missing |  | Answer <q> now.`],
  ['percent', `def f(q):\n    client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": "Answer %s now." % q}]}])`, `wrapper ${nova} missing |  | Answer <q> now.`],
  ['an f-string', `def f(q):\n    client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": f"Answer {q.text} now."}]}])`, `wrapper ${nova} missing |  | Answer <q.text> now.`],
  ['a dataclass field', `from dataclasses import dataclass, field\n@dataclass\nclass C:\n    model: str = field(default_factory=lambda: "${nova}")\ndef f(c: C):\n    client.converse(modelId=c.model, messages=[{"role": "user", "content": [{"text": "Hi"}]}])`, `call ${nova} missing |  | Hi`],
  ['an enum member', `from enum import Enum\nclass M(Enum):\n    LITE = "${nova}"\nclient.converse(modelId=M.LITE.value, messages=[{"role": "user", "content": [{"text": "Hi"}]}])`, `call ${nova} missing |  | Hi`],
  ['an enum member by its value', `from enum import Enum\nclass M(Enum):\n    LITE = "${nova}"\nclient.converse(modelId=M("${nova}").value, messages=[{"role": "user", "content": [{"text": "Hi"}]}])`, `call ${nova} missing |  | Hi`],
  ['without a prefix', `client.converse(modelId="bedrock:${nova}".removeprefix("bedrock:").removeprefix("aws:"), messages=[{"role": "user", "content": [{"text": "Hi.json".removesuffix(".json")}]}])`, `call ${nova} missing |  | Hi`],
  ['an attribute set in __init__', `class S:\n    def __init__(self, model="${nova}"):\n        self.model = model\n    def f(self):\n        client.converse(modelId=self.model, messages=[{"role": "user", "content": [{"text": "Hi"}]}])`, `call ${nova} missing |  | Hi`],
  ['a JSON body', `import json\nbody = json.dumps({"anthropic_version": "bedrock-2023-05-31", "max_tokens": 12, "system": "Be brief.", "messages": [{"role": "user", "content": "Hi"}]})\nclient.invoke_model(modelId="anthropic.claude-haiku-4-5-20251001-v1:0", body=body)`, 'call anthropic.claude-haiku-4-5-20251001-v1:0 12 | Be brief. | Hi'],
];

test('what is taken out of a dictionary is what it holds, else what is named in its place', () => {
  const code = `${runtime}def ask(text, **kw):\n    ${'client.converse(modelId=kw.pop("model", "amazon.nova-pro-v1:0"), messages=[{"role": "user", "content": [{"text": text}]}], **kw)'}\nask("Hi", model="${nova}")\nask("Ho", inferenceConfig={"maxTokens": 9})\n`;
  expect(callsIn({ 'a.py': code }).map(inShort).filter(call => !call.startsWith('wrapper '))).toEqual([`wrapper-call ${nova} missing |  | Hi`, 'wrapper-call amazon.nova-pro-v1:0 9 |  | Ho']);
});

test.each([
  ['a parameter with a default', 'def ask(name="small"):\n    client.converse(modelId=MODELS[name],', nova],
  ['one that is asked of it', 'def ask(name="small"):\n    client.converse(modelId=MODELS.get(name, "amazon.nova-pro-v1:0"),', nova],
  ['a member of what is found', 'ALL = {"large": {"id": "amazon.nova-pro-v1:0"}, "small": {"id": "amazon.nova-lite-v1:0"}}\ndef ask(name="small"):\n    client.converse(modelId=ALL[name]["id"],', nova],
  ['a variable of the environment with a default', 'import os\nclient.converse(modelId=MODELS[os.getenv("MODEL", "small")],', nova],
  ['a parameter without', 'def ask(name):\n    client.converse(modelId=MODELS[name],', `amazon.nova-pro-v1:0|${nova}`],
  ['a default that is none of its keys', 'def ask(name="tiny"):\n    client.converse(modelId=MODELS[name],', `amazon.nova-pro-v1:0|${nova}`],
  ['either of two keys', 'def ask(quick):\n    client.converse(modelId=MODELS["small" if quick else "large"],', `${nova}|amazon.nova-pro-v1:0`],
])('a registry asked by %s', (_name, code, expected) => {
  const [call] = callsIn({ 'a.py': `${runtime}MODELS = {"large": "amazon.nova-pro-v1:0", "small": "${nova}"}\n${code} messages=[{"role": "user", "content": [{"text": "Hi"}]}])\n` });
  expect(inShort(call!)).toBe(`call ${expected} missing |  | Hi`);
});

test.each([
  ['of an object that has it', 'class Settings:\n    MODEL = "amazon.nova-lite-v1:0"\nsettings = Settings()', nova],
  ['of one that has not', 'class Settings:\n    OTHER = "a"\nsettings = Settings()', 'amazon.nova-pro-v1:0'],
  ['of one of a package', 'from django.conf import settings', 'amazon.nova-pro-v1:0'],
])('getattr %s', (_name, code, expected) => {
  expect(callsIn({ 'a.py': `${runtime}${code}\n${converse('getattr(settings, "MODEL", "amazon.nova-pro-v1:0")', '"Hi"')}\n` }).map(inShort)).toEqual([`call ${expected} missing |  | Hi`]);
});

test.each(['state.copy()', 'dict(state)', '{**state}', '{**state, "other": 1}'])('what a copy of an event has, asked with a default: %s', copy => {
  expect(callsIn({ 'a.py': `${runtime}def ask(state):\n    own = ${copy}\n    model = own.get("model", "${nova}")\n    ${converse('model', '"Hi"')}\n` }).map(inShort)).toEqual([`call ${nova} missing |  | Hi`]);
});

test.each([
  ['min(50, config["limit"])', '50'],
  ['max(50, config["limit"])', 'dynamic'],
  ['min(limit, config["limit"])', 'dynamic'],
])('the least and the most of a number that is one of several: %s', (expr, expected) => {
  const code = `${runtime}def ask(text, limit):\n    for config in [{"model": "${nova}", "limit": 100}, {"model": "amazon.nova-pro-v1:0", "limit": 9000}]:\n        client.converse(modelId=config["model"], messages=[{"role": "user", "content": [{"text": "Hi"}]}], inferenceConfig={"maxTokens": ${expr}})\n`;
  expect(inShort(callsIn({ 'a.py': code })[0]!)).toBe(`call ${nova}|amazon.nova-pro-v1:0 ${expected} |  | Hi`);
});

test('an object that stands for no argument is told from arguments and from another such object', () => {
  const limits = (code: string): string[] => callsIn({ 'a.py': `${runtime}_UNSET = object()\n_OTHER = object()\ndef ask(text, *, limit=_UNSET):\n    ${code}\n    return client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": text}]}], inferenceConfig={"maxTokens": n})\nask("Hi")\nask("Hi", limit=7)\nask("Hi", limit=None)\n` }).map(inShort).slice(1);
  const expected = (...all: string[]): string[] => all.map(limit => `wrapper-call ${nova} ${limit} |  | Hi`);
  expect(limits('n = 4000 if limit is _UNSET else limit')).toEqual(expected('4000', '7', 'missing'));
  expect(limits('n = limit if limit is not _UNSET else 4000')).toEqual(expected('4000', '7', 'missing'));
  expect(limits('n = 1 if limit is _OTHER else 2')).toEqual(expected('2', '2', '2'));
});

const rows = `[{"key": "large", "id": "amazon.nova-pro-v1:0", "limit": 9}, {"key": "small", "id": "${nova}", "limit": 5}]`;
test.each([
  ['a comprehension', 'BY_KEY = {row["key"]: row["id"] for row in ROWS}', 'BY_KEY["small"]', nova],
  ['one that asks for more than the key', 'BY_KEY = {row["key"]: row["id"] for row in ROWS if row["id"]}\ndef of(name):\n    return BY_KEY.get(name, BY_KEY["large"])', 'of("small")', nova],
  ['that fallback of it', 'BY_KEY = {row["key"]: row["id"] for row in ROWS if row["id"]}\ndef of(name):\n    return BY_KEY.get(name, BY_KEY["large"])', 'of("tiny")', 'amazon.nova-pro-v1:0'],
  ['one over another dictionary', 'IDS = {"large": "amazon.nova-pro-v1:0", "small": "amazon.nova-lite-v1:0"}\nUPPER = {key.upper(): value for key, value in IDS.items()}', 'UPPER["SMALL"]', nova],
  ['dict() of pairs', 'BY_KEY = dict((row["key"], row["id"]) for row in ROWS)', 'BY_KEY["small"]', nova],
  ['dict() of two lists', 'BY_KEY = dict(zip(["large", "small"], [row["id"] for row in ROWS]))', 'BY_KEY["small"]', nova],
  ['a search', '', 'next(row for row in ROWS if row["key"] == "small")["id"]', nova],
  ['a search that finds nothing', '', 'next((row["id"] for row in ROWS if row["key"] == "tiny"), "amazon.nova-micro-v1:0")', 'amazon.nova-micro-v1:0'],
  ['a key that is not known', 'BY_KEY = {row["key"]: row["id"] for row in ROWS}', 'BY_KEY[pick()]', `amazon.nova-pro-v1:0|${nova}`],
  ['rows that are not known', 'BY_KEY = {row["key"]: row["id"] for row in load()}', 'BY_KEY["small"]', '?'],
])('a registry made by %s', (_name, code, model, expected) => {
  const text = `${runtime}ROWS = ${rows}\n${code}\n${converse(model, '"Hi"')}\n`;
  expect(callsIn({ 'a.py': text }).map(inShort)).toEqual([`call ${expected} missing |  | Hi`]);
});

test('arguments of which those that are none are left out', () => {
  const ask = `${runtime}def ask(text, limit=None, system="Be brief."):\n    config = {"maxTokens": limit, "temperature": 0.1}\n    given = {"system": [{"text": system}] if system else None, "inferenceConfig": {key: value for key, value in config.items() if value is not None}}\n    return client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": text}]}], **{key: value for key, value in given.items() if value})\n`;
  const [wrapper, ...calls] = callsIn({ 'a.py': `${ask}def run():\n    ask("One.", 7)\n    ask("Two.")\n    ask("Three.", system=None)\n` }).map(inShort);
  expect(wrapper).toBe(`wrapper ${nova} dynamic | Be brief. | <text>`);
  expect(calls).toEqual([`wrapper-call ${nova} 7 | Be brief. | One.`, `wrapper-call ${nova} missing | Be brief. | Two.`, `wrapper-call ${nova} missing |  | Three.`]);
});

test.each([
  ['one of two lists', 'parts = ["You sort.", "Be brief."] if short else ["You sort the books of a library."]\ntext = " ".join(parts)', 'You sort the books of a library.'],
  ['what each branch adds to a list', 'parts = ["You sort."]\nif short:\n    parts.append("Be brief.")\nelse:\n    parts.append("Tell the shelf and the row.")\ntext = " ".join(parts)', 'You sort. Tell the shelf and the row.<more items>'],
  ['what each branch adds to a text', 'text = "You sort."\nif short:\n    text += " Be brief."\nelif tall:\n    text += " Use a ladder."\nelse:\n    text += " Tell the shelf."\ntext += " Stop."', 'You sort. Tell the shelf. Stop.'],
  ['what two of three branches add', 'text = "You sort."\nif short:\n    text += " Be brief."\nelif tall:\n    text += " Use a ladder."\ntext += " Stop."', 'You sort. Use a ladder. Stop.'],
  ['what branches add in turns', 'text = "Talk:"\nfor turn in turns():\n    if turn.mine:\n        text += " Me: hello."\n    else:\n        text += " You: hello to you."', 'Talk:<optional text><optional text>'],
  ['what one branch adds', 'text = "You sort."\nif short:\n    text += " Be brief."\ntext += " Stop."', 'You sort.<optional text> Stop.'],
  ['what the turn before has set', 'so_far = ""\nfor part in short:\n    text = f"So far: {so_far}. {part}"\n    so_far = tall(part)', 'So far: <so_far>. <part>'],
  ['what is not known, and what is added to it', 'text = short\nif tall:\n    text += " Be brief."\ntext += " Stop."', '<…><optional text> Stop.'],
])('a text made of %s', (_name, code, expected) => {
  expect(callsIn({ 'a.py': `${runtime}short, tall = ask()\n${code}\n${converse(`"${nova}"`, 'text')}\n` }).map(inShort)).toEqual([`call ${nova} missing |  | ${expected}`]);
});

test.each([
  ['os.getenv("HAIKU_MODEL")', '?'],
  ['os.getenv("NOVA_LITE_MODEL")', nova],
  ['os.getenv("FAST_MODEL")', nova],
])('a default that stands in for a variable of the environment: %s', (given, expected) => {
  const code = `import os\n${runtime}class Asker:\n    def __init__(self, model=None):\n        self.model = model or os.getenv("MODEL", "${nova}")\n    def ask(self):\n        ${converse('self.model', '"Hi"')}\nAsker(${given}).ask()\n`;
  expect(callsIn({ 'a.py': code })[0]!.model.ids.join() || '?').toBe(expected);
});

test.each([
  ['another method sets', '    def __init__(self):\n        self.prompt = ""\n    def start(self):\n        self.prompt = load()\n', '<load>'],
  ['the same method sets', '    def __init__(self):\n        self.prompt = ""\n', '<load>', 'self.prompt = load()\n        '],
  ['nothing sets', '    prompt = ""\n', ''],
])('an empty prompt that %s', (_name, fields, expected, before = '') => {
  const code = `${runtime}class Asker:\n${fields}    def ask(self):\n        ${before}client.converse(modelId="${nova}", system=[{"text": self.prompt}], messages=[{"role": "user", "content": [{"text": "Hi"}]}])\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`call ${nova} missing | ${expected} | Hi`]);
});

test.each([
  ['in a variable', 'request = {"modelId": model, "messages": messages, "inferenceConfig": config}\n    return send(**request)', 1],
  ['by dict()', 'request = dict(modelId=model, messages=messages, inferenceConfig=config)\n    return send(**request)', 1],
  ['where it is handed on', 'return send(**{"modelId": model, "messages": messages, "inferenceConfig": config})', 1],
  ['by whoever calls', 'return send(**config)', 0],
  ['elsewhere but for one part', 'request = {"inferenceConfig": config}\n    request.update(model)\n    return send(**request)', 0],
])('a request that is put together %s', (_name, lines, count) => {
  const code = `${runtime}def send(**kwargs):\n    return client.converse(**kwargs)\ndef ask(model, messages, config):\n    ${lines}\n`;
  expect(callsIn({ 'a.py': code }).map(({ role }) => role)).toEqual(['wrapper', ...Array.from({ length: count }, () => 'wrapper-call')]);
});

test.each([
  ['{"id": "a"}', 'not a plain id'],
  ['boto3.pick().id', 'computed at run time: `boto3.pick.id`'],
  ['pick()', 'computed at run time: `pick`'],
])('why a model is not known, said after the word model: %s', (model, reason) => {
  expect(callsIn({ 'a.py': `${runtime}${converse(model, '"Hi"')}\n` })[0]!.model).toMatchObject({ state: 'unknown', reason });
});

test.each(['(Path(os.getenv("PROMPTS", "prompts")) / "a.txt").read_text()', 'open(os.path.join(os.environ.get("PROMPTS", "prompts"), "a.txt")).read()', 'open(f"{os.getenv(\'PROMPTS\', \'prompts\')}/a.txt").read()'])('a file in a directory that the environment may name: %s', text => {
  const code = `import os\nfrom pathlib import Path\n${runtime}text = ${text}\n${converse(`"${nova}"`, 'text')}\n`;
  expect(callsIn({ 'a.py': code, 'prompts/a.txt': 'You sort books.' }).map(inShort)).toEqual([`call ${nova} missing |  | You sort books.`]);
});

test('what one turn of a loop sets is there in the next', () => {
  const code = `import boto3\nclient = boto3.client("bedrock-runtime")\ndef ask(question):\n    error = None\n    for attempt in range(3):\n        messages = [{"role": "user", "content": [{"text": question}]}]\n        if error:\n            messages.append({"role": "user", "content": [{"text": f"That was invalid: {error}. Try again."}]})\n        answer = client.converse(modelId="${nova}", messages=messages)\n        error = check(answer)\n`;
  const holes = callsIn({ 'a.py': code })[0]!.prompts.flatMap(({ text }) => text.pieces.flatMap(piece => ('hole' in piece ? [`${piece.hole}: ${piece.value?.kind}`] : [])));
  expect(holes).toContain('error: choice');
});

test.each(python)('Python: %s', (_name, code, expected) => {
  expect(callsIn({ 'a.py': `import boto3\nclient = boto3.client("bedrock-runtime")\n${code}\n` }).map(inShort)).toEqual([expected]);
});

test.each([
  'template.format(**row)',
  'template.format(notes=row["notes"])',
  'template.strip().format_map(row)',
])('a function that fills a template that it is handed is a wrapper: %s', fill => {
  const code = `${runtime}def ask(row, template):\n    text = ${fill}\n    return ${converse(`"${nova}"`, 'text')}\ndef run(row):\n    return ask(row, "Sort these notes: {notes}.")\n`;
  const [wrapper, caller] = callsIn({ 'a.py': code });
  expect(wrapper!.role).toBe('wrapper');
  expect(caller!.prompts[0]!.text.pieces.map(piece => ('exact' in piece ? piece.value : '…'))).toEqual(['Sort these notes: ', '…', '.']);
});

test('a caller by which text of the function itself stays away brings what it says all the same', () => {
  const rules = 'Write for people who have little time, name what is known, and leave out what nobody has asked for.';
  const code = `${runtime}def ask(text, state=None):\n    if state:\n        text = f"${rules} They work on {state}. {text}"\n    return ${converse(`"${nova}"`, 'text')}\n`;
  const use = 'from a import ask\ndef notes():\n    ask("Sort these notes.")\n    ask("Sort those.", "a plan")\ndef hand(text):\n    ask(text)\n';
  expect(callsIn({ 'b.py': use, 'a.py': code }, 'b.py').map(inShort)).toEqual([`wrapper-call ${nova} missing |  | Sort these notes.`, `wrapper-call ${nova} missing |  | ${rules} They work on a plan. Sort those.`]);
});

test('what a handler sets is one of two: nobody knows whether it runs', () => {
  const body = (value: string): string => `import boto3\nclient = boto3.client("bedrock-runtime")\nnotes = ""\ntry:\n    notes = ${value}\nexcept OSError:\n    notes = "None were found."\n${converse(`"${nova}"`, 'f"Sort these notes: {notes}"')}\n`;
  const inside = (value: string): string[] => callsIn({ 'a.py': body(value) })[0]!.prompts.flatMap(({ text }) => text.pieces.flatMap(piece => ('hole' in piece ? [`${piece.value?.kind}`] : [piece.value])));
  expect(inside('read("notes")')).toEqual(['Sort these notes: ', 'choice']);
  expect(callsIn({ 'a.py': body('"Milk."') }).map(inShort)).toEqual([`call ${nova} missing |  | Sort these notes: <notes>`]);
});

test('what an import may fail to give is there where it is called', () => {
  const code = `import boto3\ntry:\n    from langchain_aws import ChatBedrockConverse\n    from langchain_core.messages import HumanMessage, SystemMessage\nexcept ImportError:\n    ChatBedrockConverse = None\n    HumanMessage = None\n    SystemMessage = None\nllm = ChatBedrockConverse(model="${nova}", max_tokens=9)\ndef ask(text, system=None):\n    messages = []\n    if system:\n        messages.append(SystemMessage(content=system))\n    messages.append(HumanMessage(content=text))\n    return llm.invoke(messages)\nask("Name a sea.", "Be brief.")\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`config ${nova} 9 |  | `, `wrapper ${nova} 9 | <system> | <text> + <more messages>`, `wrapper-call ${nova} 9 | Be brief. | Name a sea.`]);
});

test('and so is a method that does so for each row', () => {
  const code = `${runtime}class Caller:\n    def rows(self, rows, template):\n        return [self._ask(template.format(**row)) for row in rows]\n    def _ask(self, text):\n        return ${converse(`"${nova}"`, 'text')}\n`;
  const use = 'from a import Caller\nCaller().rows([{"notes": "one"}, {"notes": "two"}], "Sort these notes: {notes}.")\n';
  expect(callsIn({ 'b.py': use, 'a.py': code }).map(({ role, prompts }) => [role, prompts.length])).toEqual([['wrapper-call', 1]]);
});

test('a caller of a function that embeds a question and asks it has the model that is asked', () => {
  const rag = `import json\n${runtime}def embed(model_id, text):\n    return client.invoke_model(modelId=model_id, body=json.dumps({"inputText": text}))\nclass Rag:\n    def answer(self, model_id, question, embed_model_id):\n        found = search(embed(embed_model_id, question))\n        return self._ask(model_id, question, found)\n    def _ask(self, model_id, question, found):\n        return ${converse('model_id', 'f"{found} {question}"')}\n`;
  const use = `from rag import Rag\nRag().answer(model_id="${nova}", question="What is a cache?", embed_model_id="amazon.titan-embed-text-v2:0")\n`;
  expect(callsIn({ 'use.py': use, 'rag.py': rag }).map(({ role, operation, model }) => [role, operation, model.ids])).toEqual([['wrapper-call', 'converse', [nova]]]);
});

test.each([
  ['an id', 'modelId=event.get("model", "amazon.nova-lite-v1:0"), messages=HI', `call ${nova} missing |  | Hi`],
  ['a limit', `modelId="${nova}", messages=HI, inferenceConfig={"maxTokens": event.get("limit", 9)}`, `call ${nova} dynamic 9 |  | Hi`],
  ['no words', `modelId="${nova}", messages=[{"role": "user", "content": [{"text": event.get("text", "Say hello.")}]}]`, `wrapper ${nova} missing |  | <event.text>`],
])('what is asked of an event has its default: %s', (_name, request, expected) => {
  const code = `${runtime}HI = [{"role": "user", "content": [{"text": "Hi"}]}]\ndef handler(event, context):\n    client.converse(${request})\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([expected]);
});

test.each(['row["text"]', 'row.get("text")', 'row.get("text", "Nothing was said.")'])('a key of a parameter is for its callers to give: %s', text => {
  const code = `${runtime}def ask(row):\n    return ${converse(`"${nova}"`, text)}\ndef sort():\n    return ask({"text": "Sort the devices of this report by what went wrong with them, and name the likeliest cause."})\n`;
  expect(callsIn({ 'a.py': code }).map(({ role, prompts }) => [role, prompts[0]!.state])).toEqual([['wrapper-call', 'static'], ['wrapper', 'unknown']].toReversed());
});

test.each([
  ['an address', 'def ask(session):\n    page = session.get("https://example.com/notes").text', '<session.get("https://example.com/notes").text>'],
  ['what a class of the project gives', 'class Notes:\n    def get(self, key):\n        return "None yet."\ndef ask(notes: Notes):\n    page = notes.get("day")', 'None yet.'],
])('no key of a parameter: %s', (_name, code, text) => {
  const [call] = callsIn({ 'a.py': `${runtime}${code}\n    return ${converse(`"${nova}"`, 'page')}\n` });
  expect([call!.role, inShort(call!).split('| ').at(-1)]).toEqual(['call', text]);
});

test('the model of an event reaches what is built with it', () => {
  const code = `${runtime}def ask(prompt, model="amazon.nova-pro-v1:0"):\n    return ${converse('model', 'prompt')}\nclass Worker:\n    def __init__(self, model):\n        self.model = model\n    def run(self, text):\n        return ask(prompt=f"Sort the devices of this report by what went wrong with them, and name for each of them the one cause that is the likeliest: {text}", model=self.model)\ndef handler(event, context):\n    model = event.get("model", "${nova}")\n    return Worker(model=model).run(event["text"])\n`;
  expect(callsIn({ 'a.py': code }).map(({ role, model }) => [role, model.ids])).toEqual([['wrapper', ['amazon.nova-pro-v1:0']], ['wrapper-call', [nova]]]);
});

test('a method that hands on what it gets has the model that its object is made with', () => {
  const code = `${runtime}class Planner:\n    def __init__(self, model, limit=300):\n        self.model = model\n        self.limit = limit\n    def plan(self, topic):\n        return self._ask(f"Topic: {topic}", "Plan a report.", self.limit)\n    def _ask(self, text, system, limit):\n        return client.converse(modelId=self.model, system=[{"text": system}], messages=[{"role": "user", "content": [{"text": text}]}], inferenceConfig={"maxTokens": limit})\n    def check(self, topic):\n        return self._ask(f"Check: {topic}", "Check a plan.", 20)\ndef planner():\n    return Planner("${nova}")\n`;
  expect(callsIn({ 'a.py': code }).map(call => [call.role, call.model.ids.join()])).toEqual([['wrapper-call', nova], ['wrapper', nova], ['wrapper-call', nova]]);
});

test('a method that a pool runs has the model that its object is made with', () => {
  const code = `${runtime}class Worker:\n    def __init__(self, model):\n        self.model = model\n    def run(self, texts):\n        return [pool.submit(self._one, text) for text in texts]\n    def _one(self, text):\n        return ${converse('self.model', 'f"Sort this: {text}"')}\ndef handler(event, context):\n    worker = Worker(event.get("model", "${nova}"))\n    worker.run(event["texts"])\n`;
  expect(callsIn({ 'a.py': code }).map(({ model }) => model.ids)).toEqual([[nova]]);
});

test.each([
  [`'{"anthropic_version": "bedrock-2023-05-31", "max_tokens": 9, "system": "Be brief.", "messages": [{"role": "user", "content": "Hi"}]}'`, 'call ID 9 | Be brief. | Hi'],
  [`f'{{"anthropic_version": "bedrock-2023-05-31", "max_tokens": {limit}, "messages": [{{"role": "user", "content": "Sort {text}"}}]}}'`, 'wrapper ID dynamic 9 |  | Sort <text>'],
  [`f'{{"anthropic_version": "bedrock-2023-05-31", "max_tokens": 9, "messages": {json.dumps([{"role": "user", "content": "Sort " + text}])}}}'`, 'wrapper ID 9 |  | Sort <text>'],
])('a body written as a text: %s', (body, expected) => {
  const id = 'anthropic.claude-haiku-4-5-20251001-v1:0';
  const [call] = callsIn({ 'a.py': `import json\n${runtime}def ask(text, limit=9):\n    client.invoke_model(modelId="${id}", body=${body})\n` });
  expect([inShort(call!).replace(id, 'ID'), call!.caching.state]).toEqual([expected, 'none']);
});

test('a caller that names the limit that is the default of a wrapper is a call of its own', () => {
  const code = `${runtime}def ask(prompt, limit=100):\n    return client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": prompt}]}], inferenceConfig={"maxTokens": limit})\n`;
  const use = 'from a import ask\ndef same(text):\n    return ask(text, limit=100)\ndef other(text):\n    return ask(text, 50)\ndef none(text):\n    return ask(text)\n';
  expect(callsIn({ 'b.py': use, 'a.py': code }).map(({ within, limit }) => [within, limit.value])).toEqual([['same', 100], ['other', 50]]);
});

test('a caller of a function that defines an agent is told with what it says to it', () => {
  const code = `import boto3\nclass Agents:\n    def __init__(self):\n        self.client = boto3.client("bedrock-agent")\n    def create(self, name, instruction, model):\n        return self.client.create_agent(agentName=name, instruction=instruction, foundationModel=model)\n`;
  const use = `from a import Agents\nagents = Agents()\nagents.create("review", "You review returns. Name each field that is empty.", "${nova}")\n`;
  expect(callsIn({ 'b.py': use, 'a.py': code }).map(({ operation, ...call }) => [operation, inShort(call as never)])).toEqual([['prompt', `wrapper-call ${nova} not-applicable | You review returns. Name each field that is empty. | `]]);
});

test.each([
  ['def ask(name="nova-lite"):', 'f"amazon.{name}-v1:0"', nova],
  ['def ask(size="lite", geo="eu"):', 'f"{geo}.amazon.nova-{size}-v1:0"', 'eu.amazon.nova-lite-v1:0'],
  ['def ask(name):', 'f"amazon.{name}-v1:0"', '?'],
  ['def ask(name="lite"):', 'f"{name}-v1"', '?'],
  ['def ask(account, name="amazon.nova-lite-v1:0"):', 'f"arn:aws:bedrock:eu-west-1:{account}:inference-profile/{name}"', nova],
  ['def ask(region="us-east-1", name="amazon.nova-lite-v1:0"):', 'f"arn:aws:bedrock:{region}::foundation-model/{name}"', nova],
  ['def ask(account, name):', 'f"arn:aws:bedrock:eu-west-1:{account}:inference-profile/{name}"', '?'],
  ['def ask(vendor, name="amazon.nova-lite-v1:0"):', 'f"{vendor}.{name}"', '?'],
])('an id of which a part has a default: %s %s', (def, id, expected) => {
  expect(inShort(callsIn({ 'a.py': `${runtime}${def}\n    ${converse(id, '"Hi"')}\n` })[0]!)).toBe(`call ${expected} missing |  | Hi`);
});

test.each([
  ['an empty list', '[]', 'Name <question>.'],
  ['an empty dict', '{}', 'Name <question>.'],
  ['a list of files', '["a.txt"]', 'Read this first: <item> Name <question>.'],
  ['a name that may hold more by now', 'files', 'Read this first: <joined items> Name <question>.'],
])('%s that stands in a call decides what is asked of it', (_name, given, expected) => {
  const code = `import boto3\nclient = boto3.client("bedrock-runtime")\ndef build(prompt, files=None):\n    if not files:\n        return prompt\n    return "Read this first: " + " ".join(open(path).read() for path in files) + " " + prompt\ndef ask(prompt, files=None):\n    text = build(prompt, files)\n    return client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": text}]}])\ndef run(question):\n    files = []\n    fill(files)\n    return ask(f"Name {question}.", ${given})\n`;
  expect(inShort(callsIn({ 'a.py': code }).at(-1)!)).toBe(`wrapper-call amazon.nova-lite-v1:0 missing |  | ${expected}`);
});

test('who sends a request to a model that is still to be named calls it none the less', () => {
  const code = `${runtime}def ask(prompt):\n    return client.converse(modelId="YOUR-MODEL-ARN", messages=[{"role": "user", "content": [{"text": prompt}]}])\nask("Hi there.")\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual(['wrapper ? missing |  | <prompt>', 'wrapper-call ? missing |  | Hi there.']);
});

test.each([
  ['gives what the file defines', 'from settings import *', `wrapper ${nova} 40 | Be brief. | <q>`],
  ['through another file', 'from shared import *', `wrapper ${nova} 40 | Be brief. | <q>`],
  ['but no name with an underscore', 'from settings import *\nMODEL = _MODEL', 'wrapper ? 40 | Be brief. | <q>'],
  ['and what the file itself defines stays', `from settings import *\nMODEL = "amazon.nova-pro-v1:0"`, 'wrapper amazon.nova-pro-v1:0 40 | Be brief. | <q>'],
  ['nor what a package may hold', 'from their_settings import *', 'wrapper ? dynamic | <SYSTEM> | <q>'],
])('import of all names: %s', (_name, line, expected) => {
  const files = {
    'app.py': `import boto3\n${line}\nclient = boto3.client("bedrock-runtime")\ndef ask(q):\n    return client.converse(modelId=MODEL, system=[{"text": SYSTEM}], messages=[{"role": "user", "content": [{"text": q}]}], inferenceConfig={"maxTokens": LIMIT})\n`,
    'settings.py': `MODEL = "${nova}"\n_MODEL = MODEL\nLIMIT = 40\nSYSTEM = "Be brief."\n`,
    'shared.py': 'from settings import *\n',
  };
  expect(callsIn(files).map(inShort)).toEqual([expected]);
});
