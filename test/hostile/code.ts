/** Sources that break, bloat or mislead whoever reads them, each with the words that keep it from being passed over. */

const CLIENT = "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\n";
const BOTO = 'import boto3\nclient = boto3.client("bedrock-runtime")\n';

/** JavaScript or TypeScript with a client, and these lines. */
export function script(lines: string, request = '{ modelId: model, messages: [{ role: "user", content: [{ text }] }] }'): string {
  return `${CLIENT}${lines}\nexport const bad = () => client.send(new ConverseCommand(${request}));\n`;
}

/** Python with a client, and these lines. */
export function python(lines: string, request = 'modelId=model, messages=[{"role": "user", "content": [{"text": text}]}]'): string {
  return `${BOTO}${lines}\ndef bad():\n    return client.converse(${request})\n`;
}

/** Go with a client, and these lines. */
export function go(lines: string): string {
  return `package main\nimport "github.com/aws/aws-sdk-go-v2/service/bedrockruntime"\n${lines}\nfunc bad(c *bedrockruntime.Client) { c.Converse(ctx, &bedrockruntime.ConverseInput{ModelId: &model}) }\n`;
}

/** A notebook of these cells, whatever they are. */
export function cells(...sources: readonly unknown[]): string {
  return JSON.stringify({ cells: sources.map(source => ({ cell_type: 'code', metadata: {}, outputs: [], source })), metadata: { kernelspec: { language: 'python' } }, nbformat: 4, nbformat_minor: 5 });
}

const times = (text: string, count: number): string => text.repeat(count);
/** As deep as that, or as the size limit lets it be. */
const nested = (open: string, close: string, depth: number, middle = ''): string => {
  const levels = Math.min(depth, Math.floor(700_000 / (open.length + close.length)));
  return times(open, levels) + middle + times(close, levels);
};

/** The same depth in every language. */
export function deep(n: number): { readonly [path: string]: string } {
  return {
    'deep.js': script(`const model = ${nested('[', ']', n)}, text = model;`),
    'deep-calls.ts': script(`const model = ${nested('f(', ')', n)}, text = model;`),
    'deep-text.ts': script(`const text = ${nested('`${', '}`', n, '1')}, model = text;`),
    'deep.tsx': script(`const text = ${nested('<b>{', '}</b>', n, '1')}, model = text;`),
    'deep.vue': `<script setup>\n${script(`const model = ${nested('(', ')', n, '1')}, text = model;`)}</script>\n<template>${nested('<div>', '</div>', n)}</template>\n`,
    'deep.py': python(`model = ${nested('[', ']', n)}\ntext = ${nested('f(', ')', n)}`),
    'deep-not.py': python(`model = text = ${times('not ', n)}f()`),
    'deep.go': go(`var model = ${nested('(', ')', n, '"a"')}\nvar text = ${nested('[]any{', '}', n)}`),
    'Deep.java': `import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;\nclass Deep { Object a = ${nested('(', ')', n, '1')}; }\n`,
    'deep.ipynb': cells([python(`model = text = ${nested('{1:', '}', n, '1')}`)]),
    'deep-cells.ipynb': `{"cells": ${nested('[', ']', n)}, "a": "bedrock-runtime"}`,
    'deep.yaml': `# bedrock-runtime AWS::Bedrock::Agent\nResources: ${nested('{a: ', '}', n, '1')}\n`,
    'deep-blocks.yaml': `# AWS::Bedrock::Agent\n${Array.from({ length: Math.min(n, 1400) }, (_, index) => `${times(' ', index)}a:\n`).join('')}`,
    'deep.template.json': `{"AWS::Bedrock::Agent": ${nested('{"Resources":', '}', n, '1')}}`,
    'deep.tf': `resource "aws_bedrockagent_agent" "a" {\n  foundation_model = ${nested('(', ')', n, '"m"')}\n  instruction = ${nested('"${', '}"', n, 'a')}\n}\n`,
    'deep.prompty': `---\nname: a\nmodel: ${nested('[', ']', n)}\n---\nsystem:\n${nested('{{#if a}}', '{{/if}}', n)}\n`,
    'deep.prompt': `---\nmodel: amazon.nova-lite-v1:0\n---\n${nested('{% if a %}', '{% endif %}', n)}\n`,
    'deep.sh': `aws bedrock-runtime converse --model-id ${nested('$(', ')', n, 'a')} --messages '${nested('[', ']', n)}'\n`,
    'deep.toml': `# bedrock\na = ${nested('[', ']', n)}\n`,
    'deep.md': `${times('> ', n)}bedrock-runtime\n${times('- ', n)}a\n`,
  };
}

/** What is legal, and grows when it is followed: values that double, texts of great length, circles. */
export const explosions: { readonly [path: string]: string } = {
  'text.ts': script(`let text = 'never do it. ';\n${Array.from({ length: 60 }, (_, index) => `const t${index} = ${index === 0 ? 'text' : `t${index - 1}`} + ${index === 0 ? 'text' : `t${index - 1}`};`).join('\n')}\nconst model = t59; text = t59 + \`\${t59}\${t59}\`;`),
  'branches.ts': script(`const c = process.argv;\n${Array.from({ length: 40 }, (_, index) => `const b${index} = c[${index}] ? ${index === 0 ? "'a'" : `b${index - 1} + 'x'`} : ${index === 0 ? "'b'" : `b${index - 1} + 'y'`};`).join('\n')}\nconst model = b39, text = b39 + b38;`),
  'objects.ts': script(`const o0 = { a: 'x', b: 'y' };\n${Array.from({ length: 40 }, (_, index) => `const o${index + 1} = { ...o${index}, p${index}: o${index}, q${index}: [o${index}, ...Object.values(o${index})] };`).join('\n')}\nconst model = o40.a, text = JSON.stringify(o40);`),
  'long.ts': script("const text = 'a'.repeat(2 ** 31) + 'b'.padEnd(1e9) + Array(1e9).fill('x').join('y') + [...Array(1e8).keys()].join(), model = 'a'.repeat(-1) + 'b'.repeat(NaN) + 'c'.repeat(Infinity);"),
  'circles.ts': script('const text = other, other = text, model = f(1);\nfunction f(n) { return g(n) + f(n - 1); }\nfunction g(n) { return f(n) + g(n); }\nclass A extends B { t = new A().t } class B extends A {}\nvar x = x, y = { ...y }, z = [...z, () => z()];'),
  'wrappers.ts': script(`${Array.from({ length: 120 }, (_, index) => `export async function w${index}(text, model) { await w${(index + 1) % 120}(text + '${index}', model); return w${(index + 7) % 120}(model, text); }`).join('\n')}\nexport function last(text, model) { w0(text, model); return client.send(new ConverseCommand({ modelId: model, messages: [{ role: 'user', content: [{ text }] }] })); }\nw3('a', last('b', 'c')); const text = w1, model = w2;`),
  'additions.ts': script(`let text = '', model = 'm';\n${times("text += 'Always answer briefly in the language of the reader.\\n';\n", 3000)}`),
  'text.py': python(`text = "x" * 10**9 + "ab" * (10**18) + ("y" * 10**6) * 10**6\nt0 = "never. "\n${Array.from({ length: 60 }, (_, index) => `t${index + 1} = t${index} + t${index} + f"{t${index}}{t${index}!r:>{10**9}}"`).join('\n')}\nmodel = "%s" % t60 + "{0:>{1}}".format(t60, 10**9) + "%1000000000s" % "a"\ntext = t60.replace("n", t60).join([t60] * 10**9).ljust(10**9).zfill(10**9)`),
  'lists.py': python(`a0 = ["x", "y"]\n${Array.from({ length: 60 }, (_, index) => `a${index + 1} = [*a${index}, *a${index}] + a${index} * 9`).join('\n')}\ntext = "\\n".join(a60)\nmodel = a60[10**9]\nb = {**b, **b}\nfor i in range(10**9):\n    text += str(i)`),
  'circles.py': python('class A(B):\n    text = A.text\nclass B(A):\n    pass\ndef f(x=f()): return f(f(x))\ntext = model = f(A().text)\nx = lambda: x()\nfrom circles import *\nimport circles as circles'),
  'values.go': go(`var model = model2\nvar model2 = model + model\nconst (\n${Array.from({ length: 60 }, (_, index) => `  c${index} = ${index === 0 ? '"a"' : `c${index - 1} + c${index - 1}`}`).join('\n')}\n)\nvar text = strings.Repeat(c59, 1<<40) + fmt.Sprintf("%[1]*[2]d", 1<<40, 1)`),
  'names.ts': script("const constructor = { __proto__: { toString: 'a' }, constructor: 'b', hasOwnProperty: 1 }, model = constructor['__proto__'].toString, text = constructor.hasOwnProperty + constructor.valueOf + ({}).constructor.constructor('return 1')();", "{ modelId: '__proto__', __proto__: { messages: [] }, constructor: 1, inferenceConfig: { __proto__: null, maxTokens: 1e400 }, messages: [{ role: 'toString', content: [{ text: 'constructor' }] }] }"),
  'names.py': python('__proto__ = {"__proto__": {"constructor": "x"}, "constructor": 1}\nmodel = __proto__["__proto__"]["toString"]\ntext = __proto__["hasOwnProperty"]', 'modelId="constructor", messages=[{"role": "__proto__", "content": [{"text": "toString"}]}], **{"__proto__": {"maxTokens": -1}}, inferenceConfig={"maxTokens": 10**400}'),
};

/** Unclosed, cut and mixed up. */
export const broken: { readonly [path: string]: string } = {
  'string.js': script("const text = 'never closed, const model = 1"),
  'template.ts': script('const text = `never ${closed'),
  'comment.ts': script('/* never closed'),
  'regex.js': script('const text = /[(never/ closed'),
  'jsx.tsx': script('const text = <div><b>{`</div>'),
  'conflict.ts': script('<<<<<<< HEAD\nconst text = 1;\n=======\nconst text = 2;\n>>>>>>> other\n'),
  'else.js': script(`if (a) {}${times(' else if (b) {}', 5000)}`),
  'not.js': script(`const model = ${times('!', 100_000)}a, text = model;`),
  'sum.js': script(`const model = a${times('+a', 50_000)}, text = model;`),
  'open.js': script(times('[', 100_000)),
  'triple.py': python('text = """never closed'),
  'fstring.py': python('text = f"{never!r:{closed'),
  'indent.py': python('if a:\n\tb()\n        c()\n   d()\n  model = 1'),
  'not.py': python(`model = text = ${times('not ', 100_000)}a`),
  'sum.py': python(`model = text = a${times('+a', 50_000)}`),
  'quotes.py': python(times('"', 100_001)),
  'raw.go': go('var model = `never closed'),
  'rune.go': go("var model = 'ab + \"\nvar text = \"\\xZZ"),
  'bad.ipynb': '{"cells": [{"cell_type": "code", "source": ["bedrock-runtime',
  'kinds.ipynb': cells(null, 5, {}, [1, null, ['bedrock-runtime']], { a: 'boto3' }, 'import boto3\nclient = boto3.client("bedrock-runtime")'),
  'cells.ipynb': '{"cells": {"bedrock-runtime": 1}, "metadata": []}',
  'many.ipynb': cells(...Array.from({ length: 5000 }, () => ['%%bash\n', 'aws bedrock-runtime converse'])),
  'bad.yaml': 'Resources:\n  A:\n    Type: AWS::Bedrock::Agent\n   Properties: [}\n\t- x: "\n',
  'bad.template.json': '{"Resources": {"A": {"Type": "AWS::Bedrock::Agent", ',
  'bad.tf': 'resource "aws_bedrockagent_agent" "a" {\n  instruction = <<EOT\nnever ${closed\n',
  'bad.prompty': '---\nmodel: [bedrock\n---\nsystem:\n{{#each\n',
  'dashes.prompty': `${times('---\n', 20_000)}system:\nbedrock`,
  'bad.sh': "aws bedrock-runtime converse --messages '[{\"role\":\n",
  'bad.toml': '[bedrock\na = """\n',
  'Bad.java': 'import software.amazon.awssdk.services.bedrockruntime.*; class A { String s = """\n never closed; int x = (((',
  'bad.vue': '<script>import "@aws-sdk/client-bedrock-runtime"; export default { <script setup lang="ts"> `',
};

/** YAML that is small and large, self-referring and strange, in templates that are looked at. */
export const yamls: { readonly [path: string]: string } = {
  'bomb.yaml': `Resources:\n  A: &a0 {Type: "AWS::Bedrock::Agent", Properties: {FoundationModel: m, Instruction: lol}}\n${Array.from({ length: 40 }, (_, index) => `  B${index}: &a${index + 1} [${times(`*a${index},`, 9)}*a${index}]`).join('\n')}\n`,
  'merge.yaml': 'Resources:\n  A: &a\n    <<: *a\n    Type: AWS::Bedrock::Agent\n    Properties: &p {<<: [*p, *a], Instruction: *p, FoundationModel: *a}\n',
  'self.yaml': 'Resources: &r\n  A: {Type: "AWS::Bedrock::Agent", Properties: *r}\n  B: *r\n',
  'tags.yaml': 'Resources:\n  A:\n    Type: AWS::Bedrock::Agent\n    Properties:\n      Instruction: !!js/function "function () { throw 1 }"\n      FoundationModel: !!python/object/apply:os.system ["touch fired"]\n      Other: !Sub ["${A}${A}", {A: !Ref A}]\n',
  'refs.yaml': 'Parameters:\n  P: {Type: String, Default: !Ref P}\nMappings: {M: {a: {b: !FindInMap [M, a, b]}}}\nConditions: {C: !Not [Condition: C]}\nResources:\n  A:\n    Type: AWS::Bedrock::Agent\n    Properties: {FoundationModel: !If [C, !Ref P, !FindInMap [M, a, b]], Instruction: !Join ["", [!GetAtt A.B, !Sub "${P}${A.B}${!x}"]]}\n',
  'twice.yaml': 'Resources: {A: {Type: "AWS::Bedrock::Agent"}}\nResources: {__proto__: {Type: "AWS::Bedrock::Agent"}, constructor: 1}\n__proto__: {polluted: true}\n',
  'list.yaml': `# AWS::Bedrock::Agent\nResources:\n${times('- \n', 100_000)}`,
  'documents.yaml': `${times('---\nResources: {A: {Type: "AWS::Bedrock::Agent"}}\n...\n', 3000)}`,
  'circle.tf': 'locals {\n  a = local.b\n  b = "${local.a}${local.a}"\n}\nvariable "v" { default = var.v }\nresource "aws_bedrockagent_agent" "a" {\n  foundation_model = local.a\n  instruction = join("", [for i in range(1000000000) : local.b])\n}\nmodule "m" { source = "./" }\nmodule "n" { source = "../../../../../etc" }\n',
  'proto.template.json': '{"Resources": {"__proto__": {"Type": "AWS::Bedrock::Agent", "Properties": {"__proto__": {"polluted": 1}, "Instruction": "hi"}}, "constructor": {"Type": "AWS::Bedrock::Agent"}}}',
};
