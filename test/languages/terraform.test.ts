import { parse as parseOfficial } from '@cdktf/hcl2json';
import { describe, expect, test } from 'vitest';
import type { Expr, Module } from '../../src/core/ir.ts';
import { parseTerraform } from '../../src/languages/terraform/index.ts';
import { terraformSyntax } from '../../src/languages/terraform/syntax.ts';
import { print } from './javascript/lower.ts';

function moduleOf(text: string, path = 'main.tf'): Module {
  const module = parseTerraform(path, text);
  if ('error' in module) throw new Error(module.error);
  return module;
}

function local(text: string, name = 'x'): Expr {
  const exported = moduleOf(text).exports.get(`local.${name}`);
  if (exported?.kind !== 'local') throw new Error(`no local ${name}`);
  return exported.value;
}

/** The value of a text without holes; each exact part equals its characters in the file. */
function valueOf(text: string): string {
  const expr = local(text);
  if (expr.kind !== 'text') throw new Error(expr.kind);
  for (const part of expr.parts) if (part.kind === 'literal' && part.exact) expect(text.slice(...part.range)).toBe(part.value);
  return expr.parts.map(part => (part.kind === 'literal' ? part.value : '')).join('');
}

describe('strings are those of the official parser', () => {
  test.each([
    '"plain"',
    '"tab\\tquote\\" back\\\\ line\\n"',
    '"caf\\u00e9 \\U0001F600 ümlaut 日本"',
    '"a $${literal} and %%{literal} and $5 and 100%"',
    '<<EOT\nfirst\n  second \\n stays\n\nlast\nEOT',
    '<<-EOT\n    first\n      deeper\n\n    last "quoted"\n  EOT',
    '<<-EOT\n\ttabs\n\t\tdeeper\n\tEOT',
    '<<EOT\nEOT',
    '""',
  ])('%s', async source => {
    const text = `locals {\n  x = ${source}\n}\n`;
    const official = (await parseOfficial('main.tf', text)) as { locals: { x: string }[] };
    // The official one keeps the marks of what is no interpolation, for its JSON is a template again.
    expect(valueOf(text)).toBe(official.locals[0]!.x.replaceAll('$${', '${').replaceAll('%%{', '%{'));
  });

  test('CRLF', () => {
    expect(valueOf('locals {\r\n  x = "a"\r\n  y = <<EOT\r\nb\r\nEOT\r\n}\r\n')).toBe('a');
  });
});

describe('expressions', () => {
  test.each([
    ['var.a', 'var.a'],
    ['"arn:${var.region}::x/${local.id}"', '"arn:${var.region}::x/${local.id}"'],
    ['aws_lambda_function.api.arn', 'aws_lambda_function.api.arn'],
    ['aws_lambda_function.api[0].arn', 'aws_lambda_function.api.arn'],
    ['data.aws_region.current.name', 'data.aws_region.current.name'],
    ['var.models["small"].id', 'var.models.small.id'],
    ['[1, "b", true, null]', '[1, "b", true, null]'],
    ['{ a = 1, "b" : 2 }', '{a: 1, b: 2}'],
    ['{\n    a = 1\n    b = 2 # why\n  }', '{a: 1, b: 2}'],
    ['jsonencode({ a = var.b })', 'jsonencode?({a: var.b})'],
    ['-3', '-3'],
    ['(1 +\n 2)', '(1 + 2)'],
    ['path.module', '"."'],
  ])('%s', (source, expected) => {
    expect(print(local(`locals {\n  x = ${source}\n}\n`))).toBe(expected);
  });

  test('conditions keep both values', () => {
    const expr = local('locals {\n  x = var.big ? "a" : "b"\n}\n');
    expect(expr.kind === 'choose' && expr.options.map(print)).toEqual(['"a"', '"b"']);
  });

  test('a list that `for` makes', () => {
    const expr = local('locals {\n  x = [for m in var.models : upper(m) if m != ""]\n}\n');
    expect(expr.kind === 'list' && expr.items[0]!.kind).toBe('each');
  });
});

describe('blocks', () => {
  test('a resource is a call of its type, nested blocks are entries, repeated ones a list', () => {
    const module = moduleOf('resource "aws_x" "y" {\n  a = 1\n  one {\n    b = 2\n  }\n  many { c = 3 }\n  many { c = 4 }\n}\n');
    expect(module.calls.map(call => print(call))).toEqual(['new aws_x?({a: 1, one: {b: 2}, many: [{c: 3}, {c: 4}]}, "y")']);
  });

  test('dynamic blocks may stand any number of times', () => {
    const module = moduleOf('resource "aws_x" "y" {\n  dynamic "tag" {\n    for_each = var.tags\n    content { k = tag.key }\n  }\n}\n');
    const body = module.calls[0]!.args[0]!.value;
    expect(body.kind === 'object' && body.entries[0]!.value.kind).toBe('list');
  });

  test('values of variables', () => {
    expect([...moduleOf('model = "a.b"\n', 'terraform.tfvars').exports.keys()]).toEqual(['var.model']);
  });

  test('comments are kept for directives', () => {
    expect(moduleOf('# promptfare-ignore\nlocals {} // b\n/* c */\n').comments.map(({ text }) => text)).toEqual(['promptfare-ignore', 'b', 'c']);
  });
});

describe('what is no Terraform', () => {
  test.each([
    ['locals {', 'line 1: expected `}`'],
    ['locals {\n  x = "a\n}', 'line 2: a string is not closed'],
    ['locals {\n  x = <<EOT\na\n', 'line 2: `<<EOT` is not closed'],
    ['}', 'line 1: unexpected `}`'],
    ['x = \n', 'line 1: expected a value'],
    [`x = ${'['.repeat(5000)}`, 'line 1: nested too deeply'],
    [`${'a { '.repeat(5000)}`, 'line 1: nested too deeply'],
    [`x = ${'!'.repeat(5000)}true`, 'line 1: nested too deeply'],
  ])('%#', (text, error) => {
    expect(parseTerraform('main.tf', text)).toEqual({ error });
  });
});

test('what a fix inserts reads back as it was meant', () => {
  for (const said of ['a "b" \\ c', 'two\nlines\ttab', '${no} %{no}', 'plain']) expect(valueOf(`locals {\n  x = ${terraformSyntax.literal(said)}\n}\n`)).toBe(said);
});
