/** What a command line falls back on is told, and what it may be given instead is not. */
import { expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const lite = 'eu.amazon.nova-lite-v1:0';
const pro = 'eu.amazon.nova-pro-v1:0';
const ask = (model: string, limit = '256'): string => `client.converse(modelId=${model}, inferenceConfig={"maxTokens": ${limit}}, messages=[{"role": "user", "content": [{"text": "Hi"}]}])\n`;
const head = 'import argparse\nimport boto3\nclient = boto3.client("bedrock-runtime")\n';
const models = (files: { readonly [path: string]: string }): string[] => callsIn(files).map(call => inShort(call).replace(' |  | Hi', ''));

test.each([
  ['a default', `p.add_argument("--model-id", default="${lite}")`, 'args.model_id', `call ${lite} 256`],
  ['a name of its own', `p.add_argument("-m", "--model", dest="chosen", default="${lite}")`, 'args.chosen', `call ${lite} 256`],
  ['choices', `p.add_argument("--model", required=True, choices=["${lite}", "${pro}"])`, 'args.model', `call ${lite}|${pro} 256`],
  ['a default among choices', `p.add_argument("--model", choices=["${lite}", "${pro}"], default="${pro}")`, 'args.model', `call ${pro} 256`],
  ['a group', `g = p.add_argument_group("models")\ng.add_argument("--model", default="${lite}")`, 'args.model', `call ${lite} 256`],
  ['a parser handed to a function', `def more(parser):\n    parser.add_argument("--model", default="${lite}")\nmore(p)`, 'args.model', `call ${lite} 256`],
  ['two commands', `s = p.add_subparsers()\ns.add_parser("a").add_argument("--model", default="${lite}")\ns.add_parser("b").add_argument("--model", default="${pro}")`, 'args.model', `call ${lite}|${pro} 256`],
  ['what stands in for one that is not given', 'p.add_argument("--model")', `args.model or "${lite}"`, `call ${lite} 256`],
  ['as a dictionary', `p.add_argument("--model", default="${lite}")`, 'vars(args)["model"]', `call ${lite} 256`],
  ['an option without a default', 'p.add_argument("--model", required=True)', 'args.model', 'call ? 256'],
  ['an option that is added elsewhere', 'add_options(p)', 'args.model', 'call ? 256'],
])('argparse: %s', (_, options, model, expected) => {
  expect(models({ 'a.py': `${head}p = argparse.ArgumentParser()\n${options}\nargs = p.parse_args()\n${ask(model)}` })).toEqual([expected]);
});

test('a parser that a function of another file makes', () => {
  const files = {
    'a.py': `import boto3\nfrom options import make\nclient = boto3.client("bedrock-runtime")\nknown, rest = make().parse_known_args()\n${ask('known.model', 'known.limit')}`,
    'options.py': `from argparse import ArgumentParser\ndef make():\n    p = ArgumentParser()\n    p.add_argument("--model", default="${lite}")\n    p.add_argument("--limit", type=int, default=300)\n    return p\n`,
  };
  expect(models(files)).toEqual([`call ${lite} dynamic 300`]);
});

test('a flag decides nothing', () => {
  const code = `${head}p = argparse.ArgumentParser()\np.add_argument("--large", action="store_true", default=False)\nargs = p.parse_args()\n${ask(`"${pro}" if args.large else "${lite}"`)}`;
  expect(models({ 'a.py': code })).toEqual([`call ${pro}|${lite} 256`]);
});

test.each([
  ['an option', `@click.option("--model", "-m", default="${lite}")`, lite],
  ['a name of its own', `@click.option("-m", "--the-model", "model", default="${lite}")`, lite],
  ['another option', `@click.option("--other", default="${lite}")`, '?'],
  ['an option without a default', '@click.option("--model")', '?'],
])('Click: %s', (_, option, model) => {
  const code = `${head}import click\n@click.command()\n${option}\ndef main(model):\n    ${ask('model')}`;
  expect(models({ 'a.py': code })).toEqual([`call ${model} 256`]);
  expect(models({ 'a.py': `${code}if __name__ == "__main__":\n    main()\n` })).toEqual([`call ${model} 256`]);
});

test('Typer', () => {
  const of = (value: string): string[] => models({ 'a.py': `${head}import typer\napp = typer.Typer()\n@app.command()\ndef main(model: str = ${value}):\n    ${ask('model')}` });
  expect(of(`typer.Option("${lite}", help="which")`)).toEqual([`call ${lite} 256`]);
  expect(of(`typer.Argument(default="${lite}")`)).toEqual([`call ${lite} 256`]);
  expect(of('typer.Option(...)')).toEqual(['call ? 256']);
});

test('parseArgs of Node', () => {
  const code = `import { parseArgs } from 'node:util';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const { values } = parseArgs({ options: { model: { type: 'string', default: '${lite}' }, other: { type: 'string' } } });
const client = new BedrockRuntimeClient({});
const ask = modelId => client.send(new ConverseCommand({ modelId, inferenceConfig: { maxTokens: 256 }, messages: [{ role: 'user', content: [{ text: 'Hi' }] }] }));
`;
  expect(models({ 'a.js': `${code}ask(values.model);` })).toEqual([`call ${lite} 256`]);
  expect(models({ 'a.js': `${code}ask(values.other);` })).toEqual(['call ? 256']);
});
