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
