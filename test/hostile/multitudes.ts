/** Sources that are no more than long: chains, lists and texts without end, numbers without measure, and files that name themselves. */
import { cells, go, python, script } from './code.ts';

type Sources = { readonly [path: string]: string };

const times = (text: string, count: number): string => text.repeat(count);
const each = (count: number, line: (index: number) => string, between = '\n'): string => Array.from({ length: count }, (_, index) => line(index)).join(between);
/** A megabyte of text with quotes, as far as the size limit lets it be; the same with double quotes escaped, where that is longer. */
const much = times('never "say" that\' it ends, ', 37_000);
const escaped = much.slice(0, 950_000).replaceAll('"', '\\"');

/** Opened, and not closed in a megabyte. */
export function unclosed(): Sources {
  return {
    'double.js': script(`const text = "${escaped}`),
    'template.ts': script(`const text = \`${much}\${a`),
    'hole.ts': script(`const text = \`${times('${`', 400)}${much}`),
    'comment.ts': script(`/* ${much}`),
    'regex.js': script(`const text = /[${much}`),
    'jsx.tsx': script(`const text = <p title="${times('never say ', 100_000)}`),
    'script.vue': `<script lang="ts">\n${script('')}${much}`,
    'triple.py': python(`text = """${much}`),
    'format.py': python(`text = f"""{a!r:>{${much}`),
    'bracket.py': python(`text = (${times('"a" ', 200_000)}`),
    'raw.go': go(`var text = \`${much}`),
    'block.java': `import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;\nclass A { String s = """\n${much}`,
    'double.yaml': `# AWS::Bedrock::Agent\nResources:\n  A: "${escaped}`,
    'flow.yaml': `# AWS::Bedrock::Agent\nResources: [${times('a, ', 300_000)}`,
    'heredoc.tf': `resource "aws_bedrockagent_agent" "a" {\n  instruction = <<EOT\n${times(`${much.slice(0, 100)}\n`, 9000)}`,
    'hole.tf': `resource "aws_bedrockagent_agent" "a" {\n  instruction = "\${${times('"a" ', 200_000)}`,
    'heredoc.sh': `aws bedrock-runtime converse --messages "$(cat <<EOF\n${times(`${much.slice(0, 100)}\n`, 9000)}`,
    'quote.sh': `aws bedrock-runtime converse --messages '${times('never say "it" ', 60_000)}`,
    'front.prompty': `---\nmodel: amazon.nova-lite-v1:0\n${times('a: b\n', 150_000)}`,
    'front.prompt': `---\nmodel: amazon.nova-lite-v1:0\ntext: "${much.replaceAll('"', '')}`,
    'blocks.prompt': `---\nmodel: amazon.nova-lite-v1:0\n---\n${times('{{#if a}}{% if b %}{{ c', 40_000)}`,
    'text.toml': `bedrock = """${much}`,
    'cell.ipynb': `{"cells": [{"cell_type": "code", "source": ["import boto3 # bedrock-runtime ${much.replaceAll('"', '')}`,
  };
}

/** What the engine reads with patterns of its own: patterns that pick from an answer, and the line before a model. */
export function patterns(): Sources {
  const picked = (pattern: string): string => `${script('', '{ modelId: "amazon.nova-pro-v1:0", messages: [{ role: "user", content: [{ text: process.argv[2] }] }] }')}export const picked = async () => (await bad()).output.message.content[0].text.match(/${pattern}/)[0];\n`;
  const named = (name: string): string => script(`for (const text of ${name}) await ask(text);\nasync function ask(model, text) {\n  const answer = (await client.send(new ConverseCommand({ modelId: 'amazon.nova-pro-v1:0', messages: [{ role: 'user', content: [{ text: \`Say ${'${'}${name}} and ${'${'}${name}(model)}.\` }] }] }))).output.message.content[0].text;\n  ${name}(answer);\n  return ${name}.exec(answer);\n}\nconst model = 1, text = 2;`);
  return {
    'marks.ts': picked(times('`{', 150_000)),
    'tags.ts': picked(times('<a>', 150_000)),
    'brackets.ts': picked(times('\\[', 150_000)),
    'tags.py': `${python('model, text = "amazon.nova-pro-v1:0", f()')}def picked():\n    return re.search(r"${times('<a>', 150_000)}", bad()["output"]["message"]["content"][0]["text"]).group(0)\n`,
    ...Object.fromEntries(['_', 'retriev', 'json_', 'Json', 'cache_', 'fix_', '_a.a'].map((part, index) => [`name-${index}.ts`, named(times(part, 150_000 / part.length))])),
    'base64.sh': `aws bedrock-runtime invoke-model --model-id amazon.nova-pro-v1:0 --body 'aaaaaaaaaaaaaaaa${times(' ', 300_000)}!' out\n`,
    'line.ts': `${times('/* export t */ ', 40_000)}const MODEL = ('us.anthropic.claude-opus-4-1-20250805-v1:0');\n${script('', '{ modelId: MODEL, inferenceConfig: { maxTokens: 5 }, messages: [{ role: "user", content: [{ text: "Answer with yes or no: " + process.argv[2] }] }] }')}`,
  };
}

/** One thing hung on another, some ten thousand times. */
export function chains(): Sources {
  return {
    'members.ts': script(`const model = a${times('.b', 20_000)}, text = model;`),
    'members-short.ts': script(`const o = { b: 'never' }; o.b = o; const model = o${times('.b', 900)}, text = o${times('?.["b"]', 400)};`),
    'calls.ts': script(`const text = 'Never say it. '${times('.replace("a", "aa")', 450)}, model = text${times('.concat(text)', 400)};`),
    'promises.ts': script(`export const p = client.send(new ConverseCommand({ modelId: 'anthropic.claude-v2', messages: [] }))${times('.then(a => a)', 400)};\nconst text = 'a', model = 'b';`),
    'choices.ts': script(`const text = ${each(450, index => `c${index} ? 'Never answer ${index}' : `, '')}'z', model = ${each(450, index => `m[${index}] ?? `, '')}'z';`),
    'sums.ts': script(`const text = ${each(900, index => `'Never answer ${index}. '`, ' + ')}, model = text;`),
    'names.ts': script(`${each(20_000, index => `const n${index + 1} = n${index};`)}\nconst n0 = 'anthropic.claude-v2', model = n20000, text = n19999;`),
    'functions.ts': script(`${each(5000, index => `function f${index}(x) { return f${index + 1}(x + '${index}'); }`)}\nfunction f5000(x) { return x; }\nconst model = f0('a'), text = f1(model);`),
    'classes.ts': script(`class C0 { text = 'Never.'; get() { return this.text; } }\n${each(3000, index => `class C${index + 1} extends C${index} { get() { return super.get() + this.text; } }`)}\nconst model = new C3000().get(), text = new C2999().text;`),
    'types.ts': script(`type T = ${each(20_000, index => `'a${index}'`, ' | ')};\ntype U<X> = ${each(300, index => `X extends 'a${index}' ? ${index} : `, '')}never;\nconst model = 'a' as T, text = model;`),
    'imports.ts': script(`import { ${each(20_000, index => `a${index} as b${index}`, ', ')} } from './names';\nconst model = b1, text = b19999;`),
    'keys.ts': script(`const o = { ${each(20_000, index => `k${index}: 'Never answer ${index}'`, ', ')} }, model = o[process.argv[2]], text = Object.values(o).join('\\n');`),
    'cases.ts': script(`let model = '', text = '';\nswitch (process.argv[2]) { ${each(5000, index => `case '${index}': model = 'm${index}'; text += 'Never ${index}. '; break;`, '\n')} }`),
    'members.py': python(`model = a${times('.b', 20_000)}\ntext = b${times('[0]', 20_000)}${times('()', 20_000)}`),
    'calls.py': python(`text = "Never say it. "${times('.replace("a", "aa")', 5000)}\nmodel = text${times('.strip()', 5000)}`),
    'choices.py': python(`text = ${each(5000, index => `"Never answer ${index}" if c[${index}] else `, '')}"z"\nmodel = ${each(5000, index => `m[${index}] or `, '')}"z"`),
    'sums.py': python(`text = (${each(10_000, index => `"Never answer ${index}. "`, ' + ')})\nmodel = (${each(10_000, index => `"m${index}"`, '\n')})`),
    'names.py': python(`n0 = "anthropic.claude-v2"\n${each(20_000, index => `n${index + 1} = n${index}`)}\nmodel = n20000\ntext = f"{n20000} {n19999}"`),
    'branches.py': python(`text = ""\n${each(3000, index => `${index === 0 ? 'if' : 'elif'} a == ${index}:\n    model = "m${index}"\n    text += "Never ${index}. "`)}`),
    'classes.py': python(`class C0:\n    text = "Never."\n${each(3000, index => `class C${index + 1}(C${index}):\n    def get(self):\n        return super().get() + self.text`)}\nmodel = C3000().get()\ntext = C2999().text`),
    'diamonds.py': python(`class L0: text = "Never."\nclass R0(L0): pass\n${each(60, index => `class L${index + 1}(L${index}, R${index}): pass\nclass R${index + 1}(R${index}, L${index}): pass`)}\nmodel = L60().text\ntext = R60.other`),
    'decorators.py': python(`${times('@retry(\n    1)\n', 5000)}def wrapped(text, model):\n    return client.converse(modelId=model, messages=[{"role": "user", "content": [{"text": text}]}])\ntext = wrapped("a", "b")\nmodel = text`),
    'formats.py': python(`text = "${times('{} ', 20_000)}".format(${times('"never", ', 20_000)})\nmodel = "${times('%s ', 5000)}" % (${times('"a", ', 5000)})`),
    'sums.go': go(`var text = ${each(10_000, index => `"Never answer ${index}. "`, ' +\n')}\nvar model = a${times('.b', 10_000)}`),
    'raws.go': go(`var text = ${each(15_000, index => `\`Never ${index}. \``, ' +\n')}\nvar model = text`),
    'Sums.java': `import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;\nclass Sums { String text = ${each(10_000, index => `"Never ${index}. "`, ' +\n')}; Object b = a${times('.b()', 10_000)}; ${times('List<', 2000)}String${times('>', 2000)} c; }\n`,
    'list.tf': `locals {\n${each(5000, index => `  l${index + 1} = "\${local.l${index}} a"`)}\n  l0 = "Never."\n}\nresource "aws_bedrockagent_agent" "a" {\n  foundation_model = local.l5000\n  instruction = join("", [${each(5000, index => `local.l${index}`, ', ')}])\n}\n`,
    'pipes.sh': `aws bedrock-runtime converse --model-id a ${times('| tee a ', 20_000)}\n${times('A=$A$A\n', 20_000)}aws bedrock-runtime converse --model-id $A --messages "$A"\n`,
    'keys.yaml': `Resources:\n${each(2000, index => `  R${index}: {Type: "AWS::Bedrock::Agent", Properties: {FoundationModel: !Ref R${index + 1}, Instruction: !GetAtt R${index + 1}.A}}`)}\n`,
  };
}

const rule = (index: number): string => `Question ${index}: answer it briefly, and never mention number ${index}.`;

/** Thousands of prompts in one file. */
export function prompts(): Sources {
  return {
    'prompts.ts': `export const prompts = [\n${each(8000, index => `  { id: ${index}, model: 'anthropic.claude-v2', text: '${rule(index)}' },`)}\n];\n${script('const text = prompts.map(prompt => prompt.text).join("\\n"), model = prompts[0].model;')}`,
    'constants.ts': script(`${each(10_000, index => `export const P${index} = \`${rule(index)} \${question}\`;`)}\nconst text = P9999, model = 'anthropic.claude-v2';`),
    'constants.py': python(`${each(10_000, index => `P${index} = """${rule(index)}"""`)}\ntext = P0 + P9999\nmodel = "anthropic.claude-v2"`),
    'messages.ts': script('', `{ modelId: 'anthropic.claude-v2', messages: [${each(5000, index => `{ role: '${index % 2 ? 'assistant' : 'user'}', content: [{ text: '${rule(index)}' }] }`, ', ')}] }`),
    'tools.py': python('text = model = "anthropic.claude-v2"', `modelId=model, messages=[{"role": "user", "content": [{"text": text}]}], toolConfig={"tools": [${each(1000, index => `{"toolSpec": {"name": "t${index}", "description": "${rule(index)}", "inputSchema": {"json": {"type": "object", "properties": {"a": {"type": "string"}}}}}}`, ', ')}]}`),
    'many.prompt': `---\nmodel: amazon.nova-lite-v1:0\n---\n${each(6000, index => `{{#if a${index}}}${rule(index)} {{b${index}}}{{/if}}`)}\n`,
    'many.prompty': `---\nmodel: {configuration: {type: bedrock, model: amazon.nova-lite-v1:0}}\ninputs:\n${each(5000, index => `  a${index}: {type: string, default: "${index}"}`)}\n---\n${each(5000, index => `user:\n${rule(index)} {{a${index}}}`)}\n`,
  };
}

/** Thousands of calls in one file, and of those who call them. */
export function callers(): Sources {
  return {
    'calls.py': python(`${each(1000, index => `def f${index}(question):\n    return client.converse(modelId="anthropic.claude-v2", messages=[{"role": "user", "content": [{"text": f"${rule(index)} {question}"}]}])`)}\ntext = model = "a"`),
    'callers.ts': script(`export const ask = (text, model) => client.send(new ConverseCommand({ modelId: model, messages: [{ role: 'user', content: [{ text }] }] }));\n${each(1000, index => `export const f${index} = question => ask(\`${rule(index)} \${question}\`, 'anthropic.claude-v2');`)}\nconst text = 'a', model = 'b';`),
    'promptfooconfig.yaml': `prompts:\n${each(5000, index => `  - "${rule(index)} {{a}}"`)}\nproviders:\n${each(50, index => `  - id: bedrock:anthropic.claude-v2\n    label: p${index}`)}\ntests:\n${each(100, index => `  - vars: {a: "${index}"}`)}\n`,
    'litellm_config.yaml': `model_list:\n${each(5000, index => `  - model_name: m${index}\n    litellm_params: {model: bedrock/anthropic.claude-v2}`)}\n`,
    'cells.ipynb': cells(python('text = model = "a"'), ...Array.from({ length: 800 }, (_, index) => `client.converse(modelId="anthropic.claude-v2", messages=[{"role": "user", "content": [{"text": "${rule(index)}"}]}])`)),
  };
}

/** Figures that are none, and characters that stand for nothing. */
export const measureless: Sources = {
  'numbers.ts': script("const text = 'a', model = 'anthropic.claude-v2';", `{ modelId: model, messages: [{ role: 'user', content: [{ text }] }], inferenceConfig: { maxTokens: 1${times('0', 100_000)}, temperature: 0x${times('f', 50_000)}, topP: ${times('9', 50_000)}n } }`),
  'odd.ts': script("const text = 'a', model = 'anthropic.claude-v2', n = NaN, z = -0, h = 1 / 0;", "{ modelId: model, messages: [{ role: 'user', content: [{ text: text.repeat(n) + text.slice(h, -h) + text[z] + text.padEnd(-h) }] }], inferenceConfig: { maxTokens: n * h, topP: z } }"),
  'powers.py': python('text = "a" * 2 ** 10 ** 9\nmodel = "anthropic.claude-v2"', `modelId=model, messages=[{"role": "user", "content": [{"text": text + str(9 ** 9 ** 9 ** 9) + str(1 << 10 ** 12)}]}], inferenceConfig={"maxTokens": -(10 ** 10 ** 10) % 0, "temperature": 1e99999, "topP": float("nan")}`),
  'digits.py': python(`text = model = "anthropic.claude-v2"\nn = ${times('9', 100_000)}\nm = 0x${times('f', 100_000)} // 0 + 1_${times('0_', 20_000)}0`, 'modelId=model, messages=[{"role": "user", "content": [{"text": text}]}], inferenceConfig={"maxTokens": n}'),
  'numbers.yaml': `Resources: {A: {Type: "AWS::Bedrock::Agent", Properties: {FoundationModel: 0x${times('f', 5000)}, Instruction: .inf, IdleSessionTTLInSeconds: -.inf, A: .nan, B: 1e${times('9', 5000)}, C: 2001-99-99, D: 190:20:30, E: !!binary "@@@@", F: ~}}}\n`,
  'numbers.prompt': `---\nmodel: anthropic.claude-v2\nconfig: {maxOutputTokens: 1e400, temperature: .nan, stopSequences: [.inf, null, {}]}\n---\nNever say it.\n`,
  'numbers.go': go(`const text = "a"\nvar model = strings.Repeat(text, 1<<62*${times('9', 20_000)})`),
  'numbers.tf': `resource "aws_bedrockagent_agent" "a" {\n  foundation_model = "anthropic.claude-v2"\n  instruction = format("%1000000000s %[99999999999]d", "a", 1e400 % 0)\n  idle_session_ttl_in_seconds = ${times('9', 50_000)}\n}\n`,
  'halves.ts': script(String.raw`const text = 'Never \ud800 say \udfff it \u{110000} \u{ffffffff} \x', model = 'anthropic.claude-v2';`),
  'half.ts': script(String.raw`const text = 'Never \ud800 say \udfff it, never \ud83d. \u0000\u0007\u001b[31m \u202e \ufffe\uffff', model = 'anthropic.claude-v2\ud800';`),
  'half.py': python(String.raw`text = "Never \ud800 say \udfff it \N{NULL} \N{no such name} \x1b[31m \777 \U00110000"${'\n'}model = "anthropic.claude-v2\udc00\0"`),
  'half.yaml': String.raw`Resources: {A: {Type: "AWS::Bedrock::Agent", Properties: {FoundationModel: "anthropic.claude-v2\uD800", Instruction: "Never \uD800 \e[31m \U00110000 \0"}}}` + '\n',
  'marks.py': python(`text = "a${times('\u0301', 100_000)}"\nmodel = "${times('\u{E0041}', 50_000)}"`),
  'joined.ts': script(`const text = '${times('👩‍👩‍👧‍👦\u200D', 20_000)}', model = '${times('\u202E\u2066', 20_000)}';`),
  'names.ts': script(`const ${times('a', 500_000)} = 'Never say it.', model = ${times('a', 500_000).slice(0, 400_000)}, text = ${times('a', 100)};`),
};

/** Prompts that a file says are itself, a directory, or something that gives for ever. */
export const selves: Sources = {
  'self.ts': script("import { readFileSync } from 'node:fs';\nconst text = readFileSync(__filename, 'utf8') + readFileSync('self.ts', 'utf8') + readFileSync(new URL(import.meta.url), 'utf8'), model = readFileSync('.', 'utf8') + readFileSync('/dev/zero', 'utf8') + readFileSync('pipe.txt', 'utf8') + readFileSync('zero.txt', 'utf8');"),
  'self.py': python('from pathlib import Path\ntext = open(__file__).read() + Path(__file__).read_text() + Path(".").read_text() + open("/dev/zero").read() + Path("pipe.txt").read_text() + open("zero.txt").read() + open("sparse.txt").read()\nmodel = open("self.py").read() + open("../" * 99 + "etc/passwd").read()'),
  'self.go': go('//go:embed self.go\nvar text string\n//go:embed * */* ../* /dev/zero pipe.txt\nvar model string'),
  'self.prompty': '---\nname: ${file:self.prompty}\nmodel: {api: chat, configuration: {type: bedrock, model: "${file:self.prompty}", azure_deployment: "${file:/dev/zero}"}}\nsample: ${file:pipe.txt}\ntools: ${file:self.prompty}\n---\nsystem:\n{% include "self.prompty" %}{% extends "self.prompty" %}{% import "self.prompty" as self %}{{ self }}\n![a](self.prompty) ![b](/dev/zero) ${file:self.prompty}\n',
  'ping.prompt': '---\nmodel: anthropic.claude-v2\n---\n{{>pong}}{{>ping}}{{>../../../etc/passwd}}{% include "pong.prompt" %}\n',
  'pong.prompt': '---\nmodel: anthropic.claude-v2\n---\n{{>ping}}{{>pong}}{% include "ping.prompt" %}\n',
  'promptfooconfig.yaml': 'prompts: [file://promptfooconfig.yaml, file://*.prompt, file:///dev/zero, file://pipe.txt, file://../../../etc/passwd, "file://**/*", file://self.py:text]\nproviders: [file://promptfooconfig.yaml, bedrock:anthropic.claude-v2]\ntests: file://promptfooconfig.yaml\n',
  'self.tf': 'resource "aws_bedrockagent_agent" "a" {\n  foundation_model = "anthropic.claude-v2"\n  instruction = "${file("self.tf")}${templatefile("${path.module}/self.tf", {a = file("/dev/zero")})}${file("pipe.txt")}${file("zero.txt")}"\n}\n',
  'template.yaml': 'Resources:\n  A:\n    Type: AWS::Bedrock::Agent\n    Properties: {FoundationModel: anthropic.claude-v2, Instruction: !Include template.yaml}\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: template.yaml}}\n  M: {Type: "AWS::CloudFormation::Stack", Properties: {TemplateURL: template.yaml}}\n  S: {Type: "AWS::StepFunctions::StateMachine", Properties: {DefinitionUri: template.yaml}}\n',
  'self.sh': 'aws bedrock-runtime converse --cli-input-json file://self.sh --messages file:///dev/zero --system file://pipe.txt --model-id "$(cat self.sh)"\n. ./self.sh\nsource self.sh\n',
};
