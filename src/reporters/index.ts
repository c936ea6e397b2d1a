import type { Reporter } from './reporter.ts';

/** Every output format, loaded when it is asked for. */
export const reporters: { readonly [format: string]: () => Promise<Reporter> } = {
  text: async () => (await import('./text.ts')).text,
  concise: async () => (await import('./concise.ts')).concise,
  json: async () => (await import('./json.ts')).json,
  sarif: async () => (await import('./sarif.ts')).sarif,
  github: async () => (await import('./github.ts')).github,
  gitlab: async () => (await import('./gitlab.ts')).gitlab,
  junit: async () => (await import('./junit.ts')).junit,
  markdown: async () => (await import('./markdown.ts')).markdown,
  html: async () => (await import('./html/html.ts')).html,
  csv: async () => (await import('./csv.ts')).csv,
};
