/** The shorthand of the AWS command line: `maxTokens=512,temperature=0.5`, `role=user,content=[{text=Hi}]`. */
import type { Entry, Value } from '../../core/value.ts';
import { HOLE, Written } from '../request/written-text.ts';

const KEY = /[A-Za-z0-9_.#/:-]+/y;
const DEEPEST = 50;

/** Undefined where it is none: shorthand begins with a key. */
export function shorthandIn(written: Written): Value | undefined {
  const reader = new Reader(written);
  const value = reader.pairs('', 0);
  return value && reader.isAtEnd() ? value : undefined;
}

class Reader {
  private readonly written: Written;
  private at = 0;

  constructor(written: Written) {
    this.written = written;
  }

  isAtEnd(): boolean {
    return this.at === this.written.text.length;
  }

  private skip(): string {
    while (/\s/.test(this.written.text[this.at] ?? '')) this.at++;
    return this.written.text[this.at] ?? '';
  }

  /** `key=value,key=value` up to `close`, or to the end. */
  pairs(close: string, depth: number): Value | undefined {
    const entries = new Map<string, Entry>();
    const start = this.at;
    if (depth > DEEPEST) return undefined;
    for (;;) {
      if (this.skip() === close) break;
      KEY.lastIndex = this.at;
      const keyAt = this.at;
      const [key] = KEY.exec(this.written.text) ?? [];
      if (key === undefined) return undefined;
      this.at += key.length;
      if (this.skip() !== '=') return undefined;
      this.at++;
      const value = this.value(close, depth);
      if (!value) return undefined;
      const { origin } = this.written.part(keyAt, this.at);
      entries.set(key, { value, ...(origin && { origin }) });
      if (this.skip() !== ',') break;
      this.at++;
    }
    if (this.skip() !== close) return undefined;
    const { origin } = this.written.part(start, this.at);
    return { kind: 'object', entries, open: false, ...(origin && { origin }) };
  }

  private value(close: string, depth: number): Value | undefined {
    const first = this.skip();
    if (first === '[') {
      this.at++;
      return this.list(depth);
    }
    if (first === '{') {
      this.at++;
      const value = this.pairs('}', depth + 1);
      this.at++;
      return value;
    }
    return first === '"' || first === "'" ? this.quoted(first) : this.bare(close);
  }

  private list(depth: number): Value | undefined {
    const items: Value[] = [];
    if (depth > DEEPEST) return undefined;
    for (let character = this.skip(); character !== ']'; character = this.skip()) {
      const value = this.value(']', depth + 1);
      if (!value) return undefined;
      items.push(value);
      if (this.skip() === ',') this.at++;
      else if (this.skip() !== ']') return undefined;
    }
    this.at++;
    return { kind: 'list', items, open: false };
  }

  private quoted(quote: string): Value | undefined {
    const end = this.written.text.indexOf(quote, this.at + 1);
    if (end < 0) return undefined;
    const value = this.written.part(this.at + 1, end);
    this.at = end + 1;
    return value;
  }

  /** A word up to the next comma or bracket; numbers are what their key makes of them. */
  private bare(close: string): Value | undefined {
    const start = this.at;
    const { text } = this.written;
    while (this.at < text.length && text[this.at] !== ',' && !(close !== '' && text[this.at] === close)) this.at++;
    const word = text.slice(start, this.at).trim();
    const value = this.written.part(start, start + text.slice(start, this.at).trimEnd().length);
    if (word === HOLE) return this.written.hole(start);
    return /^-?\d+(?:\.\d+)?$/.test(word) ? { kind: 'number', value: Number(word), ...(value.origin && { origin: value.origin }) } : value;
  }
}
