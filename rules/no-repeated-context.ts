import type { Call } from '../src/core/call.ts';
import { generates, isLiteral } from '../src/core/call.ts';
import { defineFileRule } from '../src/core/rule.ts';
import type { HoleSource, Piece } from '../src/core/value.ts';
import { visible } from './own.ts';

type Hole = Exclude<Piece, { exact: boolean }>;

/** Names of what is long by nature. */
const LONG = /(?:^|[._])(?:(?:full|page|pdf|file|raw|whole|source|input)_?)?(?:doc(?:ument)?s?|transcripts?|articles?|contracts?|manual|handbook|book|paper|codebase|source_?code)(?:_?(?:text|content|body))?$|(?:full|pdf|page|file)_?(?:text|content)$/i;

export default defineFileRule({
  subject: 'file',
  description: 'Disallow sending the same long value in several calls of one function, or in each turn of a loop.',
  strategy: 'fewer-tokens',
  recommended: 'off',
  fix: 'none',
  messages: {
    calls: '`{{name}}` is sent by {{count}} calls of `{{within}}`. Cache it, or ask all in one call.',
    turns: '`{{name}}` is sent again in each turn over `{{over}}`. Put it first and cache it.',
  },
  *check(calls) {
    const asking = calls.filter(({ operation, role, caching }) => generates.has(operation) && role !== 'config' && caching.state === 'none');
    // Where one of several calls caches, `consistent-caching` speaks of the others.
    const silent = new Set(calls.filter(({ caching }) => caching.state !== 'none').map(functionOf));
    const told = new Set<string>();
    for (const call of asking) {
      if (silent.has(functionOf(call))) continue;
      for (const hole of longHoles(call)) {
        const same = hole.source!.same!;
        const key = `${functionOf(call)}\n${same}`;
        if (told.has(key)) continue;
        const { loop, over, invariant } = call.context;
        const sharing = sharingWith(call, same, asking);
        if (sharing.length > 1) yield { message: 'calls', span: visible(call, hole), key: hole.hole, data: { name: hole.hole.slice(0, 24), count: sharing.length, within: (call.within ?? 'this file').slice(0, 24) } };
        else if (loop === 'items' && hole.source!.isFixed && !invariant) yield { message: 'turns', span: visible(call, hole), key: hole.hole, data: { name: hole.hole.slice(0, 24), over: (over ?? 'the items').slice(0, 24) } };
        else continue;
        told.add(key);
      }
    }
  },
});

function functionOf({ path, within }: Call): string {
  return `${path}\n${within ?? ''}`;
}

/** Holes whose value is known to be the same elsewhere, and to be long. */
function longHoles({ prompts }: Call): Hole[] {
  return prompts.flatMap(({ part, text }) => (part === 'tools' ? [] : text.pieces.flatMap(piece => (!isLiteral(piece) && isLong(piece.source) && piece.source?.same !== undefined ? [piece] : []))));
}

function isLong(source: HoleSource | undefined): boolean {
  const { extent, name = '' } = source ?? {};
  if (extent) return extent.state === 'whole' && extent.of !== 'history';
  return LONG.test(name);
}

/** The call with those that run before it on every way and send the same value. */
function sharingWith(call: Call, same: string, asking: readonly Call[]): Call[] {
  const before = call.context.behind ?? [];
  return [...asking.filter(other => before.some(({ path, range }) => path === other.path && range[0] === other.range[0] && range[1] === other.range[1]) && longHoles(other).some(({ source }) => source!.same === same)), call];
}
