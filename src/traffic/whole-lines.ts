/** The lines of a damaged log file that are whole. */
import { createReadStream, createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip } from 'node:zlib';
import type { SniffedFile } from './sniff.ts';

/** No record is longer: bodies above 100 KB lie apart. */
const MOST_LINE = 16 << 20;
const LINE_FEED = 10;

export interface WholeLines {
  readonly path: string;
  readonly lines: number;
  /** Lines that are no record, with the one at which the file breaks off. */
  readonly broken: number;
}

/** Writes them to `path`, readable by nobody else. What is no JSON object is counted and left out. */
export async function wholeLines({ path: from, isGzip, kind }: SniffedFile, path: string): Promise<WholeLines> {
  const isWhole = kind === 'stamped' ? (line: string) => isObject(line.slice(Math.max(0, line.indexOf('{')))) : isObject;
  const counts = { lines: 0, broken: 0 };
  let rest: Buffer[] = [];
  let length = 0;
  const kept = (bytes: Buffer): string => {
    // A mark at the head of a file is no part of its first line.
    const line = bytes.toString('utf8').replace(/^\uFEFF/, '').trim();
    if (line === '') return '';
    const good = bytes.length <= MOST_LINE && isWhole(line);
    counts[good ? 'lines' : 'broken']++;
    return good ? `${line}\n` : '';
  };
  const filter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let out = '';
      let start = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
        out += kept(Buffer.concat([...rest, chunk.subarray(start, end)]));
        [rest, length, start] = [[], 0, end + 1];
      }
      // Of a line without end, enough is held to see that it is too long.
      if (length <= MOST_LINE) rest.push(chunk.subarray(start));
      length += chunk.length - start;
      done(null, out);
    },
    flush(done) {
      done(null, kept(Buffer.concat(rest)));
    },
  });
  const source = createReadStream(from);
  const read = isGzip ? source.pipe(createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })) : source;
  source.on('error', error => read.destroy(error));
  await pipeline(whatComes(read), filter, createWriteStream(path, { mode: 0o600 }));
  return { path, ...counts };
}

/** What a stream gives until it fails. */
async function* whatComes(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* stream;
  } catch {
    // What came before the fault counts.
  }
}

function isObject(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
