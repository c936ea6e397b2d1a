/**
 * What careful reviewers found in public code, and what the rules find there.
 *
 *   npm run build && node bench/label-findings.mjs --labels <labels.json> --checkouts <directory> [--cli dist/src/cli.js] [--only owner/name] [--markdown]
 *
 * The labels name call sites of public repositories (`owner+name` in the directory of checkouts) with what a reviewer would report.
 * Each such word is of one rule here, of none, or says what must not be reported. A word is met where its rule reports at a call
 * within three lines of the label, with all rules switched on.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { directoryOf } from './checkouts.mjs';

const { values: flags } = parseArgs({ options: { labels: { type: 'string' }, checkouts: { type: 'string' }, cli: { type: 'string' }, only: { type: 'string' }, markdown: { type: 'boolean' } } });
const cli = resolve(flags.cli ?? join(dirname(fileURLToPath(import.meta.url)), '../dist/src/cli.js'));
const configuration = join(mkdtempSync(join(tmpdir(), 'promptfare-labels-')), 'promptfare.json');
writeFileSync(configuration, '{ "presets": "strict" }');

/** Words of the labels, the rule that they are of (`null`: none here is), and whether they say that it must stay silent. */
const MEANINGS = [
  [/^negative:|^right_sized|dead-code/, null],
  [/below_cache_minimum/, 'require-prompt-cache', true],
  [/missing[-_]max[-_]tokens/, 'require-max-tokens'],
  [/max_tokens_is_model_maximum|max-tokens-high|huge_max_tokens|oversized_max_tokens|max-tokens-above-model-limit/, 'no-excessive-max-tokens'],
  [/oversized[-_]model/, 'no-oversized-model'],
  [/old_model|legacy-model|retired-model|deprecated_model/, 'no-retired-model'],
  [/batchable/, 'prefer-batch-inference'],
  [/whitespace-indentation/, 'no-prompt-indentation'],
  [/pretty_json/, 'no-pretty-json-in-prompt'],
  [/static-after-dynamic|dynamic-in-system-prompt|data_in_system/, 'static-prefix-first'],
  [/timestamp_in_prompt|cache_busting/, 'no-cache-buster'],
  [/no_cache_fanout|whole-document-resent/, 'consistent-caching'],
  [/no_cache|uncached/, 'require-prompt-cache'],
  [/duplicate-context|duplicate_preamble/, 'no-repeated-context'],
  [/duplicate_instructions|redundant-instructions/, 'no-redundant-instructions'],
  [/unbounded_history/, 'no-unbounded-context'],
  [/retry-on-parse-failure/, 'prefer-structured-output'],
  [/human\/assistant|legacy_human|wrong_body_schema/i, 'no-broken-prompt'],
  // A limit under a name that nothing reads is none.
  [/misnamed_inference_config/, 'require-max-tokens'],
  [/./, null],
];
/** Rules that may say the same in other words. */
const ALSO = {
  'require-prompt-cache': ['consistent-caching', 'no-ineffective-cache-point', 'valid-cache-syntax', 'static-prefix-first'],
  'consistent-caching': ['require-prompt-cache', 'no-repeated-context'],
  'no-cache-buster': ['static-prefix-first', 'require-prompt-cache'],
  'static-prefix-first': ['no-cache-buster', 'require-prompt-cache'],
  'no-repeated-context': ['consistent-caching', 'require-prompt-cache', 'prefer-request-deduplication'],
};

const rows = [];
for (const { repo, sets } of JSON.parse(readFileSync(flags.labels, 'utf8'))) {
  if (flags.only && repo !== flags.only) continue;
  const directory = directoryOf(flags.checkouts, repo);
  const sites = sets.flatMap(({ sites: own }) => own).filter(({ findings = [] }) => findings.length > 0);
  if (sites.length === 0 || !existsSync(directory)) continue;
  const { stdout, stderr } = spawnSync(process.execPath, [cli, 'scan', '.', '--config', configuration, '--no-usage', '--format', 'json', '--fail-on', 'never'], { cwd: directory, encoding: 'utf8', maxBuffer: 1 << 29 });
  if (!stdout) throw new Error(`${repo}: ${stderr}`);
  const report = JSON.parse(stdout);
  for (const site of sites) {
    const near = ({ path, line, cell }) => path === site.path && cell === site.cell && Math.abs(line - site.line) <= 3;
    const calls = report.calls.filter(near);
    const ids = new Set(calls.map(({ id }) => id));
    const said = report.findings.filter(finding => (finding.callId ? ids.has(finding.callId) : near(finding)));
    for (const word of site.findings) {
      const [, rule, isSilent = false] = MEANINGS.find(([pattern]) => pattern.test(word));
      const found = said.filter(({ ruleId }) => ruleId === rule || ALSO[rule]?.includes(ruleId));
      rows.push({ repo, path: site.path, line: site.line, cell: site.cell, word, rule, isSilent, model: site.model?.id, isSure: !word.includes('?'), isCall: calls.length > 0, by: [...new Set(found.map(({ ruleId }) => ruleId))], isMet: isSilent ? found.length === 0 : found.length > 0, others: [...new Set(said.map(({ ruleId }) => ruleId))] });
    }
  }
}

const rules = [...new Set(rows.map(({ rule }) => rule))].filter(Boolean).toSorted();
console.log('| rule | words of reviewers | met | by another rule | not met | of these no call found |\n|---|---:|---:|---:|---:|---:|');
for (const rule of rules) {
  const own = rows.filter(row => row.rule === rule);
  const met = own.filter(({ isMet }) => isMet);
  const other = met.filter(({ by, isSilent }) => !isSilent && !by.includes(rule));
  console.log(`| ${rule} | ${own.length} | ${met.length - other.length} | ${other.length} | ${own.length - met.length} | ${own.filter(({ isMet, isCall }) => !isMet && !isCall).length} |`);
}
const none = rows.filter(({ rule }) => rule === null);
console.log(`\n${none.length} words are of no rule: ${[...new Set(none.map(({ word }) => word))].join('; ')}.`);
if (!flags.markdown) for (const { repo, path, line, cell, word, rule, isMet, isCall, others, model } of rows.filter(row => row.rule && !row.isMet).toSorted((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0))) console.log(`${isMet ? '' : 'MISS'} ${rule} | ${word} | ${repo} ${path}:${cell === undefined ? '' : `cell ${cell}:`}${line} | ${isCall ? '' : 'no call | '}${model ?? ''} | ${others.join(' ')}`);
