import { isScalar, parseDocument, visit } from 'yaml';
import { describe, expect, test } from 'vitest';
import type { Module } from '../../src/core/ir.ts';
import { cloudformationSyntax } from '../../src/languages/cloudformation/syntax.ts';
import { isTemplate, parseCloudFormation } from '../../src/languages/cloudformation/index.ts';
import { scalarParts } from '../../src/languages/yaml-scalar.ts';
import { print } from './javascript/lower.ts';

describe('strings of YAML', () => {
  test.each([
    ['plain', 'a: one two\n'],
    ['plain over lines', 'a: one\n  two\n\n  three\nb: 1\n'],
    ['single quotes', "a: 'it''s {one}\n  two'\n"],
    ['double quotes', 'a: "q\\"uote \\u00e9 \\x41 \\n tab\\t end \\\n  joined"\n'],
    ['literal', 'a: |\n  one\n    deeper\n\n  last\nb: 1\n'],
    ['literal, stripped', 'a: |-\n  one\n  two\nb: 1\n'],
    ['literal, kept', 'a: |+\n  one\n\n\nb: 1\n'],
    ['literal, CRLF', 'a: |\r\n  one\r\n  two\r\n'],
    ['literal at the end of a file', 'a: |\n  one'],
    ['folded', 'a: >\n  one\n  two\n\n  three\n    kept\n  four\nb: 1\n'],
    ['JSON', '{"a": "x\\n\\"y\\" \\/ \\ud83d\\ude00"}'],
  ])('%s', (_, text) => {
    visit(parseDocument(text), {
      Scalar(_key, node) {
        if (!isScalar(node) || typeof node.value !== 'string') return;
        const parts = scalarParts(text, { type: node.type, value: node.value, range: [node.range![0], node.range![1]] });
        expect(parts.map(part => part.value).join('')).toBe(node.value);
        for (const part of parts) if (part.exact) expect(text.slice(...part.range)).toBe(part.value);
        expect(parts.some(part => part.exact)).toBe(true);
      },
    });
  });
});

const head = 'Parameters:\n  Model:\n    Type: String\n    Default: a.b-v1:0\nMappings:\n  Regions:\n    us-east-1: { model: us.a.b }\n    eu-west-1: { model: eu.a.b }\nResources:\n  Profile:\n    Type: AWS::Bedrock::ApplicationInferenceProfile\n    Properties:\n      ModelSource: { CopyFrom: !Ref Model }\n  X:\n    Type: AWS::X\n    Properties:\n      P: ';

function moduleOf(text: string): Module {
  const module = parseCloudFormation('template.yaml', text);
  if ('error' in module) throw new Error(module.error);
  return module;
}

describe('intrinsic functions', () => {
  test.each([
    ['!Ref Model', 'Model'],
    ['{ Ref: Model }', 'Model'],
    ['!Ref AWS::Region', 'AWS::Region?'],
    ['!Sub "arn:${AWS::Region}:${Model}:${!Literal}"', '"arn:${AWS::Region?}:${Model}:${Literal}"'],
    ['!Sub ["a ${B}", { B: !Ref Model }]', '"a ${Model}"'],
    ['{ "Fn::Join": [":", [a, !Ref Model]] }', '"a:${Model}"'],
    ['!Select [1, [a, b]]', '["a", "b"].1'],
    ['!GetAtt X.Arn', 'X.Arn'],
    ['!GetAtt Profile.InferenceProfileArn', 'Model'],
    ['!Ref Profile', 'Model'],
    ['!FindInMap [Regions, eu-west-1, model]', '"eu.a.b"'],
  ])('%s', (source, expected) => {
    expect(print(moduleOf(head + source).calls.at(-1)!)).toBe(`new AWS::X?({P: ${expected}}, "X")`);
  });

  test('a map by region, a condition: any of the values', () => {
    for (const source of ['!FindInMap [Regions, !Ref AWS::Region, model]', '!If [Big, us.a.b, eu.a.b]']) {
      const body = moduleOf(head + source).calls.at(-1)!.args[0]!.value;
      const value = body.kind === 'object' ? body.entries[0]!.value : undefined;
      expect(value?.kind === 'choose' && value.options.map(print)).toEqual(['"us.a.b"', '"eu.a.b"']);
    }
  });
});

test('anchors are followed, and do not grow without end', () => {
  expect(print(moduleOf('Resources:\n  A:\n    Type: AWS::A\n    Properties: &p { k: v }\n  B:\n    Type: AWS::B\n    Properties: { <<: *p, l: w }\n').calls[1]!)).toBe('new AWS::B?({...{k: "v"}, l: "w"}, "B")');
  const levels = Array.from({ length: 30 }, (_, index) => `    k${index + 1}: &a${index + 1} [*a${index}, *a${index}]`).join('\n');
  expect(() => moduleOf(`Resources:\n  A:\n    Type: AWS::A\n    Properties:\n    k0: &a0 [x]\n${levels}\n`)).not.toThrow();
});

test('what is a template', () => {
  expect(isTemplate('Resources:\n  A:\n    Type: AWS::S3::Bucket\n')).toBe(true);
  expect(isTemplate('{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}')).toBe(true);
  expect(isTemplate('apiVersion: v1\nkind: Pod\n')).toBe(false);
  expect(isTemplate('# Resources: AWS::S3\nprompt: |\n  hello\n')).toBe(false);
});

test('what a fix writes stays one scalar', () => {
  for (const said of ['us.a.b-v1:0', 'it\'s "x": # y']) {
    for (const [open, close] of [['"', '"'], ["'", "'"], ['', '']] as const) {
      const escaped = cloudformationSyntax.escape(said, open);
      if (escaped !== undefined) expect(parseDocument(`a: ${open}${escaped}${close}\n`).toJS()).toEqual({ a: said });
    }
  }
});
