/** What one can do, and what it saves. */
import type { Money } from '../../cost/index.ts';

export type AdviceKind = 'prompt-caching' | 'batch' | 'flex' | 'deduplication' | 'semantic-cache' | 'global-profile' | 'model' | 'provisioned-throughput' | 'self-hosting';
export type Level = 'low' | 'medium' | 'high';

export interface Advice {
  readonly kind: AdviceKind;
  /** `cache the prompt for 1h`. */
  readonly title: string;
  /** Call or prefix; absent where it is about a whole model. */
  readonly subject?: string;
  /** Id as the logs write it. */
  readonly model: string;
  /** Below zero: it would cost more. */
  readonly usdPerMonth: Money;
  readonly effort: Level;
  readonly risk: Level;
  /** Sentences: what it rests on, and what to mind. */
  readonly because: readonly string[];
  /** Figures behind it, for machines and tests. */
  readonly figures: { readonly [name: string]: number | readonly { readonly [name: string]: number | string }[] };
}

/** Rules whose findings say the same of the code. */
export const RULES: { readonly [kind in AdviceKind]: readonly string[] } = {
  'prompt-caching': ['require-prompt-cache', 'static-prefix-first', 'no-cache-buster', 'no-ineffective-cache-point', 'valid-cache-syntax', 'consistent-caching'],
  batch: ['prefer-batch-inference'],
  flex: ['prefer-flex-tier'],
  deduplication: ['prefer-request-deduplication', 'no-loop-invariant-call'],
  'semantic-cache': ['prefer-semantic-cache'],
  'global-profile': ['prefer-global-profile'],
  model: ['no-oversized-model', 'no-retired-model'],
  'provisioned-throughput': ['no-idle-provisioned-throughput'],
  'self-hosting': [],
};
