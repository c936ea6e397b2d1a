/** What a file of logs, metrics or bills is, by its name and its first bytes. */
import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';

/**
 * lines: a record a line; stamped: a time before each record (exports of CloudWatch Logs); document: one JSON document around them;
 * metrics: `get-metric-data`; body: the body of one request, which its record names; table: CSV; other: none of ours.
 */
export type FileKind = 'lines' | 'stamped' | 'document' | 'metrics' | 'body' | 'table' | 'parquet' | 'empty' | 'other';

export interface SniffedFile {
  /** Absolute. */
  readonly path: string;
  readonly kind: FileKind;
  /** By its first bytes, whatever its name. */
  readonly isGzip: boolean;
}

const HEAD = 1 << 16;

/** Throws where the file cannot be read. */
export function sniffed(path: string): SniffedFile {
  const head = headOf(path);
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  const of = (kind: FileKind): SniffedFile => ({ path, kind, isGzip });
  if (/_(?:input|output)\.json(?:\.gz)?$/.test(path)) return of(/_input\.json(?:\.gz)?$/.test(path) ? 'body' : 'other');
  if (basename(path).includes('permission-check')) return of('other');
  if (head.length === 0) return of('empty');
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return of('parquet');
  const text = (isGzip ? inflated(head) : head).toString('utf8').replace(/^\uFEFF/, '').trimStart();
  return of(text === '' ? (isGzip ? 'other' : 'empty') : kindOf(text));
}

function kindOf(text: string): FileKind {
  const [line = ''] = text.split('\n', 1);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z? +\{/.test(line)) return 'stamped';
  if (text.startsWith('{') || text.startsWith('[')) {
    if (/"MetricDataResults"/.test(text)) return 'metrics';
    // One whole record on the first line, or one that goes on behind what was read.
    if (text.startsWith('{') && !/^\{[^{}]{0,500}"(?:events|logEvents|results)"\s*:\s*\[/.test(text) && (line.length === text.length || isObject(line) || line.length > 200)) return 'lines';
    return 'document';
  }
  return /^"?[\w@/:. -]+"?(?:,(?:"[\w@/:. -]*"|[\w@/:. -]*)){2,}\r?$/.test(line) ? 'table' : /^[^\n]*\{"/.test(text) ? 'lines' : 'other';
}

function isObject(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

function headOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(HEAD);
    return buffer.subarray(0, readSync(file, buffer, 0, HEAD, 0));
  } finally {
    closeSync(file);
  }
}

/** As much as the beginning of a gzip file gives; nothing where it is none after all. */
function inflated(head: Buffer): Buffer {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}
