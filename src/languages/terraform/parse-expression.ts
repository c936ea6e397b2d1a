/** Expressions of HCL, read straight into the neutral IR. */
import type { ArgExpr, EntryExpr, Expr, ItemExpr, NameExpr, ObjectExpr } from '../../core/ir.ts';
import type { Cursor } from './cursor.ts';
import { heredoc, quotedText } from './parse-template.ts';
import type { Scope } from './scope.ts';

/** Loosest first. */
const OPERATORS: readonly (readonly string[])[] = [['||'], ['&&'], ['==', '!='], ['<=', '>=', '<', '>'], ['+', '-'], ['*', '/', '%']];
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Roots whose second name belongs to the address: `var.x`, `data.aws_region.current`. */
const ROOTS: ReadonlySet<string> = new Set(['var', 'local', 'module', 'data']);
const NAMELESS: ReadonlySet<string> = new Set(['each', 'count', 'self', 'terraform']);

export class ExpressionParser {
  private readonly cursor: Cursor;
  private readonly scope: Scope;

  constructor(cursor: Cursor, scope: Scope) {
    this.cursor = cursor;
    this.scope = scope;
  }

  /** The expression that comes next. */
  read(): Expr {
    return this.cursor.deeper(() => {
      const test = this.binary(0);
      if (!this.cursor.take('?')) return test;
      const [yes, no] = this.cursor.inside(() => {
        const first = this.read();
        this.cursor.expect(':');
        return [first, undefined] as const;
      });
      const otherwise = no ?? this.read();
      return { kind: 'choose', operator: 'if', test, options: [yes, otherwise], range: [test.range[0], otherwise.range[1]] };
    });
  }

  private binary(level: number): Expr {
    const operators = OPERATORS[level];
    if (!operators) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const operator = this.operator(operators);
      if (operator === undefined) return left;
      const right = this.cursor.inside(() => this.binary(level + 1));
      left = { kind: 'binary', operator, left, right, range: [left.range[0], right.range[1]] };
    }
  }

  private operator(among: readonly string[]): string | undefined {
    this.cursor.skip();
    const found = among.find(each => this.cursor.text.startsWith(each, this.cursor.at));
    // `a = b` of the next entry, a comment.
    if (found === '/' && /^\/[/*]/.test(this.cursor.text.slice(this.cursor.at, this.cursor.at + 2))) return undefined;
    if (found) this.cursor.at += found.length;
    return found;
  }

  private unary(): Expr {
    const character = this.cursor.peek();
    const start = this.cursor.at;
    if (character !== '!' && character !== '-') return this.traversal(this.primary());
    this.cursor.at++;
    const operand = this.cursor.deeper(() => this.unary());
    if (character === '-' && operand.kind === 'number') return { ...operand, value: -operand.value, range: [start, operand.range[1]] };
    return { kind: 'opaque', reason: `unary ${character}`, range: [start, operand.range[1]] };
  }

  private primary(): Expr {
    const { cursor } = this;
    const character = cursor.peek();
    const start = cursor.at;
    if (character === '"') return quotedText(cursor, () => this.read());
    if (character === '<') {
      const text = heredoc(cursor, () => this.read());
      if (text) return text;
    }
    if (character === '(') {
      cursor.at++;
      return cursor.inside(() => {
        const inner = this.read();
        cursor.expect(')');
        return inner;
      });
    }
    if (character === '[') return this.list();
    if (character === '{') return this.object();
    NUMBER.lastIndex = start;
    const number = NUMBER.exec(cursor.text)?.[0];
    if (number) {
      cursor.at += number.length;
      return { kind: 'number', value: Number(number), range: [start, cursor.at] };
    }
    const name = cursor.name();
    if (name === undefined) throw cursor.problem('expected a value');
    return this.named(name, start);
  }

  private named(name: string, start: number): Expr {
    const { cursor, scope } = this;
    if (name === 'true' || name === 'false') return { kind: 'constant', value: name === 'true', range: [start, cursor.at] };
    if (name === 'null') return { kind: 'constant', value: null, range: [start, cursor.at] };
    let callee = name;
    while (cursor.text.startsWith('::', cursor.at)) {
      cursor.at += 2;
      callee += `::${cursor.name() ?? ''}`;
    }
    if (cursor.text[cursor.at] === '(') return this.call(scope.name(callee, [start, cursor.at]), start);
    return this.address(name, start);
  }

  /** `var.x`, `data.type.name`, `type.name`: an address of the directory; else a plain name. */
  private address(name: string, start: number): Expr {
    const { cursor, scope } = this;
    if (name === 'path') {
      this.member();
      // Paths are relative to the file, which lies in the directory of its module.
      return { kind: 'text', parts: [{ kind: 'literal', value: '.', range: [start, cursor.at], exact: false }], delimiter: '', range: [start, cursor.at] };
    }
    if (scope.isLoopName(name) || NAMELESS.has(name) || cursor.text[cursor.at] !== '.') return scope.name(name, [start, cursor.at]);
    const names = [name];
    for (let more = name === 'data' ? 2 : 1; more > 0; more--) {
      const next = this.member();
      if (next === undefined) break;
      names.push(next);
    }
    // What a module gives; `module.x` alone is the block.
    const output = name === 'module' && names.length === 2 ? this.member() : undefined;
    if (output !== undefined) return scope.reference(`module.${names[1]!}.output.${output}`, [start, cursor.at]);
    const expected = ROOTS.has(name) && name === 'data' ? 3 : 2;
    return names.length === expected ? scope.reference(names.join('.'), [start, cursor.at]) : scope.name(name, [start, cursor.at]);
  }

  /** `.name`; undefined where none follows. */
  private member(): string | undefined {
    const { cursor } = this;
    const start = cursor.at;
    if (cursor.text[start] !== '.') return undefined;
    cursor.at++;
    const name = cursor.name();
    if (name === undefined) cursor.at = start;
    return name;
  }

  private traversal(root: Expr): Expr {
    const { cursor } = this;
    let value = root;
    for (;;) {
      const start = cursor.at;
      const name = this.member();
      if (name !== undefined) {
        // A profile is billed as the model that it copies, and stands for it.
        if (value.kind === 'name' && isProfile(value.name) && (name === 'arn' || name === 'id')) continue;
        value = { kind: 'member', object: value, property: name, propertyRange: [start + 1, cursor.at], range: [root.range[0], cursor.at] };
        continue;
      }
      const index = /^\.(\d+|\*)/.exec(cursor.text.slice(start, start + 12))?.[1];
      if (index !== undefined) {
        cursor.at += index.length + 1;
        value = index === '*' ? value : { kind: 'member', object: value, property: Number(index), propertyRange: [start + 1, cursor.at], range: [root.range[0], cursor.at] };
        continue;
      }
      if (cursor.text[start] !== '[') return value;
      cursor.at++;
      value = this.indexed(value, root);
    }
  }

  private indexed(value: Expr, root: Expr): Expr {
    const { cursor } = this;
    return cursor.inside(() => {
      if (cursor.take('*')) {
        cursor.expect(']');
        return value;
      }
      const key = this.read();
      cursor.expect(']');
      // `count` and `for_each` make many of one resource, all alike here.
      if (isResource(value)) return value;
      const known = key.kind === 'number' ? key.value : key.kind === 'text' && key.parts.length === 1 && key.parts[0]!.kind === 'literal' ? key.parts[0]!.value : { computed: key };
      return { kind: 'member', object: value, property: known, propertyRange: key.range, range: [root.range[0], cursor.at] };
    });
  }

  private call(callee: NameExpr, start: number): Expr {
    const { cursor, scope } = this;
    cursor.at++;
    const from = cursor.at;
    const args: ArgExpr[] = [];
    cursor.inside(() => {
      while (cursor.peek() !== ')') {
        const value = this.read();
        args.push({ value, range: value.range, ...(cursor.take('...') && { spread: 'items' as const }) });
        if (!cursor.take(',')) break;
      }
      cursor.expect(')');
    });
    const call = { kind: 'call' as const, callee, args, isNew: false, isAwaited: false, at: scope.place(start), argsRange: [from, cursor.at - 1] as const, range: [start, cursor.at] as const };
    scope.calls.push(call);
    return call;
  }

  private list(): Expr {
    const { cursor } = this;
    const start = cursor.at++;
    return cursor.inside(() => {
      const loop = this.loop(() => this.read());
      const items: ItemExpr[] = [];
      if (loop) items.push({ kind: 'each', value: loop.value, loops: [loop] });
      while (!loop && cursor.peek() !== ']') {
        items.push({ kind: 'item', value: this.read() });
        if (!cursor.take(',')) break;
      }
      cursor.expect(']');
      return { kind: 'list', items, range: [start, cursor.at] };
    });
  }

  /** `for k, v in list : value if test`; undefined where none begins. */
  private loop<T>(read: () => T): { readonly of: Expr; readonly tests: readonly Expr[]; readonly value: T } | undefined {
    const { cursor, scope } = this;
    const start = cursor.at;
    if (cursor.name() !== 'for' || !/^\s/.test(cursor.text[cursor.at] ?? '')) {
      cursor.at = start;
      return undefined;
    }
    const names = [cursor.name() ?? ''];
    if (cursor.take(',')) names.push(cursor.name() ?? '');
    if (cursor.name() !== 'in') throw cursor.problem('expected `in`');
    const of = this.read();
    cursor.expect(':');
    const bound = names.map((name, index) => ({ name, of, keys: names.length === 2 && index === 0 }));
    return scope.within(bound, () => {
      const value = read();
      const back = cursor.at;
      if (cursor.name() === 'if') return { of, tests: [this.read()], value };
      cursor.at = back;
      return { of, tests: [], value };
    });
  }

  private object(): Expr {
    const { cursor } = this;
    const start = cursor.at++;
    return cursor.inside(() => {
      const loop = this.loop(() => {
        this.read();
        cursor.expect('=>');
        const value = this.read();
        cursor.take('...');
        return value;
      });
      const entries: EntryExpr[] = [];
      while (!loop && cursor.peek() !== '}') {
        entries.push(this.entry());
        cursor.take(',');
      }
      cursor.expect('}');
      const range = [start, cursor.at] as const;
      return loop ? { kind: 'opaque', reason: '`for` that makes a map', range } : ({ kind: 'object', entries, range } satisfies ObjectExpr);
    });
  }

  private entry(): EntryExpr {
    const { cursor } = this;
    const at = (cursor.skip(), cursor.at);
    const name = cursor.name();
    const isName = name !== undefined && /[=:]/.test(cursor.peek());
    if (!isName) cursor.at = at;
    const key = isName ? undefined : this.read();
    const keyRange = [at, isName ? at + name.length : cursor.at] as const;
    if (!cursor.take('=') && !cursor.take(':')) throw cursor.problem('expected `=`');
    const value = this.read();
    const known = isName ? name : key!.kind === 'text' && key!.parts.every(part => part.kind === 'literal') ? key!.parts.map(part => (part.kind === 'literal' ? part.value : '')).join('') : { computed: key! };
    return { kind: 'entry', key: known, keyRange, value, range: [at, value.range[1]] };
  }
}

/** Is it the address of an application inference profile? */
export function isProfile(address: string): boolean {
  return address.startsWith('aws_bedrock_inference_profile.');
}

function isResource(value: Expr): boolean {
  return value.kind === 'name' && /^(?!var\.|local\.|each|count)[\w-]+\.[\w.-]+$/.test(value.name);
}
