/** Calls as a table for spreadsheets (RFC 4180): a line each, figures without units. */
import type { ReportCall } from '../core/report.ts';
import type { Reporter } from './reporter.ts';
import { printable } from '../core/printable.ts';

const columns: readonly (readonly [head: string, value: (call: ReportCall, base: string) => string | number | undefined])[] = [
  ['id', ({ id }) => id],
  ['path', ({ path }, base) => base + path],
  ['cell', ({ cell }) => cell],
  ['line', ({ line }) => line],
  ['within', ({ within }) => within],
  ['sdk', ({ sdk }) => sdk],
  ['operation', ({ operation }) => operation],
  ['role', ({ role }) => role],
  ['model', ({ model }) => (model.state === 'known' ? model.id : model.state === 'choice' ? model.ids.join(' | ') : undefined)],
  ['max tokens', ({ maxTokens }) => (maxTokens.state === 'set' ? maxTokens.value : maxTokens.state)],
  ['input tokens', ({ tokens }) => tokens.input.static],
  ['holes', ({ tokens }) => tokens.input.holes ?? 0],
  ['caching', ({ caching }) => caching.state],
  ['loop', ({ context }) => context.loop],
  ['USD input per 1000 calls', ({ cost }) => (cost ? figure(cost.inputPerCall * 1000) : undefined)],
  ['USD output at limit per 1000 calls', ({ cost }) => (cost?.outputMaxPerCall == null ? undefined : figure(cost.outputMaxPerCall * 1000))],
  ['basis', ({ cost }) => cost?.basis],
  ['calls per month', ({ monthly }) => monthly?.calls],
  ['USD per month', ({ monthly }) => (monthly?.usd ? figure(monthly.usd.input + monthly.usd.output) : undefined)],
];

export const csv: Reporter = (report, { base = '' } = {}) => [columns.map(([head]) => head), ...report.calls.map(call => columns.map(([, value]) => cellOf(value(call, base))))].map(row => `${row.join(',')}\r\n`).join('');

/** A spreadsheet runs what begins like a formula: such text gets an apostrophe before it. */
function cellOf(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = printable(value).replace(/^(?=[=+\-@])/, "'");
  return /[",]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Without the noise of binary fractions. */
function figure(usd: number): number {
  return Number(usd.toPrecision(12));
}
