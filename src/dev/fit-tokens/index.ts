/**
 * Fits the estimates of tokens anew, and says how far they are off on text that they were not fitted to.
 *
 *     node dist/src/dev/fit-tokens/index.js [--write [--letters]] [--also <file>]… [--only <family>]… [--seed <n>] [--folds <directory>]
 *
 * Reads ../shared/tokens/train.jsonl, and other files of that form with `--also`: texts whose counts are known, which are
 * fitted to and never tested on. Trees take minutes to fit:
 * `--folds` keeps them there, and takes those that an earlier run has left. Writes bench/tokens.md, with `--write` the weights of the
 * estimates as well: with `--letters`, trees stay as they are.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { SegmentWeights } from '../../tokens/segment-estimate.ts';
import { countTokens, tokenizerFamilyOf, type TokenCount, type TokenizerFamily } from '../../tokens/index.ts';
import { countRequestTokens } from '../../tokens/request.ts';
import type { Tokenizer } from '../../tokens/types.ts';
import { ErrorTable } from './errors.ts';
import { BY_CLASSES, BY_TREES } from './fitted.ts';
import { foldsOf } from './folds.ts';
import { fitLinear, PRIORS } from './linear-fit.ts';
import { report } from './report.ts';
import { endDoubt, recorded, type Recorded } from './recorded.ts';
import { corpusOf, fitSegments, refitLetters, type Labelled } from './segment-fit.ts';
import { linearModule, segmentModule, withLetters } from './weight-files.ts';

const FOLDS = 5;

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false }, letters: { type: 'boolean', default: false }, also: { type: 'string', multiple: true, default: [] }, only: { type: 'string', multiple: true, default: [] }, seed: { type: 'string', default: '1' }, folds: { type: 'string' } } });
const records = recorded();
if (records.length === 0) throw new Error('Nothing to fit to: there is no ../shared/tokens/train.jsonl beside this directory.');
const also = values.also.flatMap((file) => recorded(file));
const folds = foldsOf(records, FOLDS);
const seed = Number(values.seed);

const ofFamily = (all: readonly Recorded[], family: TokenizerFamily): Labelled[] => all.flatMap((record) => (record.family === family && record.content && record.content.tokens > 0 ? [record.content] : []));
const wanted = (family: TokenizerFamily) => values.only.length === 0 || values.only.includes(family);
/** Weights that an earlier run has left, or that are fitted and left for the next. */
function kept(name: string, fit: () => SegmentWeights): SegmentWeights {
  if (!values.folds) return fit();
  const path = join(values.folds, `${name}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as SegmentWeights;
  const weights = fit();
  mkdirSync(values.folds, { recursive: true });
  writeFileSync(path, JSON.stringify(weights));
  return weights;
}

/** The estimates that were not fitted to a fold, by family. */
const unseen = new Map<TokenizerFamily, readonly Tokenizer[]>();
const written = new Map<string, string>();

for (const [family, estimate] of BY_TREES) {
  if (!wanted(family)) continue;
  const own = records.flatMap((record, index) => (record.family === family && record.content && record.content.tokens > 0 ? [{ fold: folds[index]!, ...record.content }] : []));
  const texts = [...own, ...ofFamily(also, family)];
  const corpus = corpusOf(texts, own.length);
  const but = (fold: number) => texts.flatMap((_, index) => (index < own.length && own[index]!.fold === fold ? [] : [index]));
  const fit = (fold: number): SegmentWeights => kept(`${family}-${fold}`, () => fitSegments(corpus, but(fold), seed + fold));
  unseen.set(family, Array.from({ length: FOLDS }, (_, fold) => (console.log(`${family}: fold ${fold + 1} of ${FOLDS}`), estimate.refitted(fit(fold)))));
  const path = `src/tokens/weights/${family.replace('.', '-')}.ts`;
  if (values.write) written.set(path, values.letters ? withLetters(readFileSync(path, 'utf8'), refitLetters(estimate.weights, texts, own.length).letters, texts.length - own.length) : segmentModule(family, fit(FOLDS), own.length, texts.length - own.length));
}
const linear = new Map([...BY_CLASSES].map(([family, { weights }]) => [family, weights]));
for (const [family, estimate] of BY_CLASSES) {
  if (!wanted(family)) continue;
  const more = ofFamily(also, family);
  const fit = (fold: number) => fitLinear([...ofFamily(records.filter((_, index) => folds[index] !== fold), family), ...more], PRIORS[family]!);
  unseen.set(family, Array.from({ length: FOLDS }, (_, fold) => estimate.refitted(fit(fold))));
  linear.set(family, fit(FOLDS));
}
if (values.write) written.set('src/tokens/weights/linear.ts', linearModule(linear));

const content = new ErrorTable();
const packages = new ErrorTable();
const requests = new ErrorTable();
records.forEach((record, index) => {
  const count = (text: string, family: TokenizerFamily): TokenCount => (text === '' ? countTokens(text, family) : (unseen.get(family)?.[folds[index]!]?.count(text) ?? countTokens(text, family)));
  const { family, content: own, request, billed, textKind } = record;
  if (!wanted(family)) return;
  if (own && own.tokens >= 8) {
    const counted = count(own.text, family);
    const packaged = countTokens(own.text, family);
    if (unseen.has(family) && packaged.basis === 'exact') packages.add(`${family} | ${textKind}`, packaged.tokens / own.tokens - 1, endDoubt(family) / own.tokens, own.tokens >= 200);
    // How many tokens end an answer, its host decides.
    const band = counted.basis === 'exact' ? endDoubt(family) / own.tokens : counted.error;
    // A kind of which a family has three records tells little by itself: all families tell together.
    for (const name of [family, 'all']) content.add(`${name} | ${textKind}`, counted.tokens / own.tokens - 1, band, own.tokens >= 200);
  }
  // Other hosts put hidden text of their own around what they are sent.
  if (!request || tokenizerFamilyOf(request.modelId) !== family || !(family.startsWith('claude-v') || /bedrock|amazonaws/.test(record.host))) return;
  const { tokens, error } = countRequestTokens(request, count);
  requests.add(`${family} | ${request.tools.length > 0 ? 'with tools' : 'text'}`, tokens / billed - 1, error, true);
});

const text = report({ content, packages, requests, folds: FOLDS, records: records.length, also: also.length, fitted: [...unseen.keys()], keepsTrees: values.letters });
if (values.only.length === 0) written.set('bench/tokens.md', text);
else console.log(text);
for (const [path, module] of written) writeFileSync(path, module);
console.log([...written.keys()].map((path) => `Written: ${path}`).join('\n'));
