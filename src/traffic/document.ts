/** Log records inside of one JSON document: answers of CloudWatch Logs, Firehose and Logs Insights, lists, single records. */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import type { SniffedFile } from './sniff.ts';

type Json = { readonly [key: string]: unknown };

/** Writes the records of a document, a line each; false where there is none. Throws where it is no JSON. */
export function linesOfDocument({ path, isGzip }: SniffedFile, to: string): boolean {
  const bytes = readFileSync(path);
  const text = (isGzip ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes).toString('utf8').replace(/^\uFEFF/, '');
  const file = openSync(to, 'w', 0o600);
  let count = 0;
  try {
    for (const document of documentsIn(text))
      for (const record of recordsIn(document)) {
        writeSync(file, `${record}\n`);
        count++;
      }
  } finally {
    closeSync(file);
  }
  return count > 0;
}

/** One document, or one on each line (Firehose puts them one behind the other). */
function documentsIn(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch (error) {
    const lines = text.replaceAll('}{', '}\n{').split('\n').filter(line => line.trim() !== '');
    const parsed = lines.flatMap(line => {
      try {
        return [JSON.parse(line) as unknown];
      } catch {
        return [];
      }
    });
    if (parsed.length === 0) throw error;
    return parsed;
  }
}

function recordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(each => (Array.isArray(each) ? messageOfFields(each) : recordsIn(each)));
  if (typeof value !== 'object' || value === null) return [];
  const { events, logEvents, results, message, '@message': insight, modelId } = value as Json;
  if (modelId !== undefined) return [JSON.stringify(value)];
  const inside = events ?? logEvents ?? results;
  if (Array.isArray(inside)) return recordsIn(inside);
  const text = message ?? insight;
  // A record that CloudWatch holds is a string of JSON.
  return typeof text === 'string' ? [text.replaceAll('\n', ' ')] : typeof text === 'object' && text !== null ? [JSON.stringify(text)] : [];
}

/** Logs Insights gives a record as a list of fields and values. */
function messageOfFields(fields: readonly unknown[]): string[] {
  return fields.flatMap(each => {
    const { field, value } = (each ?? {}) as Json;
    return field === '@message' && typeof value === 'string' ? [value.replaceAll('\n', ' ')] : [];
  });
}
