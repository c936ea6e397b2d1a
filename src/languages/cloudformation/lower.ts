/** Nodes of a template to expressions: resources become calls of their type, intrinsic functions what they give. */
import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { Binding, CallExpr, EntryExpr, Expr, Fn, NameExpr, Place, TextExpr, TextPart } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import { scalarDelimiter, scalarParts } from '../yaml-scalar.ts';
import { intrinsic, type Lowering } from './intrinsics.ts';

/** Nested deeper, or larger with its aliases expanded, a template is hostile. */
const deepest = 100;
const largest = 200_000;

export class TemplateLowering implements Lowering {
  readonly calls: CallExpr[] = [];
  private readonly bindings = new Map<string, Binding>();
  /** Attributes of resources that stand for something else: the model that an inference profile is a copy of. */
  readonly standIns = new Map<string, Expr>();
  private readonly fn: Fn;
  private readonly text: string;
  private readonly document: Document;
  private readonly mappings: YAMLMap | undefined;
  private nodes = 0;
  private depth = 0;

  constructor(fn: Fn, text: string, document: Document, mappings: YAMLMap | undefined) {
    this.fn = fn;
    this.text = text;
    this.document = document;
    this.mappings = mappings;
  }

  /** A map of the template's `Mappings`. */
  mapping(name: string): Node | undefined {
    return this.mappings?.get(name, true) as Node | undefined;
  }

  place(offset: number): Place {
    return { fn: this.fn, offset, arms: [] };
  }

  rangeOf(node: Node | null | undefined): Range {
    return node?.range ? [node.range[0], node.range[1]] : [0, 0];
  }

  declare(name: string, value: Expr): void {
    this.binding(name).defs.push({ kind: 'assign', value, at: this.place(0), range: value.range });
  }

  /** What a deployment gives it, else its default: as a call of `Parameter` with name and default. */
  parameter(name: string, node: YAMLMap): void {
    const preset = node.get('Default', true) as Node | undefined;
    const range = this.rangeOf(preset ?? node);
    const text: TextExpr = { kind: 'text', parts: [{ kind: 'literal', value: name, range, exact: false }], delimiter: '"', range };
    const args = [text, ...(preset ? [this.expr(preset)] : [])].map(value => ({ value, range }));
    const callee: NameExpr = { kind: 'name', name: '!Parameter', range, at: this.place(0) };
    this.declare(name, { kind: 'call', callee, args, isNew: false, isAwaited: false, at: this.place(0), range });
  }

  private binding(name: string): Binding {
    let found = this.bindings.get(name);
    if (!found) this.bindings.set(name, (found = { name, fn: this.fn, defs: [] }));
    return found;
  }

  /** A parameter, resource or pseudo parameter by its logical name. */
  reference(name: string, range: Range): Expr {
    const standIn = this.standIns.get(name);
    if (standIn) return standIn;
    // Resources may be named above the place where they stand.
    const binding = name.startsWith('AWS::') ? undefined : this.binding(name);
    return { kind: 'name', name, range, ...(binding && { binding }), at: this.place(this.text.length) } satisfies NameExpr;
  }

  expr(node: Node | null | undefined): Expr {
    if (++this.nodes > largest || this.depth > deepest) return this.opaque(node, 'nested too deeply');
    this.depth++;
    const value = this.lowered(node);
    this.depth--;
    return value;
  }

  opaque(node: Node | null | undefined, reason: string): Expr {
    return { kind: 'opaque', reason, range: this.rangeOf(node) };
  }

  private lowered(node: Node | null | undefined): Expr {
    const range = this.rangeOf(node);
    if (isAlias(node)) return this.expr(node.resolve(this.document) as Node | undefined);
    const special = node && intrinsic(node, this);
    if (special) return special;
    if (isMap(node)) return { kind: 'object', range, entries: node.items.flatMap(pair => this.entry(pair as Pair<Node, Node | null>)) };
    if (isSeq(node)) return { kind: 'list', range, items: node.items.map(item => ({ kind: 'item', value: this.expr(item as Node | null) })) };
    if (!isScalar(node)) return { kind: 'constant', value: null, range };
    switch (typeof node.value) {
      case 'string':
        return this.textOf(node as Scalar<string>);
      case 'number':
        return { kind: 'number', value: node.value, range };
      case 'boolean':
        return { kind: 'constant', value: node.value, range };
      default:
        return { kind: 'constant', value: null, range };
    }
  }

  textOf(node: Scalar<string>): TextExpr {
    const scalar = { type: node.type, value: node.value, range: this.rangeOf(node) };
    return { kind: 'text', range: scalar.range, parts: scalarParts(this.text, scalar), delimiter: scalarDelimiter(this.text, scalar) };
  }

  private entry({ key, value }: Pair<Node, Node | null>): EntryExpr[] {
    if (!isScalar(key)) return [];
    const keyRange = this.rangeOf(key);
    const lowered = this.expr(value);
    const range: Range = [keyRange[0], Math.max(keyRange[1], trimmedEnd(this.text, lowered.range))];
    if (key.value === '<<' && key.type === 'PLAIN') return [{ kind: 'spread', value: lowered, range }];
    return [{ kind: 'entry', key: String(key.value), keyRange, value: lowered, range }];
  }

  /** `Type(Properties, LogicalName)`, and its metadata where it has any. */
  resource(name: string, node: YAMLMap, pair: Pair<Node, Node | null>): CallExpr | undefined {
    const typeNode = node.get('Type', true) as Scalar | undefined;
    const type = typeNode?.value;
    if (typeof type !== 'string') return undefined;
    const keyRange = this.rangeOf(pair.key);
    const properties = node.get('Properties', true) as Node | undefined;
    const metadata = node.get('Metadata', true) as Node | undefined;
    const text = (said: string): TextExpr => ({ kind: 'text', parts: [{ kind: 'literal', value: said, range: keyRange, exact: false } satisfies TextPart], delimiter: '"', range: keyRange });
    const body: Expr = properties ? this.expr(properties) : { kind: 'object', entries: [], range: this.rangeOf(node) };
    const args = [body, text(name), ...(metadata ? [this.expr(metadata)] : [])].map(value => ({ value, range: value.range }));
    const call: CallExpr = {
      kind: 'call',
      callee: { kind: 'name', name: type, range: this.rangeOf(typeNode), at: this.place(keyRange[0]) },
      args,
      isNew: true,
      isAwaited: false,
      at: this.place(keyRange[0]),
      range: [keyRange[0], trimmedEnd(this.text, this.rangeOf(node))],
    };
    this.calls.push(call);
    return call;
  }
}

/** Block nodes end where the next one begins: without the white space before it. */
function trimmedEnd(text: string, [start, end]: Range): number {
  return start + text.slice(start, end).trimEnd().length;
}
