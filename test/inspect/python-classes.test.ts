/** What an object of a project's class knows: its own arguments, those its bases get, and what its methods put into it. */
import { expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const nova = 'amazon.nova-lite-v1:0';
const runtime = 'import boto3\nclient = boto3.client("bedrock-runtime")\n';
const base = `class Base:\n    def __init__(self, model, limit=300):\n        self.model = model\n        self.limit = limit\n    def run(self, prompt):\n        return client.converse(modelId=self.model, messages=[{"role": "user", "content": [{"text": prompt}]}], inferenceConfig={"maxTokens": self.limit})\n`;

test.each([
  ['hands on one of two', 'def __init__(self, region, model):\n        super().__init__(model, 55)\n        self.region = region', `"eu-west-1", "${nova}"`, '55'],
  ['hands them on in another order', 'def __init__(self, limit, model):\n        super().__init__(model, limit)', `7, "${nova}"`, '7'],
  ['calls no constructor of the base', 'def __init__(self, model):\n        self.model = model\n        self.limit = 4', `"${nova}"`, '4'],
])('a method of a base sees the arguments of an object whose constructor %s', (_name, constructor, args, limit) => {
  const calls = callsIn({ 'a.py': `${runtime}${base}class Sub(Base):\n    ${constructor}\nSub(${args}).run("Hi")\n` });
  expect(inShort(calls.at(-1)!)).toBe(`wrapper-call ${nova} ${limit} |  | Hi`);
});

test('a field that methods put aside and back ends in no circle', () => {
  const aside = (name: string): string => `    def with_${name}(self):\n        old = self.${name}\n        self.${name} = None\n        try:\n            return self.run("Hi")\n        finally:\n            self.${name} = old\n`;
  const code = `${runtime}class Base:\n    def __init__(self, model):\n        self.model = model\n        self.tools = None\n        self.shape = None\n    def run(self, prompt):\n        return client.converse(modelId=self.model, messages=[{"role": "user", "content": [{"text": prompt}]}], inferenceConfig=self.shape, toolConfig=self.tools)\n${aside('tools')}${aside('shape')}class Middle(Base):\n    def __init__(self, model):\n        super().__init__(model)\nclass Sub(Middle):\n    def __init__(self):\n        super().__init__("${nova}")\nSub().run("Hi")\n`;
  expect(callsIn({ 'a.py': code }).at(-1)!.model.ids).toEqual([nova]);
});

test.each([
  ['__getattr__', '    def __getattr__(self, key):\n        return self[key]'],
  ['a name for get', '    __getattr__ = dict.get'],
  ['its own __dict__', '    def __init__(self, *args, **kwargs):\n        super().__init__(*args, **kwargs)\n        self.__dict__ = self'],
])('entries of a dictionary as attributes, by %s', (_name, body) => {
  const code = `${runtime}class Dots(dict):\n${body}\nclass Config:\n    def __init__(self):\n        self.bedrock = Dots({"model": "${nova}", "report": {"limit": 77}})\nconfig = Config()\nclient.converse(modelId=config.bedrock.model, messages=[{"role": "user", "content": [{"text": "Hi"}]}], inferenceConfig={"maxTokens": config.bedrock.report.limit})\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`call ${nova} 77 |  | Hi`]);
});

test('a dictionary of a class has entries, no attributes', () => {
  const code = `${runtime}class Plain(dict):\n    pass\nconfig = Plain({"model": "${nova}"})\nclient.converse(modelId=config.model, messages=[{"role": "user", "content": [{"text": "Hi"}]}])\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual(['call ? missing |  | Hi']);
});

test('a provider that a manager makes when it is asked for, and keeps, is one of its kinds', () => {
  const code = `${runtime}class Own:\n    def __init__(self, model=None):\n        self.model = model or "${nova}"\n    def generate(self, prompt, limit=40):\n        return client.converse(modelId=self.model, messages=[{"role": "user", "content": [{"text": prompt}]}], inferenceConfig={"maxTokens": limit})\nclass Other:\n    def generate(self, prompt):\n        return 1\nclass Manager:\n    def __init__(self):\n        self.all = {}\n        self.current = None\n    def start(self, name=None, **options):\n        if name == "own":\n            provider = Own(**options)\n        else:\n            provider = Other(**options)\n        self.all[name] = provider\n        self.current = provider\n        return provider\n    def get(self, name=None):\n        if name:\n            if name not in self.all:\n                return self.start(name)\n            return self.all[name]\n        if not self.current:\n            return self.start()\n        return self.current\n    def choose(self, name):\n        self.current = self.get(name)\nmanager = Manager()\ndef ask(task):\n    return manager.get().generate(prompt=f"Choose the agent for this task and say its name alone: {task}")\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`wrapper ${nova} dynamic 40 |  | <prompt>`, `wrapper-call ${nova} 40 |  | Choose the agent for this task and say its name alone: <task>`]);
});

const agent = `from strands import Agent\nclass Base(Agent):\n    def __init__(self, rules, model="${nova}"):\n        super().__init__(system_prompt=rules, model=model)\nclass Holder:\n    def __init__(self, rules):\n        self.agent = Agent(system_prompt=rules, model="${nova}")\n`;
test.each([
  ['a class that hands a prompt on to that of a package', 'Base("You sort books.")'],
  ['one derived from it', 'class Sub(Base):\n    def __init__(self):\n        super().__init__(rules="You sort books.")'],
  ['one derived from it without a constructor', 'class Sub(Base):\n    pass\nSub("You sort books.")'],
  ['a class that keeps an agent', 'Holder("You sort books.")'],
  ['one derived from that', 'class Sub(Holder):\n    def __init__(self, shop):\n        super().__init__("You sort books.")\n        self.shop = shop'],
])('who makes %s brings its prompt', (_name, code) => {
  expect(callsIn({ 'a.py': `${agent}${code}\n` }).map(inShort).filter(each => each.startsWith('wrapper-call'))).toEqual([`wrapper-call ${nova} missing | You sort books. | `]);
});

test.each(['if settings.hosted:', 'if settings.provider == "bedrock":', 'if settings.provider.lower() in ("bedrock", "aws"):', 'if settings.profile:'])('a default of settings of the environment decides no branch: %s', condition => {
  const settings = `from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    hosted: bool = False\n    provider: str = "anthropic"\n    profile: str = ""\n    model: str = "${nova}"\nsettings = Settings()\n`;
  const code = `${settings}def client():\n    ${condition}\n        from anthropic import AnthropicBedrock\n        return AnthropicBedrock()\n    from anthropic import Anthropic\n    return Anthropic()\nclient().messages.create(model=settings.model, max_tokens=7, messages=[{"role": "user", "content": "Hi"}])\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`call ${nova} 7 |  | Hi`]);
});

test('a default of settings that whoever makes them overrides', () => {
  const code = `${runtime}from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    fast: bool = False\nsettings = Settings(fast=True)\nclient.converse(modelId="${nova}" if settings.fast else "amazon.nova-pro-v1:0", messages=[{"role": "user", "content": [{"text": "Hi"}]}])\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`call ${nova} missing |  | Hi`]);
});

test('a file in a directory that is a setting', () => {
  const code = `${runtime}from pathlib import Path\nfrom pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    prompts: str = "prompts"\nsettings = Settings()\ntext = (Path(settings.prompts) / "a.txt").read_text()\nclient.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": text}]}])\n`;
  expect(callsIn({ 'a.py': code, 'prompts/a.txt': 'You sort books.' }).map(inShort)).toEqual([`call ${nova} missing |  | You sort books.`]);
});

test('the default of a model decides whose body is written', () => {
  const code = `import json\n${runtime}from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    model: str = "${nova}"\nsettings = Settings()\nif "claude" in settings.model:\n    body = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 8, "messages": [{"role": "user", "content": "Hi"}]}\nelse:\n    body = {"messages": [{"role": "user", "content": [{"text": "Hi"}]}], "inferenceConfig": {"maxTokens": 9}}\nclient.invoke_model(modelId=settings.model, body=json.dumps(body))\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`call ${nova} 9 |  | Hi`]);
});

test.each([
  ['in the same arm', 'if kind == "bedrock":\n            self.model = self.pick(kind)\n            return ask(text, self.model)\n        self.model = "llama3"\n        return other(self.model)', nova],
  ['before arms', `self.model = "${nova}"\n        if kind:\n            return ask(text, self.model)`, nova],
  ['and again in another arm', `self.model = "${nova}"\n        if kind:\n            self.model = "amazon.nova-micro-v1:0"\n        return ask(text, self.model)`, `${nova}|amazon.nova-micro-v1:0`],
  ['before a function of its own', `self.model = "${nova}"\n        return run(lambda: ask(text, self.model))`, nova],
  ['behind an arm that leaves it', `if kind == "other":\n            self.model = "llama3"\n            return other(self.model)\n        self.model = "${nova}"\n        return ask(text, self.model)`, nova],
])('a field that the method itself has set %s holds no default of the constructor', (_name, body, model) => {
  const code = `${runtime}def ask(prompt, model):\n    return client.converse(modelId=model, messages=[{"role": "user", "content": [{"text": prompt}]}])\nclass Scanner:\n    default = "${nova}"\n    def __init__(self):\n        self.model = "none yet"\n    @classmethod\n    def pick(cls, kind):\n        return find(kind) or cls.default\n    def scan(self, kind, text):\n        ${body}\n`;
  expect(callsIn({ 'a.py': code }).at(-1)!.model.ids.join('|')).toBe(model);
});

test.each([
  ['that may be set in an arm before', 'if kind:\n            self.model = "amazon.nova-micro-v1:0"\n        return ask(text, self.model)'],
  ['that is set behind it', 'ask(text, self.model)\n        self.model = "amazon.nova-micro-v1:0"'],
  ['that another method sets', 'ask(text, self.model)\n    def choose(self):\n        self.model = "amazon.nova-micro-v1:0"'],
])('a field %s has the default of the constructor', (_name, body) => {
  const code = `${runtime}def ask(prompt, model):\n    return client.converse(modelId=model, messages=[{"role": "user", "content": [{"text": prompt}]}])\nclass Scanner:\n    def __init__(self):\n        self.model = "${nova}"\n    def scan(self, kind, text):\n        ${body}\n`;
  expect(callsIn({ 'a.py': code }).at(-1)!.model.ids).toEqual([nova]);
});

test.each(['""', 'None'])('a system prompt that callers may give, with the default %s, is not none', given => {
  const code = `${runtime}def ask(messages, system=${given}):\n    request = dict(modelId="${nova}", messages=messages)\n    if system:\n        request["system"] = [{"text": system}]\n    return client.converse(**request)\n`;
  expect(inShort(callsIn({ 'a.py': code })[0]!)).toBe(`wrapper ${nova} missing | <system> | <messages>`);
});

test('a member of an enum that is made of its value decides which provider is meant', () => {
  const code = `${runtime}from enum import Enum\nimport requests\nclass Kind(str, Enum):\n    HTTP = "http"\n    BEDROCK = "bedrock"\nclass Http:\n    def ask(self, prompt):\n        return requests.post("https://model.example", json={"prompt": prompt})\nclass Bedrock:\n    def ask(self, prompt):\n        return client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": prompt}]}])\ndef make(kind):\n    if isinstance(kind, str):\n        kind = Kind(kind.lower())\n    if kind == Kind.HTTP:\n        return Http()\n    return Bedrock()\ndef f(q):\n    return make("http").ask("One: " + q)\ndef g(q):\n    return make("Bedrock").ask("Two: " + q)\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`wrapper ${nova} missing |  | <prompt>`, `wrapper-call ${nova} missing |  | Two: <q>`]);
});

test('a setting without a default is not empty: it decides no provider', () => {
  const code = `${runtime}import requests\nfrom typing import Optional\nfrom pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    key: Optional[str] = None\n    model: Optional[str] = None\nsettings = Settings()\nclass Http:\n    def ask(self, prompt):\n        return requests.post("https://model.example", json={"prompt": prompt})\nclass Bedrock:\n    def ask(self, prompt):\n        return client.converse(modelId=settings.model or "${nova}", messages=[{"role": "user", "content": [{"text": prompt}]}])\ndef make():\n    return Bedrock() if settings.key else Http()\ndef f(q):\n    return make().ask("One: " + q)\n`;
  expect(callsIn({ 'a.py': code }).map(inShort)).toEqual([`wrapper ${nova} missing |  | <prompt>`, `wrapper-call ${nova} missing |  | One: <q>`]);
});

test.each([
  ['cls', 'Kind("bedrock")', ['wrapper', 'wrapper-call']],
  ['Client', 'Kind("bedrock")', ['wrapper', 'wrapper-call']],
  // Another object answers there.
  ['cls', 'Kind("other")', ['wrapper']],
])('a class method that makes an object of the class by %s, with %s', (maker, kind, roles) => {
  const files = {
    'use.py': `from client import Client\nfrom bedrock import Kind\ndef f(text):\n    return Client.create(${kind}).ask(f"Name the three risks of this report that matter most: {text}")\n`,
    'client.py': `from bedrock import Bedrock, Kind, Other\nclass Client:\n    def __init__(self, provider=None):\n        self._provider = provider\n    @classmethod\n    def create(cls, kind=None):\n        if kind is None:\n            kind = Kind.BEDROCK\n        return ${maker}(provider=cls._made(kind))\n    @staticmethod\n    def _made(kind):\n        if kind == Kind.OTHER:\n            return Other()\n        return Bedrock()\n    def ask(self, text):\n        return self._provider.ask(text)\n`,
    'bedrock.py': `import boto3\nfrom enum import Enum\nclass Kind(Enum):\n    OTHER = "other"\n    BEDROCK = "bedrock"\nclass Other:\n    def ask(self, text):\n        return text\nclass Bedrock:\n    def __init__(self):\n        self.client = boto3.client("bedrock-runtime")\n    def ask(self, text):\n        return self.client.converse(modelId="${nova}", messages=[{"role": "user", "content": [{"text": text}]}], inferenceConfig={"maxTokens": 9})\n`,
  };
  expect(['bedrock.py', 'use.py'].flatMap(path => callsIn(files, path).map(({ role }) => role))).toEqual(roles);
});
