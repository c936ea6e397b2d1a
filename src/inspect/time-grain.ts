/** How often what is printed of the time changes: a date of the day is the same for all requests of that day. */
import type { ExternalValue } from '../core/value.ts';
import type { Engine } from '../resolve/engine.ts';
import { callChain, literalArguments } from './call-chain.ts';

const DAY_FUNCTION = /(?:date\.today|LocalDate\.now|timezone\.localdate|pendulum\.today|Intl\.DateTimeFormat)$/;
const DAY_METHOD = /^(?:toDateString|toLocaleDateString|get(?:UTC)?(?:FullYear|Month|Date|Day)|date|toPlainDate|plainDateISO|toISODate|startOf)$/;
const DAY_MEMBER = /^(?:year|month|day|weekday|date)$/;
const PRINTS_FORMAT = /(?:^|\.)(?:strftime|format|toFormat|formatInTimeZone|Format)$/;
const CUT = /^(?:slice|substring|substr|split)$/;
const TIME_ZONE = /^[A-Z][a-z]+\/[A-Z]|^UTC$|^[a-z]{2}(?:-[A-Z]{2})?$/;

/** The grain of a value that was made of the time. */
export function grainOf(value: ExternalValue, engine: Engine): 'day' | 'instant' {
  const names = callChain(value).map(({ name }) => name);
  const last = (name: string): string => name.split('.').at(-1) ?? '';
  if (names.some(name => DAY_FUNCTION.test(name)) || names.slice(1).some(name => DAY_METHOD.test(last(name)))) return 'day';
  // A slice (`isoformat()[:10]`) may keep the date alone.
  if (value.path.some(name => DAY_MEMBER.test(name) || name === '[]')) return 'day';
  const texts = literalArguments(engine, value);
  if (names.some(name => CUT.test(last(name)))) return (texts.includes('T') && !value.path.includes('1')) || keepsDate(value) ? 'day' : 'instant';
  if (!names.some(name => PRINTS_FORMAT.test(name))) return 'instant';
  const formats = texts.filter(text => text.length < 60 && !TIME_ZONE.test(text));
  return formats.length > 0 && formats.every(format => grainOfFormat(format) === 'day') ? 'day' : 'instant';
}

/** `slice(0, 10)` keeps the date of an ISO time. */
function keepsDate({ result }: ExternalValue): boolean {
  for (let made = result; made; made = made.callee.result) {
    const last = made.args?.expr.args.at(-1)?.value;
    if (last?.kind === 'number' && last.value <= 10 && CUT.test(made.callee.path.at(-1) ?? '')) return true;
  }
  return false;
}

/** Of a format of `strftime`, or of moment, date-fns and their like. */
export function grainOfFormat(format: string): 'day' | 'instant' {
  if (format.includes('%')) return /%-?[HIMSfpsXcTRrs]/.test(format) ? 'instant' : 'day';
  const bare = format.replaceAll(/'[^']*'|\[[^[\]]*\]/g, '');
  return /[HhmsSAaxXkKp]|LT|L{3}|l{3}/.test(bare) ? 'instant' : 'day';
}
