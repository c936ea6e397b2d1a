/** F1, F7: files of every language, cut and garbled. Nothing throws or hangs, every place is where it claims to be, and no fix breaks what could be parsed. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Call } from '../../src/core/call.ts';
import { check } from '../../src/core/check.ts';
import { applyEdits, overlaps } from '../../src/core/edit.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { Range } from '../../src/core/source.ts';
import { rules } from '../../rules/index.ts';
import { createInspector, languageOf, loadParser } from '../../src/inspect.ts';
import { parses } from '../../src/scan/parses.ts';
import { facts } from '../harness.ts';
import { hostOf } from '../inspect/calls-in.ts';
import { patience, runs } from '../fuzz.ts';
import { otherSources, promptSources, sources } from '../eslint/project.ts';
import { snippets } from './fix-snippets.ts';

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
const fromFixtures = Object.fromEntries(
  readdirSync(fixtures, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !/^(?:expected|package)\.json$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [path.slice(fixtures.length + 1), readFileSync(path, 'utf8')] as const),
);
const template = `Parameters:
  Model: { Type: String, Default: anthropic.claude-v2 }
Resources:
  Desk:
    Type: AWS::Bedrock::Agent
    Properties:
      AgentName: desk
      FoundationModel: !Ref Model # kept
      Instruction: |
        You answer questions of customers. Never promise a refund to a customer.
        Never promise a refund to a customer. 😀
`;
const terraform = `variable "model" { default = "anthropic.claude-v2" }
resource "aws_bedrockagent_agent" "desk" {
  agent_name       = "desk" # kept
  foundation_model = var.model
  instruction      = <<-EOT
    You answer questions of customers. Never promise a refund to a customer.
    Never promise a refund to a customer. \${var.model} 😀
  EOT
}
`;
const files: { readonly [path: string]: string } = { ...fromFixtures, ...sources, ...otherSources, ...promptSources, ...snippets, 'agent.yaml': template, 'agent.tf': terraform, 'agent.template': template };

const seeds = new Map<string, string[]>();
for (const path of Object.keys(files)) seeds.set(languageOf(path) ?? '', [...(seeds.get(languageOf(path) ?? '') ?? []), path]);
const junk = ['', '{', '}', '(', ')', '[', ']', '`', '${', "'", '"', '"""', "'''", '/', '/*', '*/', '<', '>', '=>', ';', ',', ':', '\\', '\n', '\r\n', '\r', '\t', '    ', '#', '//', '---\n', '{{', '}}', '{%', '|', '>-', '- ', '&a ', '*a', '!Ref ', '<<EOT\n', 'EOT', 'f"', 'rb\'', 'class ', 'def ', 'func ', 'async ', 'await ', 'return ', 'import ', 'for ', 'if ', '@', '...', '**', '=', '+=', ':=', '\u0000', '\uFEFF', '\u2028', '\u0085', 'é', '😀', '\uD83D', '%s', '{x}', '1', 'null', 'Always quote the number of the order. Always quote the number of the order.', 'anthropic.claude-v2', 'maxTokens', '__proto__'];

interface Cut {
  /** In ten-thousandths of the text. */
  readonly where: number;
  readonly length: number;
  readonly put: string;
}
const cuts = fc.array(fc.record<Cut>({ where: fc.nat(10_000), length: fc.oneof(fc.nat(3), fc.nat(60)), put: fc.oneof(fc.constantFrom(...junk), fc.string({ unit: 'binary', maxLength: 3 })) }), { maxLength: 4 });

function mutated(text: string, all: readonly Cut[], form: string): string {
  let result = text;
  for (const { where, length, put } of all) {
    const at = Math.floor((where / 10_000) * result.length);
    result = result.slice(0, at) + put + result.slice(at + length);
  }
  return form === 'crlf' ? result.replaceAll(/(?<!\r)\n/g, '\r\n') : form === 'astral' ? result.replaceAll('customer', '𝒸ustomer') : result;
}

const project = { resources: [], paths: new Set<string>(), readsUsage: false, costsWithoutCache: [] };
const active = rules.map(rule => ({ ...rule, severity: 'warning' as const }));

beforeAll(() => Promise.all(['a.go', 'a.java'].map(loadParser)));

describe.each([...seeds.keys()].filter(language => language !== '').toSorted())('F1, F7: %s', language => {
  test('garbled', { timeout: patience(300_000) }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...seeds.get(language)!), cuts, fc.constantFrom('', '', 'crlf', 'astral'), (path, all, form) => {
        const text = mutated(files[path]!, all, form);
        const inspector = createInspector(hostOf(files));
        const before = process.cpuUsage();
        const inspection = inspector.inspect(path, text);
        if ('error' in inspection) return void expect(inspection.error).not.toMatch(/^The parser failed|Cannot read|is not (?:a function|defined|iterable)|undefined|Maximum call/);
        const { findings, failures } = check(active, inspection.calls, facts, project as never);
        const { user, system } = process.cpuUsage(before);
        expect(failures.map(({ ruleId, error }) => `${ruleId}: ${error.stack}`)).toEqual([]);
        expect(user + system).toBeLessThan(1_000_000);
        for (const call of inspection.calls) checkPlaces(call, path, text);
        for (const finding of findings) checkFixes(finding, path, text, inspection.module.recovered === undefined && parses(inspector, path, text));
      }),
      { numRuns: runs(120, 200_000) },
    );
  });
});

function textOf(path: string, own: string, text: string): string {
  return path === own ? text : (files[path] ?? '');
}

function checkRange([start, end]: Range, text: string): void {
  if (!(start >= 0 && start <= end && end <= text.length)) throw new Error(`range ${start} to ${end} of ${text.length}`);
}

function checkPlaces(call: Call, own: string, text: string): void {
  expect(call.path).toBe(own);
  checkRange(call.range, text);
  for (const { text: { pieces } } of call.prompts) {
    for (const piece of pieces) {
      const source = textOf(piece.path, own, text);
      checkRange(piece.range, source);
      if ('exact' in piece && piece.exact && source.slice(...piece.range) !== piece.value) throw new Error(`${JSON.stringify(source.slice(...piece.range))} is not ${JSON.stringify(piece.value)}`);
    }
  }
}

/** One fix alone: what parsed before parses after. */
function checkFixes({ ruleId, path, range, fixes }: Finding, own: string, text: string, isWhole: boolean): void {
  checkRange(range, textOf(path, own, text));
  for (const { edits, title } of fixes) {
    for (const edit of edits) checkRange(edit.range, textOf(edit.path, own, text));
    if (!isWhole || edits.length === 0 || edits.some((edit, index) => edit.path !== own || edits.some((other, at) => at < index && overlaps(edit, other)))) continue;
    const after = applyEdits(text, edits);
    if (!parses(createInspector(hostOf(files)), own, after)) throw new Error(`${ruleId} (${title}) breaks the file:\n${after}`);
  }
}
