/** What happened to one call, and what it comes to. */
import type { CallChange, CallState, ChangeKind } from '../core/diff.ts';
import type { ReportCall, ReportText } from '../core/report.ts';
import { moneyOf, usd } from '../cost/index.ts';
import type { Pair } from './match.ts';

/** The change of a pair; undefined where the call costs what it cost, by the same request. */
export function changeOf([before, after]: Pair): CallChange | undefined {
  const shown = after ?? before;
  const kinds = kindsOf(before, after);
  if (!shown || kinds.length === 0) return undefined;
  const [old, now] = [before, after].map(call => (call ? stateOf(call) : null)) as [CallState | null, CallState | null];
  return {
    callId: shown.id,
    path: shown.path,
    line: shown.line,
    kinds,
    before: old,
    after: now,
    usdPerThousandCalls: { before: inputOf(old), after: inputOf(now) },
    ...monthsOf(before, after),
  };
}

function kindsOf(before: ReportCall | undefined, after: ReportCall | undefined): ChangeKind[] {
  if (!before) return ['added'];
  if (!after) return ['removed'];
  const kinds: ChangeKind[] = [];
  const isOtherModel = modelKey(before) !== modelKey(after);
  if (isOtherText(before, after, isOtherModel)) kinds.push('prompt');
  if (isOtherModel) kinds.push('model');
  if (isOtherLimit(before, after)) kinds.push('limit');
  if (isOtherCaching(before, after, kinds.includes('prompt'))) kinds.push('caching');
  if (before.context.loop !== after.context.loop || (before.operation === 'batch') !== (after.operation === 'batch')) kinds.push('loop');
  if (kinds.length === 0 && (before.cost?.inputPerCall !== after.cost?.inputPerCall || before.cost?.outputMaxPerCall !== after.cost?.outputMaxPerCall)) kinds.push('price');
  return kinds;
}

/** Another number of tokens, or of values that come at run time. A text of another tokenizer is no other text. */
function isOtherText(before: ReportCall, after: ReportCall, isOtherModel: boolean): boolean {
  const parts = (call: ReportCall): readonly (ReportText | undefined)[] => [call.system, call.user, call.tools];
  const size = (call: ReportCall, of: (text: ReportText) => number): number => parts(call).reduce((sum, text) => sum + (text ? of(text) : 0), 0);
  if (size(before, holesIn) !== size(after, holesIn)) return true;
  if (!isOtherModel) return before.tokens.input.static !== after.tokens.input.static;
  return size(before, ({ chars = 0 }) => chars) !== size(after, ({ chars = 0 }) => chars);
}

function holesIn({ holes = [] }: ReportText): number {
  return holes.length;
}

function isOtherLimit({ maxTokens: before }: ReportCall, { maxTokens: after }: ReportCall): boolean {
  if (before.state === 'not-applicable' || after.state === 'not-applicable') return false;
  return before.state !== after.state || before.value !== after.value;
}

/** What is not seen may cache on either side; where all that is seen stays but for a cache point, that came or went. */
function isOtherCaching({ caching: { state: before } }: ReportCall, { caching: { state: after } }: ReportCall, hasOtherText: boolean): boolean {
  if (before === after) return false;
  if (before !== 'unknown' && after !== 'unknown') return true;
  return (before === 'used' || after === 'used') && !hasOtherText;
}

function modelKey({ model }: ReportCall): string {
  return model.state === 'known' ? model.id : model.state === 'choice' ? model.ids.toSorted().join() : model.state;
}

function stateOf(call: ReportCall): CallState {
  const { tokens, cost } = call;
  return {
    path: call.path,
    line: call.line,
    ...(call.cell !== undefined && { cell: call.cell }),
    ...(call.within !== undefined && { within: call.within }),
    ...(call.operation === 'prompt' && { isPrompt: true }),
    model: call.model,
    maxTokens: call.maxTokens,
    caching: call.caching.state,
    loop: call.context.loop,
    tokens: { input: tokens.input.static, holes: tokens.input.holes ?? 0, outputMax: tokens.output.max ?? null, basis: tokens.input.basis, error: tokens.input.error },
    usdPerThousandCalls: cost && { input: perThousand(cost.inputPerCall), outputMax: cost.outputMaxPerCall === null ? null : perThousand(cost.outputMaxPerCall) },
  };
}

function monthsOf(before: ReportCall | undefined, after: ReportCall | undefined): Pick<CallChange, 'usdPerMonth'> {
  const [old, now] = [before, after].map(call => (call ? monthOf(call) : 0)) as [number | null, number | null];
  if (!before?.monthly?.usd && !after?.monthly?.usd) return {};
  // A figure that leaves out more than the other says nothing next to it.
  const isLess = before && after && (after.monthly?.leavesOut ?? []).some(part => !(before.monthly?.leavesOut ?? []).includes(part));
  return { usdPerMonth: { before: old, after: isLess ? null : now } };
}

function monthOf({ monthly }: ReportCall): number | null {
  return monthly?.usd ? usd(moneyOf(monthly.usd.input) + moneyOf(monthly.usd.output)) : null;
}

/** A call that is not there costs nothing. */
function inputOf(state: CallState | null): number | null {
  return state === null ? 0 : (state.usdPerThousandCalls?.input ?? null);
}

function perThousand(perCall: number): number {
  return usd(moneyOf(perCall) * 1000n);
}
