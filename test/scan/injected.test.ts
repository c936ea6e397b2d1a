/** Calls of objects that a class gets through its constructor, or a function as an argument, from a file that imports both. */
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/cli/engine.ts';
import { scan } from '../../src/scan/scan.ts';
import { treeOf } from '../project/tree.ts';

const engine = await createEngine();

function callsIn(files: { readonly [path: string]: string }): string[] {
  const root = treeOf(files);
  const { report } = scan({ root, configuration: { directory: root, settings: {} }, ...engine, version: '0.0.0' });
  expect(report.files.failed).toEqual([]);
  return report.calls.map(({ path, line, role, model, user }) => `${path}:${line} ${role} ${model.state === 'known' ? model.id : model.state} ${user.chars ?? '-'}`);
}

const ask = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
export class Bedrock {
  constructor(private readonly model = 'amazon.nova-lite-v1:0') {}
  ask(text: string) {
    return new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: this.model, messages: [{ role: 'user', content: [{ text }] }] }));
  }
}
`;
const client = `import boto3
class Bedrock:
    def __init__(self, region="us-east-1"):
        self.client = boto3.client("bedrock-runtime", region_name=region)
    def ask(self, prompt):
        return self.client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": prompt}]}])
`;
const lite = 'amazon.nova-lite-v1:0';

describe('an object that comes through a constructor', () => {
  it.each([
    ['of an interface', { 'flow.ts': "import type { Llm } from './llm';\nexport class Flow {\n  constructor(private readonly llm: Llm) {}\n  run() { return this.llm.ask('Name three colours.'); }\n}\n", 'llm.ts': 'export interface Llm { ask(text: string): unknown }\n', 'app.ts': "import { Bedrock } from './bedrock';\nimport { Flow } from './flow';\nexport const flow = new Flow(new Bedrock());\n" }, 'flow.ts:4'],
    ['among others in an object', { 'flow.js': "export class Flow {\n  constructor({ llm, log }) { this.llm = llm; this.log = log; }\n  run() { return this.llm.ask('Name three colours.'); }\n}\n", 'app.js': "import { Bedrock } from './bedrock.ts';\nimport { Flow } from './flow.js';\nconst llm = new Bedrock();\nexport function main() { return new Flow({ llm, log: console.log }).run(); }\n" }, 'flow.js:3'],
    ['of a class that a barrel hands on', { 'flows/flow.ts': "export class Flow {\n  llm;\n  constructor(llm: any) { this.llm = llm; }\n  run() { return this.llm.ask('Name three colours.'); }\n}\n", 'flows/index.ts': "export * from './flow';\n", 'app.ts': "import { Bedrock } from './bedrock';\nimport { Flow } from './flows';\nexport const flow = new Flow(new Bedrock());\n" }, 'flows/flow.ts:4'],
    ['through two constructors', { 'flow.ts': "export class Flow {\n  constructor(private llm: any) {}\n  run() { return this.llm.ask('Name three colours.'); }\n}\n", 'team.ts': "import { Flow } from './flow';\nexport class Team {\n  flow: Flow;\n  constructor(llm: any) { this.flow = new Flow(llm); }\n}\n", 'app.ts': "import { Bedrock } from './bedrock';\nimport { Team } from './team';\nexport const team = new Team(new Bedrock());\n" }, 'flow.ts:3'],
  ])('%s', (_, files, place) => {
    expect(callsIn({ ...files, 'bedrock.ts': ask })).toEqual([`bedrock.ts:5 wrapper ${lite} -`, `${place} wrapper-call ${lite} 19`]);
  });

  it('in Python, by keyword', () => {
    const files = { 'app.py': 'from bedrock import Bedrock\nfrom flow import Flow\ndef main():\n    bedrock = Bedrock(region="eu-west-1")\n    return Flow(llm=bedrock, log=print)\n', 'flow.py': 'class Flow:\n    def __init__(self, llm, log=None):\n        self.llm = llm\n    def run(self):\n        return self.llm.ask("Name three colours.")\n', 'bedrock.py': client };
    expect(callsIn(files)).toEqual([`bedrock.py:6 wrapper ${lite} -`, `flow.py:5 wrapper-call ${lite} 19`]);
  });

  it.each([
    ['nobody makes it', { 'app.ts': "import { Bedrock } from './bedrock';\nimport './flow';\nexport const llm = new Bedrock();\n" }],
    ['it gets something else', { 'app.ts': "import { Bedrock } from './bedrock';\nimport { Flow } from './flow';\nclass Fake { ask(text: string) { return text; } }\nexport const flow = new Flow(new Fake());\nexport const llm = new Bedrock();\n" }],
    ['another class of that name is made', { 'app.ts': "import { Bedrock } from './bedrock';\nimport './flow';\nclass Flow { constructor(private llm: Bedrock) {} }\nexport const flow = new Flow(new Bedrock());\n" }],
  ])('is not known where %s', (_, files) => {
    expect(callsIn({ ...files, 'bedrock.ts': ask, 'flow.ts': "export class Flow {\n  constructor(private llm: any) {}\n  run() { return this.llm.ask('Name three colours.'); }\n}\n" })).toEqual([`bedrock.ts:5 wrapper ${lite} -`]);
  });

  it('may be one of several of its class, with the model of each', () => {
    const app = (argument: string): string => `import { Bedrock } from './bedrock';\nimport { Flow } from './flow';\nexport const flow = new Flow(new Bedrock(${argument}));\n`;
    const files = { 'bedrock.ts': ask, 'flow.ts': "export class Flow {\n  constructor(private readonly llm: any) {}\n  run() { return this.llm.ask('Name three colours.'); }\n}\n", 'a.ts': app(''), 'b.ts': app("'amazon.nova-pro-v1:0'") };
    expect(callsIn(files)).toEqual([`bedrock.ts:5 wrapper ${lite} -`, 'flow.ts:3 wrapper-call choice 19']);
  });

  it('is a double in tests alone, of which no other file has to know', () => {
    const files = {
      'ask.py': 'class Asker:\n    def __init__(self, client=None):\n        if client is None:\n            import boto3\n            client = boto3.client("bedrock-runtime")\n        self._client = client\n    def run(self):\n        return self._client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": "Name three colours."}]}])\n',
      'tests/test_ask.py': 'from ask import Asker\nclass FakeClient:\n    def converse(self, **request):\n        return {}\ndef test_asks():\n    Asker(client=FakeClient()).run()\n',
    };
    expect(callsIn(files)).toEqual([`ask.py:8 call ${lite} 19`]);
  });

  it('is a client of the SDK in one place and a stand-in for it in another', () => {
    const files = {
      'ask.py': 'class Asker:\n    def __init__(self, client):\n        self._client = client\n    def run(self):\n        return self._client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": "Name three colours."}]}])\n',
      'wiring.py': 'import boto3\nfrom ask import Asker\ndef asker():\n    return Asker(client=boto3.client("bedrock-runtime"))\n',
      'offline.py': 'from ask import Asker\nclass Canned:\n    def converse(self, **request):\n        return {}\ndef asker():\n    return Asker(client=Canned())\n',
    };
    expect(callsIn(files)).toEqual([`ask.py:5 call ${lite} 19`]);
  });

  it('may be one of the project or the client of the SDK, which then is asked', () => {
    const files = {
      'ask.ts': `import { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime';\nclass Recorded {\n  converse(request: object) { return request; }\n}\nexport const ask = (offline: boolean) => {\n  const client = offline ? new Recorded() : new BedrockRuntime({});\n  return client.converse({ modelId: '${lite}', messages: [{ role: 'user', content: [{ text: 'Name three colours.' }] }] });\n};\n`,
    };
    expect(callsIn(files)).toEqual([`ask.ts:7 call ${lite} 19`]);
  });

  it('brings no data along: an editor does not see who imports a file', () => {
    const files = { 'flow.ts': "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nexport class Flow {\n  constructor(private model: string) {}\n  run() { return new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: this.model, messages: [{ role: 'user', content: [{ text: 'Name three colours.' }] }] })); }\n}\n", 'app.ts': `import { Flow } from './flow';\nexport const flow = new Flow('${lite}');\n` };
    expect(callsIn(files)).toEqual(['flow.ts:4 call unknown 19']);
  });
});

describe('an object that is handed to a function', () => {
  const python = 'def complete(question, llm):\n    return llm.ask("Name three colours. " + question)\n';

  it.each([
    ['by name', { 'flow.py': python, 'app.py': 'from bedrock import Bedrock\nfrom flow import complete\nprovider = Bedrock()\ndef main(question):\n    return complete(question, llm=provider)\n' }, 'flow.py:2'],
    ['of an abstract class', { 'flow.py': python.replace('llm)', 'llm: Llm)').replace(/^/, 'from llm import Llm\n'), 'llm.py': 'from abc import ABC, abstractmethod\nclass Llm(ABC):\n    @abstractmethod\n    def ask(self, prompt):\n        raise NotImplementedError("ask")\n', 'app.py': 'from bedrock import Bedrock\nfrom flow import complete\ndef main(question):\n    return complete(question, Bedrock())\n' }, 'flow.py:3'],
    ['through another function', { 'flow.py': python, 'team.py': 'from flow import complete\ndef work(question, llm):\n    return complete(question, llm)\n', 'app.py': 'from bedrock import Bedrock\nfrom team import work\ndef main(question):\n    return work(question, Bedrock())\n' }, 'flow.py:2'],
    ['of a class', { 'flow.py': 'class Flow:\n    def run(self, question, llm):\n        return llm.ask("Name three colours. " + question)\n', 'app.py': 'from bedrock import Bedrock\nfrom flow import Flow\ndef main(question):\n    return Flow().run(question, Bedrock())\n' }, 'flow.py:3'],
  ])('%s', (_, files, place) => {
    expect(callsIn({ ...files, 'bedrock.py': client })).toEqual([`bedrock.py:6 wrapper ${lite} -`, `${place} wrapper-call ${lite} 20`]);
  });

  it('is a module', () => {
    const bedrock = `import boto3\nclient = boto3.client("bedrock-runtime")\ndef ask(prompt):\n    return client.converse(modelId="${lite}", messages=[{"role": "user", "content": [{"text": prompt}]}])\n`;
    const files = { 'bedrock.py': bedrock, 'flow.py': python, 'app.py': 'import bedrock\nfrom flow import complete\ndef main(question):\n    return complete(question, llm=bedrock)\n' };
    expect(callsIn(files)).toEqual([`bedrock.py:4 wrapper ${lite} -`, `flow.py:2 wrapper-call ${lite} 20`]);
  });

  it.each([
    ['of an interface', "import type { Llm } from './llm';\nexport async function complete(llm: Llm) { return await llm.ask('Name three colours.'); }\n", 'complete(new Bedrock())', 2],
    ['to an arrow, among others', "export const complete = async ({ llm, log }) => {\n  return llm.ask('Name three colours.');\n};\n", 'complete({ log: console.log, llm: new Bedrock() })', 2],
  ])('in TypeScript, %s', (_, flow, call, line) => {
    const files = { 'bedrock.ts': ask, 'flow.ts': flow, 'llm.ts': 'export interface Llm { ask(text: string): unknown }\n', 'app.ts': `import { Bedrock } from './bedrock';\nimport { complete } from './flow';\nexport const main = () => ${call};\n` };
    expect(callsIn(files)).toEqual([`bedrock.ts:5 wrapper ${lite} -`, `flow.ts:${line} wrapper-call ${lite} 19`]);
  });

  it('may be one of several, with the model of each', () => {
    const files = { 'bedrock.ts': ask, 'flow.ts': "export const complete = (llm: any) => llm.ask('Name three colours.');\n", 'a.ts': "import { Bedrock } from './bedrock';\nimport { complete } from './flow';\nexport const a = () => complete(new Bedrock());\n", 'b.ts': "import { Bedrock } from './bedrock';\nimport { complete } from './flow';\nexport const b = () => complete(new Bedrock('amazon.nova-pro-v1:0'));\n" };
    expect(callsIn(files)).toEqual([`bedrock.ts:5 wrapper ${lite} -`, 'flow.ts:1 wrapper-call choice 19']);
  });

  const app = 'from bedrock import Bedrock\nfrom flow import complete\n';
  it.each([
    ['nobody hands it over', { 'app.py': `${app}provider = Bedrock()\n` }],
    ['something else is handed over', { 'app.py': `${app}class Echo:\n    def ask(self, prompt):\n        return prompt\nprovider = Bedrock()\ndef main(question):\n    return complete(question, Echo())\n` }],
    ['another function of that name gets it', { 'app.py': 'import flow\nfrom bedrock import Bedrock\nfrom other import complete\ndef main(question):\n    return complete(question, Bedrock())\n', 'other.py': 'def complete(question, llm):\n    return question\n' }],
    ['a test hands it over', { 'tests/test_app.py': `${app}def test_asks():\n    complete("Why?", Bedrock())\n` }],
  ])('is not known where %s', (_, files) => {
    expect(callsIn({ ...files, 'bedrock.py': client, 'flow.py': python })).toEqual([`bedrock.py:6 wrapper ${lite} -`]);
  });

  it('takes no request away that its own file tells, and brings no data along', () => {
    const files = {
      'ask.py': `def ask(client, job):\n    return client.converse(modelId="${lite}", messages=[{"role": "user", "content": [{"text": job.text}]}])\n`,
      'app.py': 'import boto3\nfrom ask import ask\nclass Canned:\n    def converse(self, **request):\n        return {}\nclass Job:\n    def __init__(self, text):\n        self.text = text\nboto3.client("bedrock-runtime")\ndef main():\n    return ask(Canned(), Job("Name three colours."))\n',
    };
    expect(callsIn(files)).toEqual(callsIn({ ...files, 'app.py': files['app.py'].replace('Canned(), Job("Name three colours.")', 'None, None') }));
  });
});
