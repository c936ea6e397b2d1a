/** Estimate against actual: what the usage file and the code say of calls, beside what logs say. */
import { type Call, holesOf } from '../core/call.ts';
import type { Monthly } from '../core/report.ts';
import { usd } from '../cost/index.ts';
import { parseModelId } from '../models/index.ts';
import type { Measured } from './measured.ts';
import type { UsageEntry } from './schema.ts';

/** Null: not known. Tokens are of one request. */
export interface Figures {
  readonly callsPerMonth: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly usdPerMonth: number | null;
}
export interface Drift {
  readonly estimate: Figures;
  readonly actual: Figures;
  /** How much more the actual money is, as a share of the estimated; null where one of them is not known. */
  readonly drift: number | null;
}

const NOTHING: Figures = { callsPerMonth: null, inputTokens: null, outputTokens: null, usdPerMonth: null };

/** `staticTokens`: what is counted in the code. */
export function callDrift(call: Pick<Call, 'prompts'>, { entry = {}, monthly, staticTokens }: { readonly entry: UsageEntry | undefined; readonly monthly: Monthly | undefined; readonly staticTokens: number }, measured: Measured | undefined): Drift {
  const estimate = {
    callsPerMonth: entry.callsPerMonth ?? null,
    inputTokens: entry.inputTokens ?? withHoles(call, staticTokens, entry.holes),
    outputTokens: entry.outputTokens ?? null,
    usdPerMonth: monthly?.usd ? monthly.usd.input + monthly.usd.output : null,
  };
  return driftOf(estimate, measured ? figuresOf(measured) : NOTHING);
}

/** Of everything on one model: the calls that use it alone, and all requests in the logs, also those of no call here. */
export function modelDrifts(calls: readonly { readonly model: string; readonly drift: Drift }[], measured: ReadonlyMap<string, Measured>): (Drift & { readonly model: string })[] {
  const names = new Set([...calls.map(({ model }) => model), ...measured.keys()]);
  return [...names].toSorted().map(model => {
    const own = calls.filter(each => each.model === model).map(({ drift }) => drift.estimate);
    const total = (of: (figures: Figures) => number | null): number | null => (own.length > 0 && own.every(figures => of(figures) !== null) ? own.reduce((sum, figures) => sum + of(figures)!, 0) : null);
    const actual = measured.get(model);
    return { model, ...driftOf({ ...NOTHING, callsPerMonth: total(({ callsPerMonth }) => callsPerMonth), usdPerMonth: total(({ usdPerMonth }) => usdPerMonth) }, actual ? figuresOf(actual) : NOTHING) };
  });
}

/** The name under which a model stands among the others. */
export function modelName(id: string): string {
  return parseModelId(id).canonical;
}

function figuresOf({ requestsPerMonth, inputTokens, outputTokens, usdPerMonth }: Measured): Figures {
  return { callsPerMonth: requestsPerMonth, inputTokens, outputTokens, usdPerMonth: usdPerMonth === undefined ? null : usd(usdPerMonth) };
}

function driftOf(estimate: Figures, actual: Figures): Drift {
  const [before, after] = [estimate.usdPerMonth, actual.usdPerMonth];
  return { estimate, actual, drift: before === null || after === null || before === 0 ? null : after / before - 1 };
}

/** Null where the size of a hole is not known. */
function withHoles({ prompts }: Pick<Call, 'prompts'>, staticTokens: number, holes: UsageEntry['holes']): number | null {
  const names = [...new Set(prompts.flatMap(({ text }) => holesOf(text)))];
  if (names.length === 0) return staticTokens;
  if (typeof holes === 'number') return staticTokens + holes;
  const sizes = names.map(name => holes?.[name] ?? null);
  return sizes.every(size => size !== null) ? sizes.reduce((sum: number, size) => sum + size!, staticTokens) : null;
}
