/** JSON that code writes as a text, with holes in it. */
import { unescaped } from '../../core/json.ts';
import type { Entry, Piece, Value } from '../../core/value.ts';
import { HOLE, Written } from './written-text.ts';

const WHITE = /[ \t\r\n]*/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /true|false|null/y;
const DEEPEST = 200;

/** Undefined where it is no JSON as a whole. */
export function jsonIn(written: Written): Value | undefined {
  const reader = new Reader(written);
  const value = reader.value(0);
  return value && reader.isAtEnd() ? value : undefined;
}

class Reader {
  private readonly written: Written;
  private at = 0;

  constructor(written: Written) {
    this.written = written;
  }

  isAtEnd(): boolean {
    this.take(WHITE);
    return this.at === this.written.text.length;
  }

  private take(expression: RegExp): string | undefined {
    expression.lastIndex = this.at;
    const found = expression.exec(this.written.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private next(): string {
    this.take(WHITE);
    return this.written.text[this.at] ?? '';
  }

  value(depth: number): Value | undefined {
    const start = this.next();
    const origin = this.written.part(this.at, this.at + 1).origin;
    if (depth > DEEPEST) return undefined;
    if (start === HOLE) return unpacked(this.written.hole(this.at++));
    if (start === '"') return this.string();
    if (start === '{') return this.object(depth);
    if (start === '[') return this.list(depth);
    const from = this.at;
    const number = this.take(NUMBER);
    if (number !== undefined) return { kind: 'number', value: Number(number), ...placed(this.written.part(from, this.at).origin) };
    const word = this.take(WORD);
    if (word === undefined) return undefined;
    return word === 'null' ? { kind: 'null', ...placed(origin) } : { kind: 'boolean', value: word === 'true', ...placed(origin) };
  }

  private string(): Value | undefined {
    const { text } = this.written;
    const pieces: Piece[] = [];
    let from = ++this.at;
    for (; this.at < text.length; this.at++) {
      const character = text[this.at];
      if (character !== '"' && character !== '\\') continue;
      pieces.push(...this.written.pieces(from, this.at));
      if (character === '"') {
        this.at++;
        return this.written.made(pieces);
      }
      const length = text[this.at + 1] === 'u' ? 6 : 2;
      const value = unescaped(text.slice(this.at, this.at + length));
      if (value === undefined) return undefined;
      pieces.push(...this.written.escape(this.at, this.at + length, value));
      this.at += length - 1;
      from = this.at + 1;
    }
    return undefined;
  }

  private object(depth: number): Value | undefined {
    const start = this.at++;
    const entries = new Map<string, Entry>();
    let open = false;
    for (let character = this.next(); character !== '}'; character = this.next()) {
      if (character === HOLE) {
        // An expansion that brings entries of its own.
        open = true;
        this.at++;
      } else {
        const keyAt = this.at;
        const key = character === '"' ? this.string() : undefined;
        if (key?.kind !== 'text' || this.next() !== ':') return undefined;
        this.at++;
        const value = this.value(depth + 1);
        if (!value) return undefined;
        const name = key.pieces.map(piece => ('exact' in piece ? piece.value : HOLE)).join('');
        const origin = this.written.part(keyAt, this.at).origin;
        if (name.includes(HOLE)) open = true;
        else entries.set(name, { value, ...placed(origin) });
      }
      if (this.next() === ',') this.at++;
      else if (this.next() !== '}') return undefined;
    }
    this.at++;
    return { kind: 'object', entries, open, ...placed(this.written.part(start, this.at).origin) };
  }

  private list(depth: number): Value | undefined {
    const start = this.at++;
    const items: Value[] = [];
    let open = false;
    for (let character = this.next(); character !== ']'; character = this.next()) {
      // An expansion may stand for several items.
      if (character === HOLE) open = true;
      const value = this.value(depth + 1);
      if (!value) return undefined;
      if (character !== HOLE) items.push(value);
      if (this.next() === ',') this.at++;
      else if (this.next() !== ']') return undefined;
    }
    this.at++;
    return { kind: 'list', items, open, ...placed(this.written.part(start, this.at).origin) };
  }
}

/** `{"messages": ${JSON.stringify(messages)}}`. */
function unpacked(value: Value): Value {
  return value.kind === 'json' ? value.value : value;
}

function placed<O>(origin: O | undefined): { readonly origin?: O } {
  return origin === undefined ? {} : { origin };
}
