import type { Call, LimitSlot, Prompt } from '../../src/core/call.ts';
import type { Piece } from '../../src/core/value.ts';

const SPAN = { path: 'a.ts', range: [0, 0] as const } as Prompt['span'];

/** A prompt; `{{name}}` in its text is a hole. */
export function prompt(part: Prompt['part'], text: string): Prompt {
  const pieces = text.split(/(\{\{\w+\}\})/).filter(Boolean).map((piece): Piece => {
    const hole = /^\{\{(\w+)\}\}$/.exec(piece)?.[1];
    return hole ? { hole, path: 'a.ts', range: [0, 0] } : { value: piece, path: 'a.ts', range: [0, 0], exact: true };
  });
  const holes = pieces.filter(piece => 'hole' in piece).length;
  const state = holes === 0 ? 'static' : holes === pieces.length ? 'unknown' : 'template';
  return { part, state, text: { kind: 'text', pieces }, span: SPAN };
}

/** A Converse call on these models. */
export function callOn(ids: string | string[], rest: Partial<Omit<Call, 'limit'>> & { limit?: Partial<LimitSlot> } = {}): Call {
  const list = [ids].flat();
  const { limit, ...others } = rest;
  return {
    id: 'c_1', path: 'a.ts', range: [0, 0], language: 'typescript', sdk: 'aws-sdk', operation: 'converse', role: 'call',
    model: { state: list.length === 0 ? 'unknown' : list.length === 1 ? 'known' : 'choice', ids: list, via: [], texts: [], span: SPAN },
    prompts: [prompt('system', 'You are a careful editor.'), prompt('user', 'Correct this text.')],
    stop: undefined, caching: { state: 'none' }, isStream: false, context: { loop: 'none' }, structured: false,
    ...others,
    limit: { state: 'set', value: 1000, key: 'inferenceConfig.maxTokens', ...limit },
  };
}
