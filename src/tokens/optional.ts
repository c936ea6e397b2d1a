import type { TokenCount, Tokenizer } from './types.ts';

/** Tokens of a text that is not empty. */
export type Counter = (text: string) => TokenCount;

/** The tokenizer of a package that the user may have installed; what it counts in its place otherwise. Loads at the first text. */
export function optionalTokenizer(load: () => Counter, estimate: Tokenizer): Tokenizer {
  let counter: Counter | undefined;
  return {
    count(text): TokenCount {
      counter ??= loaded(load) ?? (other => estimate.count(other));
      return counter(text);
    },
  };
}

function loaded(load: () => Counter): Counter | undefined {
  try {
    return load();
  } catch (error) {
    // A package that is there and broken is a fault to tell, not to hide behind an estimate.
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
