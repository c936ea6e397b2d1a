import { describe, expect, test } from 'vitest';
import type { CallExpr, Expr } from '../../src/core/ir.ts';
import type { Env, Value } from '../../src/core/value.ts';
import { given } from '../../src/resolve/arguments.ts';
import type { Engine } from '../../src/resolve/engine.ts';

/** Knows an expression once; then its patience has ended. */
function impatient(): Engine {
  let asked = 0;
  const entry = (): Value => (asked++ === 0 ? { kind: 'text', pieces: [] } : { kind: 'unknown', reason: 'limit' });
  return { entry, evaluate: entry } as unknown as Engine;
}

describe('an argument', () => {
  const value = { kind: 'opaque', range: [0, 0], reason: 'any' } satisfies Expr;

  test.each([['positional', {}], ['named', { name: 'text' }]] as const)('that is %s stays what it was when it is asked for again', (_, named) => {
    const expr = { kind: 'call', args: [{ value, range: [0, 0], ...named }] } as unknown as CallExpr;
    const all = given(impatient(), { expr, env: {} as Env, module: undefined as never });
    const argument = all.positional[0]?.value ?? all.named.get('text')!;
    expect([argument().kind, argument().kind]).toEqual(['text', 'text']);
  });
});
