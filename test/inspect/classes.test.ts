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
