/** Shell scripts to the neutral IR: what variables are assigned, and the calls of `aws bedrock-runtime` with their options. */
import type { Assignment, Command, CommandNode, CompoundList, ParsedScript, PipelineNode, Statement, SyntaxNode, Word } from 'unbash';
import type { Arm, Binding, Branch, CallExpr, Expr, Fn, Loop, Place } from '../../core/ir.ts';
import type { Range } from '../../core/source.ts';
import type { ShellSource } from './source.ts';
import { awsCall } from './aws-command.ts';
import { type Scope, documentExpr, wordExpr } from './words.ts';

type Parser = typeof import('unbash');

/** Declares variables: its arguments may be assignments. */
const declares = new Set(['export', 'local', 'declare', 'readonly', 'typeset']);

export class Lowering {
  readonly calls: CallExpr[] = [];
  readonly bindings = new Map<string, Binding>();
  private readonly source: ShellSource;
  private readonly fn: Fn;
  private readonly parser: Parser;
  private arms: readonly Arm[] = [];
  private loop: Loop | undefined;

  /** `given`: variables that are set before the script runs. */
  constructor(source: ShellSource, fn: Fn, parser: Parser, given: ReadonlyMap<string, Expr> = new Map()) {
    this.source = source;
    this.fn = fn;
    this.parser = parser;
    for (const [name, value] of given) this.binding(name).defs.push({ kind: 'assign', value, at: { fn, offset: 0, arms: [] }, range: value.range });
  }

  script(script: ParsedScript): void {
    this.declare(script);
    this.statements(script.commands);
  }

  /** Every name that is assigned somewhere: a use of any other is one of the environment. */
  private declare(node: SyntaxNode): void {
    if (node.type === 'Assignment') this.binding(node.name);
    if (node.type === 'For' || node.type === 'Select') this.binding(node.name.value);
    if (node.type === 'Command' && node.name?.value === 'read') for (const name of readNames(node)) this.binding(name);
    if (node.type === 'Command' && writtenFile(node)) this.binding(writtenFile(node)!.name);
    this.parser.forEachChild(node, child => this.declare(child));
  }

  private binding(name: string): Binding {
    let binding = this.bindings.get(name);
    if (!binding) this.bindings.set(name, (binding = { name, fn: this.fn, defs: [] }));
    return binding;
  }

  private statements(statements: readonly Statement[]): void {
    for (const { command } of statements) this.node(command);
  }

  private list(list: CompoundList): void {
    this.statements(list.commands);
  }

  private within(arm: Arm, run: () => void): void {
    const outer = this.arms;
    this.arms = [...outer, arm];
    run();
    this.arms = outer;
  }

  /** Arms of a branch, one after the other. */
  private branches(kind: Branch['kind'], total: boolean, runs: readonly (() => void)[]): void {
    const branch: Branch = { kind, arms: runs.length, total };
    for (const [index, run] of runs.entries()) this.within({ branch, index, exits: false }, run);
  }

  private node(node: PipelineNode | CommandNode | CompoundList | Statement['command']): void {
    switch (node.type) {
      case 'Command':
        return this.command(node);
      case 'Pipeline':
        for (const command of node.commands) this.node(command);
        return;
      case 'AndOr':
        for (const [index, command] of node.commands.entries()) {
          if (index === 0) this.node(command);
          else this.branches('if', false, [() => this.node(command)]);
        }
        return;
      case 'If': {
        this.list(node.clause);
        for (const { clause } of node.elif) this.list(clause);
        const bodies = [node.then, ...node.elif.map(elif => elif.then), ...(node.else ? [node.else] : [])];
        return this.branches('if', node.else !== undefined, bodies.map(body => () => this.list(body)));
      }
      case 'Case':
        return this.branches('switch', node.items.some(item => item.pattern.some(pattern => pattern.text === '*')), node.items.map(item => () => this.list(item.body)));
      case 'For':
        return this.for(node.name.value, node.wordlist ?? [], node.body, [node.pos, node.end]);
      case 'While':
        this.list(node.clause);
        return this.repeat({ kind: 'while', fn: this.fn, bindings: [], range: this.source.range(node.pos, node.end), exits: [] }, node.body);
      case 'ArithmeticFor':
        return this.repeat({ kind: 'for', fn: this.fn, bindings: [], range: this.source.range(node.pos, node.end), exits: [] }, node.body);
      case 'Select':
        return this.branches('loop', false, [() => this.list(node.body)]);
      case 'Function':
      case 'Coproc':
        return this.branches('if', false, [() => this.node(node.body)]);
      case 'Redirected':
        return this.node(node.command);
      case 'Subshell':
      case 'BraceGroup':
        return this.list(node.body);
      case 'CompoundList':
        return this.list(node);
      default:
        return;
    }
  }

  private for(name: string, words: readonly Word[], body: CompoundList, [start, end]: Range): void {
    const binding = this.binding(name);
    const range = this.source.range(start, end);
    const over: Expr = { kind: 'list', range, items: words.map(word => ({ kind: 'item', value: wordExpr(word, this.scope(word.pos)) })) };
    // What a pattern of file names or a substitution stands for is not one word.
    const isOpen = words.length === 0 || words.some(word => word.parts?.some(part => part.type !== 'Literal' && part.type !== 'SingleQuoted' && part.type !== 'DoubleQuoted'));
    const of: Expr = isOpen ? { kind: 'opaque', range, reason: 'words' } : over;
    binding.defs.push({ kind: 'item', of, at: this.place(start), range });
    this.repeat({ kind: 'for-of', fn: this.fn, over: of, bindings: [binding], range, exits: [] }, body);
  }

  private repeat(loop: Loop, body: CompoundList): void {
    const outer = this.loop;
    this.loop = { ...loop, ...(outer && { parent: outer }) };
    this.branches('loop', false, [() => this.list(body)]);
    this.loop = outer;
  }

  private place(offset: number): Place {
    return { fn: this.fn, offset: this.source.range(offset, offset + 1)[0], arms: this.arms };
  }

  private scope(offset: number): Scope {
    return {
      source: this.source,
      at: this.place(offset),
      variable: (name, range, at) => {
        const binding = this.bindings.get(name);
        return { kind: 'name', range, name, at, ...(binding && { binding }) };
      },
      output: (script, range) => this.output(script, range),
    };
  }

  /** `cat file`, `< file`, `cat <<EOF`, `echo text | base64`. */
  private output(script: ParsedScript, range: Range): Expr | undefined {
    const [statement, more] = script.commands;
    if (!statement || more) return undefined;
    const first = statement.command.type === 'Pipeline' ? statement.command.commands[0] : statement.command;
    const rest = statement.command.type === 'Pipeline' ? statement.command.commands.slice(1) : [];
    // What only changes how the text is written does not change what is said.
    if (first?.type !== 'Command' || !rest.every(each => each.type === 'Command' && /^(?:base64|tr)$/.test(each.name?.value ?? ''))) return undefined;
    const scope = this.scope(first.pos);
    const words = first.args.filter(arg => arg.type === 'Word').filter(word => !word.value.startsWith('-'));
    const [redirect] = first.redirects;
    const name = first.name?.value;
    if (redirect?.type === 'HereDoc' && name === 'cat') return documentExpr(redirect.body, scope);
    if (redirect?.type === 'Redirect' && redirect.operator === '<' && redirect.target && (name === undefined || name === 'cat')) return this.file(wordExpr(redirect.target, scope), range);
    if (name === 'cat' && words.length === 1) return this.file(wordExpr(words[0]!, scope), range);
    if (name === 'echo' && words.length === 1) return wordExpr(words[0]!, scope);
    if (name === 'printf' && words.length === 2 && /^%s(?:\\n)?$/.test(words[0]!.value)) return wordExpr(words[1]!, scope);
    return undefined;
  }

  /** The contents of a file: what the script itself wrote into it, else what it holds. */
  file(path: Expr, range: Range): Expr {
    const name = path.kind === 'text' ? path.parts.map(part => (part.kind === 'literal' ? part.value : '\0')).join('') : undefined;
    const binding = name === undefined ? undefined : this.bindings.get(fileName(name));
    const at: Place = { fn: this.fn, offset: range[0], arms: this.arms };
    if (binding) return { kind: 'name', range, name: binding.name, binding, at };
    return { kind: 'call', range, callee: { kind: 'name', range, name: '<file>', at }, args: [{ value: path, range: path.range }], isNew: false, isAwaited: false, at };
  }

  private command(command: Command): void {
    for (const part of [...command.prefix, ...command.suffix]) this.nested(part);
    if (!command.name) {
      for (const part of command.prefix) if (part.type === 'Assignment') this.assign(part);
      return;
    }
    const name = command.name.value;
    if (declares.has(name)) for (const arg of command.args) if (arg.type === 'Assignment') this.assign(arg);
    if (name === 'read') for (const each of readNames(command)) this.binding(each).defs.push({ kind: 'unknown', reason: 'input', at: this.place(command.pos), range: this.source.range(command.pos, command.end) });
    const written = writtenFile(command);
    if (written) this.binding(written.name).defs.push({ kind: 'assign', value: documentExpr(written.body, this.scope(command.pos)), at: this.place(command.pos), range: this.source.range(command.pos, command.end) });
    if (!/(?:^|\/)aws$/.test(name)) return;
    const words = command.args.map(arg => (arg.type === 'Word' ? { text: arg.value, pos: arg.pos, end: arg.end, value: () => wordExpr(arg, this.scope(arg.pos)) } : { text: arg.text, pos: arg.pos, end: arg.end, value: (): Expr => ({ kind: 'opaque', range: this.source.range(arg.pos, arg.end), reason: 'assignment' }) }));
    const last = words.at(-1)?.end ?? command.name.end;
    const range = this.source.range(command.pos, last);
    const found = awsCall(words, {
      range,
      // Where the file writes the script in another way, nobody knows which of its characters ends the command.
      ...(this.source.runs(last - 1, last)[0]?.exact && { argsRange: range }),
      place: this.place(command.pos),
      file: (path, within) => this.file(path, within),
      ...(this.loop && { loop: this.loop }),
    });
    if (found) this.calls.push(found);
  }

  /** Scripts in substitutions make calls too. */
  private nested(node: SyntaxNode): void {
    if ((node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution') && node.script) {
      if (!node.script.source) this.statements(node.script.commands);
      return;
    }
    this.parser.forEachChild(node, child => this.nested(child));
  }

  private assign({ name, value, append, index, pos, end }: Assignment): void {
    const at = this.place(pos);
    const range = this.source.range(pos, end);
    const binding = this.binding(name);
    if (index || value.type !== 'Word') binding.defs.push({ kind: 'unknown', reason: 'array', at, range });
    else binding.defs.push({ kind: append ? 'append' : 'assign', value: wordExpr(value, this.scope(pos)), at, range });
  }
}

function readNames(command: Command): string[] {
  return command.args.flatMap(arg => (arg.type === 'Word' && /^[A-Za-z_]\w*$/.test(arg.value) ? [arg.value] : []));
}

/** `cat > body.json <<EOF`: the document and the file that it goes to. */
function writtenFile(command: Command) {
  if (command.name?.value !== 'cat') return undefined;
  const target = command.redirects.find(each => each.type === 'Redirect' && each.operator === '>');
  const document = command.redirects.find(each => each.type === 'HereDoc');
  if (target?.type !== 'Redirect' || document?.type !== 'HereDoc' || !target.target || target.target.parts?.some(part => part.type !== 'SingleQuoted' && part.type !== 'Literal')) return undefined;
  return { name: fileName(target.target.value), body: document.body };
}

/** No variable has such a name. */
function fileName(path: string): string {
  return `file ${path.replace(/^\.\//, '')}`;
}

