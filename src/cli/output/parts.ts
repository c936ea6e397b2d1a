/** Parts that the schemas of several outputs have in common. */
import { z } from 'zod';

export const count = z.int().min(0);
export const usd = z.number().min(0);
export const share = z.number().min(0).max(1);
/** Figures of which less than nothing is left. */
export const saved = z.number();
export const basis = z.enum(['exact', 'calibrated', 'declared', 'measured', 'unknown']);
export const callId = z.string().regex(/^c_/);
export const place = z.string().meta({ description: '`src/a.ts:12`, from the current directory.' });
export const version = z.literal(1).meta({ description: 'Rises when a consumer has to change.' });
export const rates = z.partialRecord(z.enum(['5m', '30m', '1h']), z.number());
export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}/);
