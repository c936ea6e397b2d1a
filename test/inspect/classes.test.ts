/** Classes that extend others: which object `this` is, what each constructor got, and what `super` has. */
import { describe, expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const nova = 'amazon.nova-lite-v1:0';
const head = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\n`;
const python = "import boto3\nclient = boto3.client('bedrock-runtime')\n";

const base = `class Base {
  private readonly model: string;
  private readonly profile: string;
  constructor(readonly region: string, model: string, readonly limit = 300) {
    this.model = model;
    this.profile = \`us.\${this.model}\`;
  }
  protected rules() { return 'Be brief.'; }
  ask(text: string, tone: string) {
    return client.send(new ConverseCommand({ modelId: this.profile, system: [{ text: tone + this.rules() }], messages: [{ role: 'user', content: [{ text }] }], inferenceConfig: { maxTokens: this.limit } }));
  }
}
`;
const pythonBase = `class Base:
    def __init__(self, region, model, limit=300):
        self.region = region
        self.model = model
        self.profile = f"us.{self.model}"
        self.limit = limit
    def rules(self):
        return 'Be brief.'
    def ask(self, text, tone):
        return client.converse(modelId=self.profile, system=[{'text': tone + self.rules()}], messages=[{'role': 'user', 'content': [{'text': text}]}], inferenceConfig={'maxTokens': self.limit})
`;

describe.each([
  ['TypeScript', 'a.ts', head + base, "class Own extends Base { constructor(model: string) { super('eu-west-1', model); } }\n", `export const a = new Own('${nova}').ask('Hi.', 'Be kind. ');`],
  ['Python', 'a.py', python + pythonBase, "class Own(Base):\n    def __init__(self, model):\n        super().__init__('eu-west-1', model)\n", `a = Own('${nova}').ask('Hi.', 'Be kind. ')`],
])('%s', (_language, path, code, own, ask) => {
  test('a method of the base sees what the constructor of the class handed to `super`, not what that got itself', () => {
    expect(callsIn({ [path]: code + own + ask }).map(inShort).at(-1)).toBe(`wrapper-call us.${nova} 300 | Be kind. Be brief. | Hi.`);
  });
});

test('`super.name` is what the base has, over several classes, and `this.name` there what the class of the object has', () => {
  const classes = "class Middle extends Base {\n  constructor(model: string, limit: number) { super('eu-west-1', model, limit); }\n  ask(text: string) { return super.ask(text, 'Be kind. '); }\n}\n";
  const last = `class Last extends Middle {\n  constructor() { super('${nova}', 77); }\n  protected rules() { return super.rules() + ' Be polite.'; }\n}\nexport const a = new Last().ask('Hi.');`;
  expect(callsIn({ 'a.ts': head + base + classes + last }).map(inShort).at(-1)).toBe(`wrapper-call us.${nova} 77 | Be kind. Be brief. Be polite. | Hi.`);
});

test('so it is in Python', () => {
  const classes = "class Middle(Base):\n    def __init__(self, model, limit):\n        super().__init__('eu-west-1', model, limit)\n    def ask(self, text):\n        return super().ask(text, 'Be kind. ')\n";
  const last = `class Last(Middle):\n    def __init__(self):\n        super().__init__('${nova}', 77)\n    def rules(self):\n        return super().rules() + ' Be polite.'\na = Last().ask('Hi.')`;
  expect(callsIn({ 'a.py': python + pythonBase + classes + last }).map(inShort).at(-1)).toBe(`wrapper-call us.${nova} 77 | Be kind. Be brief. Be polite. | Hi.`);
});

test.each([
  ['of its own', '', ''],
  ['of a base', ' extends Kept', 'class Settings extends Kept { constructor() { super(); } }\n'],
])('a field %s that a method makes from itself ends nothing', (_whose, heir, further) => {
  const kept = `class ${heir ? 'Kept' : 'Settings'} {\n  private template: any = null;\n  current() { return this.template; }\n  private tailor(words: string) {\n    const template = JSON.parse(JSON.stringify(this.template));\n    template.words = words;\n    this.template = template;\n  }\n}\n`;
  const use = `const settings = new Settings();\nexport const f = async (text: string) => client.send(new ConverseCommand({ modelId: '${nova}', messages: [{ role: 'user', content: [{ text: \`Write \${settings.current().words}: \${text}\` }] }], inferenceConfig: { maxTokens: 9 } }));`;
  expect(callsIn({ 'a.ts': head + kept + further + use }).map(inShort)).toEqual([expect.stringContaining(`${nova} 9 |  | Write <`)]);
});

test.each([
  ['without a value', 'a.ts', 'private static instance: One;', 'if (!One.instance) One.instance = new One();', 'return One.instance;'],
  ['empty at first', 'a.ts', 'private static instance: One | null = null;', 'if (this.instance === null) { this.instance = new One(); }', 'return this.instance;'],
  ['of its own', 'a.ts', 'static #instance?: One;', '', 'return (One.#instance ??= new One());'],
])('the one object of a class, in a static field %s', (_, path, field, fill, give) => {
  const one = `class One {\n  ${field}\n  private readonly model = '${nova}';\n  static get(): One {\n    ${fill}\n    ${give}\n  }\n  ask(text: string, max = 9) { return client.send(new ConverseCommand({ modelId: this.model, messages: [{ role: 'user', content: [{ text }] }], inferenceConfig: { maxTokens: max } })); }\n}\n`;
  expect(callsIn({ [path]: `${head}${one}One.get().ask('Hi.');\n` }).map(inShort).at(-1)).toBe(`wrapper-call ${nova} 9 |  | Hi.`);
});

test.each([
  ['by a class method', 'cls._one = cls()', 'cls._one'],
  ['by its name', 'One._one = One()', 'One._one'],
])('the one object of a class of Python, which is filled %s', (_, fill, give) => {
  const one = `class One:\n    _one = None\n    @classmethod\n    def get(cls):\n        if cls._one is None:\n            ${fill}\n        return ${give}\n    def __init__(self, model='${nova}'):\n        self.model = model\n    def ask(self, text):\n        return client.converse(modelId=self.model, messages=[{'role': 'user', 'content': [{'text': text}]}], inferenceConfig={'maxTokens': 9})\n`;
  expect(callsIn({ 'a.py': `${python}${one}One.get().ask('Hi.')\n` }).map(inShort).at(-1)).toBe(`wrapper-call ${nova} 9 |  | Hi.`);
});

test('a client that a static method puts into a static field', () => {
  const code = `class One {\n  static client: BedrockRuntimeClient;\n  static open() { One.client = new BedrockRuntimeClient({}); }\n  static ask() { return One.client.send(new ConverseCommand({ modelId: '${nova}', messages: [{ role: 'user', content: [{ text: 'Hi.' }] }], inferenceConfig: { maxTokens: 9 } })); }\n}\n`;
  expect(callsIn({ 'a.ts': head + code }).map(inShort)).toEqual([`call ${nova} 9 |  | Hi.`]);
});
