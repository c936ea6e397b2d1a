/** What an expression holds of an answer, and what its members and elements hold. */
import type { Step as PathStep } from '../core/ir.ts';
import { answerAt } from './answer-text.ts';

export type State =
  /** The request, not sent yet. */
  | { readonly at: 'request' }
  /** What is asked by its methods: a chat model, an agent, a chain. */
  | { readonly at: 'model'; readonly parsed?: 'text' | 'json' }
  /** What the library gives back; `path` leads there from its head. */
  | { readonly at: 'response'; readonly path: readonly string[] }
  | { readonly at: 'text'; readonly isMixed?: true; /** What a pattern matched in it: its groups are text. */ readonly isMatch?: true }
  /** A list of texts of the answer. */
  | { readonly at: 'texts' }
  /** Cut from the text. */
  | { readonly at: 'lines' | 'words' | 'tag'; readonly name?: string }
  /** Under this key of an object or list of the program's own. */
  | { readonly at: 'held'; readonly key: string | number; readonly inner: State };

export const text: State = { at: 'text' };

/** What a list holds whose items hold this. */
export function listOf(state: State): State {
  return state.at === 'text' ? { at: 'texts' } : state;
}

/** Undefined where the member holds nothing of the answer's text. `key` is undefined where it is computed. */
export function memberOf(state: State, key: string | number | undefined, sdk: string): State | undefined {
  switch (state.at) {
    case 'response': {
      if (typeof key !== 'string') return state;
      const path = [...state.path, key];
      const found = answerAt(path, sdk);
      return found === 'text' ? text : found === 'way' ? { at: 'response', path } : undefined;
    }
    case 'held':
      return key === undefined || key === state.key ? state.inner : undefined;
    case 'texts':
      return key === 'length' ? undefined : text;
    case 'text':
      return state.isMatch ? text : undefined;
    default:
      return undefined;
  }
}

/** The part that a pattern takes: `const { output } = response`. */
export function taken(state: State, path: readonly PathStep[] | undefined, sdk: string): State | undefined {
  let result: State | undefined = state;
  for (const step of path ?? []) {
    if (!result) return undefined;
    if (typeof step === 'object' && 'rest' in step) return result.at === 'held' && !step.rest.includes(result.key) ? result : undefined;
    result = memberOf(result, typeof step === 'object' ? undefined : step, sdk);
  }
  return result;
}

/** Distinguishes states for one expression: what was seen is not followed again. */
export function stateKey(state: State): string {
  switch (state.at) {
    case 'held':
      return `${state.key}:${stateKey(state.inner)}`;
    case 'response':
      return `response ${state.path.join('.')}`;
    default:
      return `${state.at}${'isMixed' in state ? ' mixed' : ''}${'isMatch' in state ? ' match' : ''}`;
  }
}
