import type { Geography } from './model.ts';

/** The geography whose inference profile serves an AWS region; undefined for regions without one. */
export function geographyOfRegion(region: string): Geography | undefined {
  if (region.startsWith('us-gov-')) return 'us-gov';
  const head = region.split('-')[0] ?? '';
  return ({ us: 'us', eu: 'eu', ap: 'apac', ca: 'ca' } as const)[head as 'us'];
}
