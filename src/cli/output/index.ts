/** The schemas of what commands print as JSON, by the name of their file in `schema/`. The report, its comparison, the advice and the files that users write have theirs beside their types. */
import type { ZodType } from 'zod';
import { compareSchema, routeSchema, rulesSchema, whatIfSchema } from './calls.ts';
import { modelsSchema, pricesDiffSchema } from './models.ts';
import { countSchema } from './tokens.ts';
import { usageCheckSchema, usageImportSchema } from './usage.ts';

export const outputSchemas: { readonly [name: string]: ZodType } = {
  count: countSchema,
  models: modelsSchema,
  'prices-diff': pricesDiffSchema,
  compare: compareSchema,
  'what-if': whatIfSchema,
  route: routeSchema,
  rules: rulesSchema,
  'usage-import': usageImportSchema,
  'usage-check': usageCheckSchema,
};
