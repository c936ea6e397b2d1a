import type { Reporter } from './reporter.ts';

/** Every output format, loaded when it is asked for. */
export const reporters: { readonly [format: string]: () => Promise<Reporter> } = {
  text: async () => (await import('./text.ts')).text,
  concise: async () => (await import('./concise.ts')).concise,
  json: async () => (await import('./json.ts')).json,
};
