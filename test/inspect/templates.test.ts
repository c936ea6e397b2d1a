/** Texts that a template engine fills, and files that code reads into a prompt. */
import { expect, test } from 'vitest';
import type { Prompt } from '../../src/core/call.ts';
import { callOf } from '../sdks/inspected.ts';

const shown = ({ text }: Prompt): string => text.pieces.map(piece => ('exact' in piece ? piece.value : `{${piece.hole}}`)).join('');
const python = (lines: string): string => `import boto3, jinja2, chevron, tomllib\nfrom jinja2 import Environment, FileSystemLoader, PackageLoader, Template\nfrom pathlib import Path\nclient = boto3.client("bedrock-runtime")\nHERE = Path(__file__).parent\ndef ask(name):\n    ${lines.replaceAll('\n', '\n    ')}\n    client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": text}]}])\n`;
const files = {
  'prompts/a.j2': 'Hi {{ name }}!{# a note #}\n{% if short %}Be brief.{% endif %}',
  'app/prompts/b.j2': 'Hello {{ name | title }}',
  'prompts/c.md': 'From a file.',
  'prompts/d.toml': '[texts]\nuser = "From TOML."\n',
};

test.each([
  ['text = Template("Hi {{ name }}, {{other}}").render(name="Ann")', 'Hi Ann, {other}'],
  ['text = Template("Hi {{ name }}").render({"name": name})', 'Hi {name}'],
  ['text = jinja2.Environment().from_string("{{ a }}-{{ b.c }}").render(a="x")', 'x-{b.c}'],
  ['env = Environment(loader=FileSystemLoader("prompts"), autoescape=True)\ntext = env.get_template("a.j2").render(name="Ann")', 'Hi Ann!\n{if short}Be brief.'],
  ['env = Environment(loader=FileSystemLoader(HERE / "prompts"))\ntext = env.get_template("a.j2").render(name=name)', 'Hi {name}!\n{if short}Be brief.'],
  ['text = Environment(loader=PackageLoader("app", "prompts")).get_template("b.j2").render(name="Ann")', 'Hello {name}'],
  ['text = chevron.render("Hi {{name}}{{! note }}, {{#items}}{{.}}{{/items}}", {"name": "Ann"})', 'Hi Ann, {items}{.}'],
  ['text = (Path(__file__).parent / "prompts" / "c.md").read_text()', 'From a file.'],
  ['text = (HERE / "prompts" / "c.md").read_text(encoding="utf-8")', 'From a file.'],
  ['with open("prompts/d.toml", "rb") as f:\n    text = tomllib.load(f)["texts"]["user"]', 'From TOML.'],
])('%s', async (lines, expected) => {
  const call = await callOf('main.py', python(lines), files);
  expect(shown(call.prompts[0]!)).toBe(expected);
});

test.each([
  ["import Mustache from 'mustache';", "Mustache.render('Hi {{name}}, {{{other}}}', { name: 'Ann' })", 'Hi Ann, {other}'],
  ["import Handlebars from 'handlebars';", "Handlebars.compile('Hi {{name}}{{!-- note --}}{{#if a}} you{{else}} me{{/if}}')({ name: 'Ann' })", 'Hi Ann{if a} you me'],
  ["import nunjucks from 'nunjucks';", "nunjucks.renderString('Hi {{ name }}', { name: 'Ann' })", 'Hi Ann'],
])('%s', async (head, expression, expected) => {
  const call = await callOf('main.ts', `${head}\nimport { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nclient.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text: ${expression} }] }] }));\n`);
  expect(shown(call.prompts[0]!)).toBe(expected);
});
