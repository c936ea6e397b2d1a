import type { ModelRow } from './row.ts';

/** TwelveLabs. Prices in USD per million tokens. */
export const twelvelabs: ModelRow[] = [
  { id: 'twelvelabs.marengo-embed-3-0-v1:0', name: 'Marengo Embed 3.0', family: 'marengo', kind: 'embedding', profiles: 'us eu', from: 'aws-models-supported' },
  { id: 'twelvelabs.marengo-embed-2-7-v1:0', name: 'Marengo Embed 2.7', family: 'marengo', kind: 'embedding', profiles: 'us eu apac', dates: { legacy: '2026-05-29', extended: '2026-08-29', eol: '2026-11-30', from: 'aws-lifecycle' }, from: 'aws-lifecycle' },
  { id: 'twelvelabs.pegasus-1-2-v1:0', name: 'Pegasus 1.2', family: 'pegasus', profiles: 'us eu apac global', from: 'aws-models-supported' },
];
