import { MAYBE_GONE, type ModelRow } from './row.ts';

/** Luma AI. Prices in USD per million tokens. */
export const luma: ModelRow[] = [
  { id: 'luma.ray-v2:0', name: 'Ray 2', family: 'ray', kind: 'video', dates: MAYBE_GONE, from: 'public-code' },
];
