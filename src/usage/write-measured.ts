/** Puts measured figures into a usage file, through the document model: comments, order and what someone declared stay. */
import { type Document, isMap, isScalar, parseDocument, type Scalar } from 'yaml';
import type { UsageEntry } from './schema.ts';

export interface WrittenMeasures {
  readonly text: string;
  readonly measured: readonly string[];
  /** Calls whose figures someone declared: they stay. */
  readonly kept: readonly string[];
}

/** The text must be a valid usage file that lists the calls. `replace`: measured figures also take the place of declared ones. */
export function withMeasures(before: string, entries: ReadonlyMap<string, UsageEntry>, { replace }: { readonly replace: boolean }): WrittenMeasures {
  const document = parseDocument(before);
  handOn(document, before);
  const measured: string[] = [];
  const kept: string[] = [];
  for (const [id, entry] of entries) {
    const now = document.getIn(['calls', id]);
    const own = isMap(now) ? (now.toJSON() as UsageEntry) : {};
    if (!replace && isDeclared(own)) {
      kept.push(id);
      continue;
    }
    write(document, id, entry, own);
    measured.push(id);
  }
  const text = document.toString({ lineWidth: 0, nullStr: '' });
  return { text: measured.length === 0 ? before : text, measured, kept };
}

/** The parser gives a comment on lines behind an empty value to that value; it is about the next call. */
function handOn(document: Document, text: string): void {
  const calls = document.get('calls');
  if (!isMap(calls)) return;
  for (const [index, { value }] of calls.items.entries()) {
    const last = isMap(value) ? value.items.at(-1)?.value : value;
    const next = calls.items[index + 1]?.key as Scalar | undefined;
    if (!next || !isScalar(last) || last.value !== null || !last.comment || !last.range) continue;
    if (!text.slice(last.range[0], text.indexOf('#', last.range[0])).includes('\n')) continue;
    next.commentBefore = [last.comment, ...(next.commentBefore ? [next.commentBefore] : [])].join('\n');
    last.comment = null;
  }
}

function isDeclared({ basis, callsPerMonth, inputTokens, outputTokens, cache, holes }: UsageEntry): boolean {
  if (basis === 'measured') return false;
  const isSize = typeof holes === 'number' || Object.values(holes ?? {}).some(size => size !== null);
  return isSize || [callsPerMonth, inputTokens, outputTokens, cache].some(value => value !== undefined && value !== null);
}

/** A key with its old value is not touched: a comment behind it stays. */
function write(document: Document, id: string, entry: UsageEntry, own: UsageEntry): void {
  if (!isMap(document.getIn(['calls', id]))) document.setIn(['calls', id], document.createNode({}));
  for (const [key, value] of Object.entries(entry)) {
    const old = own[key as keyof UsageEntry];
    if (JSON.stringify(old) === JSON.stringify(value)) continue;
    if (key === 'cache' && old) for (const [part, size] of Object.entries(value as object)) document.setIn(['calls', id, key, part], size);
    else document.setIn(['calls', id, key], typeof value === 'object' ? document.createNode(value) : value);
  }
  if (own.cache && !entry.cache) document.setIn(['calls', id, 'cache'], null);
}
