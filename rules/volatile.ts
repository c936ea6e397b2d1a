/** Holes of prompts that differ from request to request, so that nothing behind them is read from a cache. */
import type { HoleSource } from '../src/core/value.ts';
import type { Hole } from './cached-prefix.ts';

/** `never`: no two requests have the same. `own`: requests of one person or thing have the same. */
export type Volatility = 'never' | 'own';

/** How a hole changes; undefined where it may well stay the same: a date of the day, what is made once, or what is not known. */
export function volatilityOf({ source }: Hole): Volatility | undefined {
  if (!source || source.isOnce) return undefined;
  if (source.kind === 'time') return source.grain === 'day' ? undefined : 'never';
  if (source.kind === 'random' || source.kind === 'unordered') return 'never';
  return source.kind === 'id' || source.kind === 'user' ? 'own' : undefined;
}

/** Why it changes, for messages: what gives it. */
export function causeOf({ hole, source }: Hole): string {
  const isCall = source?.kind === 'time' || source?.kind === 'random';
  return isCall && source.name ? `${source.name}()` : (hole.split('\n')[0] ?? hole).slice(0, 30);
}

/** Comes with each request, as far as the source tells: what a user, a conversation or a search brings. */
export function isPerRequest(source: HoleSource | undefined): boolean {
  return source !== undefined && ['parameter', 'history', 'search', 'json', 'list', 'id', 'user'].includes(source.kind);
}
