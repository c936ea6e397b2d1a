/** What goes into tools and comes out of them. */
import { z } from 'zod';

export const paths = z.array(z.string().max(4096)).max(100).default([]).describe('files and directories; all by default');
export const callId = z.string().max(100).describe('id of a call (c_…), or its first characters');

/** Which part of a long list: everything comes in pages. */
export const page = {
  offset: z.number().int().min(0).default(0).describe('where the page begins'),
  limit: z.number().int().min(1).max(100).default(20).describe('most entries of the page'),
};
export const next = z.number().nullable().describe('offset of the next page; null on the last');

export function pageOf<T>(all: readonly T[], { offset, limit }: { readonly offset: number; readonly limit: number }): { entries: T[]; next: number | null } {
  const end = offset + limit;
  return { entries: all.slice(offset, end), next: end < all.length ? end : null };
}

const place = { path: z.string(), line: z.number() };
const dollars = z.number().nullable();

export const call = z.object({
  id: z.string(), ...place, sdk: z.string(), operation: z.string(), role: z.string(),
  model: z.string().nullable().describe('null where it is not known'),
  inputTokens: z.number().describe('tokens known before the run'),
  runTimeValues: z.number().describe('values of the prompt that come at run time and are not counted'),
  maxOutputTokens: z.number().nullable(),
  basis: z.string(),
  usdPerThousandCalls: z.object({ input: dollars, outputMax: dollars }),
  usdPerMonth: dollars.optional().describe('only with declared or measured traffic'),
});

export const finding = z.object({
  id: z.string(), ruleId: z.string(), severity: z.string(), ...place, callId: z.string().optional(),
  message: z.string(),
  usdSavedPerThousandCalls: z.number().optional(),
  fixes: z.array(z.object({ safety: z.string(), title: z.string() })),
});
