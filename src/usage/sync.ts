/** Brings a usage file in step with the code, through the document model: comments, order and edits stay. */
import { type Document, isMap, isScalar, parseDocument, type Scalar, type YAMLMap } from 'yaml';

/** A call of the code, as the file lists it. */
export interface ListedCall {
  readonly id: string;
  /** `src/a.ts:12: Claude Haiku 4.5`: a comment for people. */
  readonly note: string;
  /** Names of its holes. */
  readonly holes: readonly string[];
  /** What stays when its content changes: a call of this name that is gone hands over its figures. */
  readonly name: string;
}
export interface Synced {
  readonly text: string;
  readonly added: readonly string[];
  readonly gone: readonly string[];
  readonly back: readonly string[];
  /** Calls that changed and kept their figures: the old id, then the new one. */
  readonly renamed: readonly (readonly [string, string])[];
}

const EMPTY = `# What traffic the calls of this project have: it turns costs per call into costs per month.
# Fill in what you know; what stays empty is never assumed. Run \`promptfare usage sync\` when calls change.
version: 1
calls:
`;

/** Adds new calls, marks those that are gone, and clears the mark of those that came back. The text must be a valid usage file. */
export function synced(before: string | undefined, calls: readonly ListedCall[]): Synced {
  const document = parseDocument(before ?? EMPTY);
  const list = callsOf(document);
  const known = new Map(calls.map(call => [call.id, call]));
  const listed = list.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : []));
  const missing = calls.filter(({ id }) => !listed.includes(id));
  const result = { added: [] as string[], gone: [] as string[], back: [] as string[], renamed: [] as (readonly [string, string])[] };

  for (const id of listed) {
    const isGone = list.getIn([id, 'gone']) === true;
    if (known.has(id)) {
      if (isGone) {
        list.deleteIn([id, 'gone']);
        result.back.push(id);
      }
      continue;
    }
    const heir = missing.find(({ name }) => name === nameOf(list, id));
    if (heir) {
      rename(list, id, heir);
      missing.splice(missing.indexOf(heir), 1);
      result.renamed.push([id, heir.id]);
    } else if (!isGone) {
      if (!isMap(list.get(id))) list.set(id, document.createNode({}));
      list.setIn([id, 'gone'], true);
      result.gone.push(id);
    }
  }
  for (const call of missing) {
    const pair = document.createPair(call.id, { of: call.name, callsPerMonth: null, outputTokens: null, ...(call.holes.length > 0 && { holes: Object.fromEntries(call.holes.map(hole => [hole, null])) }) });
    (pair.key as Scalar).commentBefore = ` ${call.note}`;
    list.add(pair as never);
    result.added.push(call.id);
  }
  const changed = result.added.length + result.gone.length + result.back.length + result.renamed.length > 0;
  return { ...result, text: before !== undefined && !changed ? before : document.toString({ lineWidth: 0, nullStr: '' }) };
}

function callsOf(document: Document): YAMLMap {
  const found = document.get('calls');
  if (isMap(found)) return found;
  const made = document.createNode({}) as YAMLMap;
  document.set('calls', made);
  return made;
}

function nameOf(list: YAMLMap, id: string): unknown {
  return list.getIn([id, 'of']);
}

function rename(list: YAMLMap, id: string, heir: ListedCall): void {
  const key = list.items.find(item => isScalar(item.key) && String(item.key.value) === id)!.key as Scalar;
  key.value = heir.id;
  list.deleteIn([heir.id, 'gone']);
}
