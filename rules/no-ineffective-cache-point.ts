import type { CacheMarker, Call } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import type { Facts, ModelFacts } from '../src/core/facts.ts';
import { defineRule } from '../src/core/rule.ts';
import type { CachingModel } from './cached-prefix.ts';
import { cachingModels, isCached, reachOf, tooFew } from './cached-prefix.ts';
import { count } from './figures.ts';
import { isOwn, visible } from './own.ts';

/** From short to long. */
const LIFETIMES = ['5m', '30m', '1h'];
const PARTS = { tools: 'tools', system: 'system prompts', user: 'messages', assistant: 'messages' } as const;

export default defineRule({
  description: 'Disallow cache points that cache nothing.',
  strategy: 'prompt-caching',
  recommended: 'warning',
  fix: 'suggested',
  messages: {
    small: '{{tokens}} tokens stand before this cache point, {{min}} are needed: nothing is cached. Remove it.',
    model: '`{{model}}` takes no cache points. Remove this one.',
    part: '`{{model}}` caches no {{part}}. Remove this cache point.',
    many: '{{count}} cache points, {{max}} are allowed: the request fails. Remove {{extra}}.',
    order: 'A cache point of {{ttl}} behind one of {{before}}: the request fails. Put the longer first.',
    lifetime: '`{{model}}` keeps a cache for {{offered}}, not for {{ttl}}. Remove the `ttl`.',
  },
  options: {
    margin: { type: 'number', minimum: 0, default: 0.1, description: 'Share by which the prefix must stay below the minimum of the model (0.1: 10 %).' },
  },
  *check(call, { facts, options }) {
    // What is sent on some paths only may be sent for models that take it.
    const markers = (call.caching.markers ?? []).filter(marker => marker.isRead && !marker.isOptional);
    const found = call.model.ids.map(id => facts.model(id));
    if (markers.length === 0 || found.length === 0 || call.model.isOpen || !found.every(each => each !== undefined)) return;
    const own = markers.filter(marker => isOwn(call, marker.span));
    const place = (marker: CacheMarker) => ({ span: visible(call, marker.span), key: `${markers.indexOf(marker)}` });

    if (found.every(takesNone)) {
      for (const marker of own) yield { message: 'model', ...place(marker), data: { model: found[0]!.id }, fixes: [removal(marker)] };
      return;
    }
    const models = cachingModels(call, facts);
    const [first] = models ?? [];
    if (!models || !first) return;

    const max = Math.max(...models.map(model => model.caching.maxCheckpoints));
    if (max > 0 && markers.length > max) {
      const extra = leastUseful(call, markers, markers.length - max, first, facts);
      const fixes = [together(extra)];
      yield { message: 'many', ...place(markers[max]!), data: { count: markers.length, max, extra: extra.length }, fixes };
      return;
    }
    for (const marker of own) {
      const shorter = markers.slice(0, Math.max(0, markers.indexOf(marker))).find(other => LIFETIMES.indexOf(other.ttl) < LIFETIMES.indexOf(marker.ttl));
      const few = marker.isBehindUnseen ? undefined : tooFew(call, marker.behind, models, facts, options.margin);
      if (models.every(model => !isCached(model, marker.part))) yield { message: 'part', ...place(marker), data: { model: first.id, part: PARTS[marker.part] }, fixes: [removal(marker)] };
      else if (few) yield { message: 'small', ...place(marker), data: { tokens: count(few.tokens), min: count(few.min) }, fixes: [removal(marker)] };
      else if (marker.ttl === '1h' && models.every(model => !model.caching.ttl.includes('1h'))) yield { message: 'lifetime', ...place(marker), data: { model: first.id, offered: first.caching.ttl.join(' or '), ttl: marker.ttl }, fixes: [shortened(marker)] };
      else if (shorter) yield { message: 'order', ...place(marker), data: { ttl: marker.ttl, before: shorter.ttl }, fixes: [shortened(marker)] };
    }
  },
});

/** Models that cache not at all, or only by themselves. */
function takesNone({ caching, kind }: ModelFacts): boolean {
  return kind === 'text' && (caching === null || !caching.explicit);
}

/** The points that add the fewest tokens to the one before; the last, which covers most, stays. */
function leastUseful(call: Call, markers: readonly CacheMarker[], many: number, model: CachingModel, facts: Facts): readonly CacheMarker[] {
  const tokens = markers.map(marker => facts.count(reachOf(call, marker.behind, model).text, call.model.ids[0]).tokens);
  const added = (index: number) => tokens[index]! - (tokens[index - 1] ?? 0);
  return markers.slice(0, -1).map((marker, index) => ({ marker, added: added(index) })).toSorted((a, b) => a.added - b.added).slice(0, many).map(({ marker }) => marker);
}

function together(markers: readonly CacheMarker[]): Fix | undefined {
  const edits = markers.map(marker => marker.removeEdits);
  if (!edits.every(each => each !== undefined)) return undefined;
  return { safety: 'suggested', title: markers.length === 1 ? 'Remove the cache point that adds the fewest tokens.' : `Remove the ${markers.length} cache points that add the fewest tokens.`, edits: edits.flat() };
}

function removal({ removeEdits: edits }: CacheMarker): Fix | undefined {
  return edits && { safety: 'suggested', title: 'Remove the cache point: nothing is cached there.', edits };
}

function shortened({ shortenEdits: edits }: CacheMarker): Fix | undefined {
  return edits && { safety: 'suggested', title: 'Keep it for the usual 5 minutes.', edits };
}
