/** Patterns from configuration and manifests: untrusted, so their expansion is bounded. */
import { createRequire } from 'node:module';

const maxLength = 1000;
const maxExpansions = 1000;

/** Why a glob is refused; undefined when it is fine. */
export function globProblem(pattern: string): string | undefined {
  if (pattern === '') return 'is empty';
  if (pattern.length > maxLength) return `is longer than ${maxLength} characters`;
  if (pattern.includes('\0')) return 'holds a NUL character';
  if (expansions(pattern) > maxExpansions) return `expands to more than ${maxExpansions} patterns`;
  if ((pattern.match(/[*+?@!]\(/g)?.length ?? 0) > 3 || (pattern.match(/\*\*/g)?.length ?? 0) > 8) return 'holds too many wildcards';
  return undefined;
}

/** Upper bound of the patterns that braces expand to: alternatives multiply over groups. */
function expansions(pattern: string): number {
  let product = 1;
  for (const [group] of pattern.matchAll(/\{[^{}]*\}?/g)) {
    const [, from, to] = /^\{(-?\d+)\.\.(-?\d+)/.exec(group) ?? [];
    product *= from === undefined ? group.split(',').length : Math.abs(Number(to) - Number(from)) + 1;
    if (product > maxExpansions) break;
  }
  return product;
}

const require = createRequire(import.meta.url);

/** A pattern without slash matches names anywhere; one that names a directory matches what is in it. */
export function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const picomatch = require('picomatch') as (patterns: string[], options: object) => (path: string) => boolean;
  const all = patterns.flatMap(pattern => {
    const bare = pattern.replace(/^\.?\//, '').replace(/\/+$/, '');
    const anchored = bare.includes('/') || pattern.startsWith('/') ? bare : `**/${bare}`;
    return [anchored, `${anchored}/**`];
  });
  return picomatch(all, { dot: true, nonegate: true });
}
