import { jsonText } from './json-text.ts';
import type { Reporter } from './reporter.ts';

/** The report itself. */
export const json: Reporter = report => jsonText(report);
