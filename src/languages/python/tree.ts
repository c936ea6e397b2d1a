/** The syntax tree of Python, as the parser hands it to the lowering. Offsets are of the Python text. */
interface At {
  readonly start: number;
  readonly end: number;
}

export type Node =
  | (At & { readonly type: 'name'; readonly name: string })
  | (At & { readonly type: 'number'; readonly value: number | undefined })
  | (At & { readonly type: 'constant'; readonly value: boolean | null })
  | StringNode
  | (At & { readonly type: 'list'; readonly form: 'list' | 'tuple' | 'set'; readonly items: readonly Node[] })
  | (At & { readonly type: 'dict'; readonly entries: readonly DictEntry[] })
  | ComprehensionNode
  | (At & { readonly type: 'attribute'; readonly object: Node; readonly name: string; readonly nameStart: number })
  | (At & { readonly type: 'index'; readonly object: Node; readonly index: Node })
  | (At & { readonly type: 'slice'; readonly parts: readonly Node[] })
  | CallNode
  | (At & { readonly type: 'await'; readonly value: Node })
  | (At & { readonly type: 'unary'; readonly operator: string; readonly operand: Node })
  | (At & { readonly type: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node })
  | (At & { readonly type: 'logical'; readonly operator: 'and' | 'or'; readonly left: Node; readonly right: Node })
  | (At & { readonly type: 'compare'; readonly operators: readonly string[]; readonly operands: readonly Node[] })
  | (At & { readonly type: 'conditional'; readonly test: Node; readonly body: Node; readonly otherwise: Node })
  | LambdaNode
  | (At & { readonly type: 'star'; readonly keywords: boolean; readonly value: Node })
  | (At & { readonly type: 'walrus'; readonly target: Node; readonly value: Node })
  | (At & { readonly type: 'yield'; readonly value: Node | undefined; readonly from: boolean })
  /** What no meaning is known of; `parts` are still read for calls. */
  | (At & { readonly type: 'opaque'; readonly reason: string; readonly parts: readonly Node[] });

export interface DictEntry extends At {
  /** Absent for `**value`. */
  readonly key: Node | undefined;
  readonly value: Node;
}
export interface ComprehensionNode extends At {
  readonly type: 'comprehension';
  readonly form: 'list' | 'set' | 'dict' | 'generator';
  readonly key: Node | undefined;
  readonly element: Node;
  readonly clauses: readonly { readonly target: Node; readonly iterable: Node; readonly conditions: readonly Node[] }[];
}
export interface CallNode extends At {
  readonly type: 'call';
  readonly callee: Node;
  readonly args: readonly ArgNode[];
  /** Between the parentheses. */
  readonly inside: readonly [start: number, end: number];
}
export interface ArgNode extends At {
  readonly name: string | undefined;
  readonly spread: 'items' | 'keywords' | undefined;
  readonly value: Node;
}
export interface LambdaNode extends At {
  readonly type: 'lambda';
  readonly params: readonly ParamNode[];
  readonly body: Node;
}
export interface ParamNode extends At {
  readonly name: string;
  readonly kind: 'positional' | 'keyword' | 'rest' | 'rest-keywords';
  readonly annotation: Node | undefined;
  readonly fallback: Node | undefined;
}

/** Adjacent literals: implicit concatenation. */
export interface StringNode extends At {
  readonly type: 'string';
  readonly literals: readonly Literal[];
}
export interface Literal extends At {
  /** Prefix and opening quotes. */
  readonly delimiter: string;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** Of a formatted string, in order; absent for others. */
  readonly runs?: readonly (FormatRun | FormatHole)[];
  /** A formatted string that never closes: its fields are unknown. */
  readonly broken: boolean;
}
export interface FormatRun extends At {
  readonly type: 'run';
}
export interface FormatHole extends At {
  readonly type: 'hole';
  readonly value: Node;
  /** Where the text that `=` shows ends: `{x = }` is `x = ` and the value. */
  readonly shown: number | undefined;
  readonly conversion: string;
  readonly spec: string;
  /** Fields inside the specification. */
  readonly nested: readonly Node[];
}

export type Statement =
  | (At & { readonly type: 'expression'; readonly value: Node })
  | (At & { readonly type: 'assign'; readonly targets: readonly Node[]; readonly value: Node })
  | (At & { readonly type: 'annotated'; readonly target: Node; readonly annotation: Node; readonly value: Node | undefined })
  | (At & { readonly type: 'augmented'; readonly target: Node; readonly operator: string; readonly value: Node })
  | (At & { readonly type: 'delete'; readonly targets: readonly Node[] })
  | (At & { readonly type: 'return'; readonly value: Node | undefined })
  | (At & { readonly type: 'raise'; readonly parts: readonly Node[] })
  | (At & { readonly type: 'assert'; readonly parts: readonly Node[] })
  | (At & { readonly type: 'pass' | 'break' | 'continue' })
  | (At & { readonly type: 'global' | 'nonlocal'; readonly names: readonly string[] })
  | (At & { readonly type: 'import'; readonly names: readonly ImportedName[] })
  | (At & { readonly type: 'from'; readonly specifier: string; /** Empty for `*`. */ readonly names: readonly ImportedName[] })
  | (At & { readonly type: 'alias'; readonly name: string; readonly nameStart: number; readonly value: Node })
  | (At & { readonly type: 'if'; readonly clauses: readonly { readonly test: Node; readonly body: Block }[]; readonly otherwise: Block | undefined })
  | (At & { readonly type: 'while'; readonly test: Node; readonly body: Block; readonly otherwise: Block | undefined })
  | ForStatement
  | (At & { readonly type: 'try'; readonly body: Block; readonly handlers: readonly Handler[]; readonly otherwise: Block | undefined; readonly last: Block | undefined })
  | (At & { readonly type: 'with'; readonly items: readonly { readonly value: Node; readonly target: Node | undefined }[]; readonly body: Block })
  | (At & { readonly type: 'match'; readonly subject: Node; readonly cases: readonly Case[] })
  | DefStatement
  | ClassStatement;

export interface Block extends At {
  readonly statements: readonly Statement[];
}
export interface ImportedName extends At {
  readonly name: string;
  readonly as: string | undefined;
}
export interface ForStatement extends At {
  readonly type: 'for';
  readonly target: Node;
  readonly iterable: Node;
  readonly body: Block;
  readonly otherwise: Block | undefined;
}
export interface Handler {
  readonly caught: Node | undefined;
  readonly name: (At & { readonly name: string }) | undefined;
  readonly body: Block;
}
export interface Case {
  readonly pattern: Pattern;
  readonly guard: Node | undefined;
  readonly body: Block;
}
export interface DefStatement extends At {
  readonly type: 'def';
  readonly name: string;
  readonly nameStart: number;
  readonly isAsync: boolean;
  readonly decorators: readonly Node[];
  /** Bounds and defaults of type parameters. */
  readonly typeParams: readonly Node[];
  readonly params: readonly ParamNode[];
  readonly result: Node | undefined;
  readonly body: Block;
}
export interface ClassStatement extends At {
  readonly type: 'class';
  readonly name: string;
  readonly nameStart: number;
  readonly decorators: readonly Node[];
  readonly typeParams: readonly Node[];
  readonly args: readonly ArgNode[];
  readonly body: Block;
}

/** Pattern of a `case`. */
export type Pattern =
  | (At & { readonly type: 'capture'; readonly name: string; readonly inner: Pattern | undefined })
  | (At & { readonly type: 'anything' })
  | (At & { readonly type: 'value' })
  | (At & { readonly type: 'star'; readonly name: string | undefined })
  | (At & { readonly type: 'sequence'; readonly items: readonly Pattern[] })
  | (At & { readonly type: 'mapping'; readonly entries: readonly { readonly key: string | number | undefined; readonly value: Pattern }[]; readonly rest: (At & { readonly name: string }) | undefined })
  | (At & { readonly type: 'class'; readonly items: readonly { readonly name: string | undefined; readonly value: Pattern }[] })
  | (At & { readonly type: 'or'; readonly options: readonly Pattern[] });
