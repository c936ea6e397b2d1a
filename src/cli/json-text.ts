import type { Report } from '../core/report.ts';
import { json } from '../reporters/json.ts';

/** Data as JSON that no terminal and no CI log obeys: the report's way of writing it. */
export function jsonText(data: object): string {
  return json(data as Report);
}
