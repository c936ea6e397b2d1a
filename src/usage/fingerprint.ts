/** What a call looks like in the logs of the service: its operations, its models, and the text that each of its requests holds. */
import { type Call, isLiteral, type Operation } from '../core/call.ts';
import { findModel, parseModelId } from '../models/index.ts';

/** Operations as invocation logs name them. */
export type LogOperation = 'Converse' | 'ConverseStream' | 'InvokeModel' | 'InvokeModelWithResponseStream';

export interface Fingerprint {
  /** Id of the call. */
  readonly id: string;
  readonly operations: readonly LogOperation[];
  /** Base ids that the call may use, without geography; empty: any. */
  readonly models: readonly string[];
  readonly anchors: readonly Anchor[];
  /** Characters of the anchors: of two calls that fit, the one that says more is meant. */
  readonly length: number;
}

/** Static text that stands in each request. */
export interface Anchor {
  readonly part: 'system' | 'messages';
  readonly text: string;
  /** Its part begins with it. */
  readonly isStart: boolean;
}

const INVOKE: readonly LogOperation[] = ['InvokeModel', 'InvokeModelWithResponseStream'];
const OPERATIONS: { readonly [operation in Operation]?: readonly LogOperation[] } = {
  converse: ['Converse'],
  'converse-stream': ['ConverseStream'],
  'invoke-model': ['InvokeModel'],
  'invoke-model-stream': ['InvokeModelWithResponseStream'],
  messages: INVOKE,
  // Frameworks choose one of them.
  generate: ['Converse', 'ConverseStream', ...INVOKE],
};

/** Shorter pieces stand in many prompts. */
const LEAST_PIECE = 8;
const LEAST_TEXT = 16;
/** Of a longer piece its beginning and its end are looked for: more hardly tells more apart, and takes longer. */
const MOST_PIECE = 1000;
const HEAD = 700;
const TAIL = 300;

/** Undefined where the call has too little static text to be told from others. */
export function fingerprintOf(call: Pick<Call, 'id' | 'operation' | 'model' | 'prompts'>): Fingerprint | undefined {
  const operations = OPERATIONS[call.operation];
  if (!operations) return undefined;
  const started = new Set<Anchor['part']>();
  const anchors = call.prompts.flatMap(({ part, text }): Anchor[] => {
    if (part === 'tools') return [];
    const of = part === 'system' ? 'system' : 'messages';
    return text.pieces.flatMap((piece, index): Anchor[] => {
      const isFirst = !started.has(of) && index === 0;
      started.add(of);
      if (!isLiteral(piece) || piece.value.includes('\0')) return [];
      const value = piece.value.trim();
      if (value.length < LEAST_PIECE) return [];
      const isStart = isFirst && piece.value.startsWith(value.slice(0, 1));
      return value.length <= MOST_PIECE ? [{ part: of, text: value, isStart }] : [{ part: of, text: value.slice(0, HEAD).trim(), isStart }, { part: of, text: value.slice(-TAIL).trim(), isStart: false }];
    });
  });
  const length = anchors.reduce((sum, { text }) => sum + text.length, 0);
  return length < LEAST_TEXT ? undefined : { id: call.id, operations, models: modelsOf(call.model), anchors, length };
}

function modelsOf({ ids, isOpen }: Call['model']): string[] {
  if (isOpen) return [];
  return [...new Set(ids.flatMap(id => [parseModelId(id).canonical, ...(findModel(id)?.aliases ?? [])]))];
}

/** Fingerprints in the order in which they are tried, and calls that no log can tell apart: each group stands under its first id. */
export interface Fingerprints {
  readonly ordered: readonly Fingerprint[];
  readonly alike: ReadonlyMap<string, readonly string[]>;
  /** Ids of calls without enough static text. */
  readonly without: readonly string[];
}

export function fingerprintsOf(calls: readonly Pick<Call, 'id' | 'operation' | 'model' | 'prompts'>[]): Fingerprints {
  const byLook = new Map<string, Fingerprint[]>();
  const without: string[] = [];
  for (const call of calls) {
    const fingerprint = fingerprintOf(call);
    if (!fingerprint) {
      without.push(call.id);
      continue;
    }
    const look = JSON.stringify([fingerprint.operations, fingerprint.models.toSorted(), fingerprint.anchors]);
    byLook.set(look, [...(byLook.get(look) ?? []), fingerprint]);
  }
  const groups = [...byLook.values()];
  return {
    // A call that names its model comes before one that may use any.
    ordered: groups.map(([first]) => first!).toSorted((a, b) => b.length - a.length || Number(a.models.length === 0) - Number(b.models.length === 0) || (a.id < b.id ? -1 : 1)),
    alike: new Map(groups.flatMap(group => (group.length > 1 ? [[group[0]!.id, group.map(({ id }) => id)] as const] : []))),
    without,
  };
}
