/** What the code behind a call does with the text of its answer: followed forwards, bounded, safe against cycles. */
import type { Answer, AnswerUse } from '../core/call.ts';
import type { BinaryExpr, Binding, CallExpr, Def, Expr, Fn, MemberExpr, Module } from '../core/ir.ts';
import type { FunctionValue } from '../core/value.ts';
import { lastName } from '../core/walk.ts';
import type { Engine } from '../resolve/engine.ts';
import { excerpt } from '../resolve/text.ts';
import { constantsIn } from './answer-constants.ts';
import { type Outcome, compared, outcomeOf } from './answer-outcome.ts';
import { type State, listOf, memberOf, stateKey, taken, text } from './answer-state.ts';
import { AS_TEXT, ASKS, DECODES, MAPS, SELECTS, givesBack, isPassedThrough, ofFunction, ofMethod } from './answer-steps.ts';
import { isTextAsString } from './answer-text.ts';
import { mentions } from './handler.ts';
import { type Use, reached, usesIn } from './uses.ts';

/** Steps from one call before the rest counts as not followed. */
const patience = 600;
/** Functions into which a value is followed. */
const deepest = 6;

/** What the walk asks of its surroundings. */
export interface Surroundings {
  readonly engine: Engine;
  readonly sdk: string;
  callersOf(fn: Fn): readonly CallExpr[];
  functionsOf(call: CallExpr): readonly FunctionValue[];
}

/** Undefined where no use of the answer is seen. `start` is what the call itself gives. */
export function answerOf(call: CallExpr, start: State, around: Surroundings): Answer | undefined {
  const walk = new Walk(around);
  walk.follow(call, start, call.at.fn.module);
  return walk.uses.length > 0 ? { uses: inOrder(walk.uses) } : undefined;
}

class Walk {
  readonly uses: AnswerUse[] = [];
  private readonly seen = new Map<Expr, Set<string>>();
  private steps = 0;
  private depth = 0;
  private readonly around: Surroundings;

  constructor(around: Surroundings) {
    this.around = around;
  }

  follow(expr: Expr, state: State, module: Module): void {
    const key = stateKey(state);
    const old = this.seen.get(expr);
    if (old?.has(key)) return;
    if (old) old.add(key);
    else this.seen.set(expr, new Set([key]));
    if (++this.steps > patience) return this.whole(expr, state, module);
    for (const use of usesIn(module).of(expr)) this.used(expr, state, use, module);
  }

  private used(expr: Expr, state: State, use: Use, module: Module): void {
    switch (use.kind) {
      case 'def':
        return use.binding ? this.defined(use.def, use.binding, state, expr, module) : this.whole(expr, state, module);
      case 'return':
        return this.returned(use.fn, expr, state);
      case 'yield':
        return this.toCallers(use.fn, expr, listOf(state));
      case 'test':
        if (use.isSwitch && state.at === 'text') this.add('compared', expr, module);
        return;
      case 'part':
        return this.inside(use.of, expr, state, module);
    }
  }

  private defined(def: Def, binding: Binding, state: State, expr: Expr, module: Module): void {
    if (def.kind === 'set' || def.kind === 'mutate') return this.whole(expr, state, module);
    const [first] = ('path' in def && def.path) || [];
    if (first !== undefined && (state.at === 'lines' || state.at === 'words' || state.at === 'tag')) return this.piece(state, typeof first === 'object' ? undefined : first, expr, module);
    const part = 'path' in def ? taken(state, def.path, this.around.sdk) : state;
    if (!part || (def.kind === 'item' && part.at === 'text')) return;
    if (def.kind === 'item' && part.at === 'lines') return this.whole(expr, text, module);
    for (const name of reached(usesIn(module), binding, def)) this.follow(name, def.kind === 'item' && part.at === 'texts' ? text : part, module);
  }

  private returned(fn: Fn, expr: Expr, state: State): void {
    const { module } = fn;
    const passed = fn.passedTo?.call ?? mentions(fn).find(call => givesBack(written(call, module), lastName(call.callee)));
    if (!passed) return this.toCallers(fn, expr, state);
    const name = lastName(passed.callee);
    // A predicate's value is asked; what a handler or a component gives is shown.
    if (MAPS.test(name) || givesBack(written(passed, module), name)) this.follow(passed, /^(?:map|flatMap|from)$/.test(name) ? listOf(state) : state, module);
    else if (!/^(?:find|filter|some|every|forEach|sort)$/.test(name)) this.whole(expr, state, module);
  }

  private toCallers(fn: Fn, expr: Expr, state: State): void {
    const callers = this.depth < deepest ? this.around.callersOf(fn) : [];
    if (callers.length === 0) return this.whole(expr, state, fn.module);
    this.depth++;
    for (const caller of callers) this.follow(caller, state, caller.at.fn.module);
    this.depth--;
  }

  private inside(of: Expr, expr: Expr, state: State, module: Module): void {
    switch (of.kind) {
      case 'member':
        return of.object === expr ? this.member(of, state, module) : this.lookedUp(of, state, module);
      case 'call':
        return of.callee === expr ? this.asked(of, state, module) : this.argument(of, expr, state, module);
      case 'binary':
        return this.binary(of, expr, state, module);
      case 'choose':
        if (of.test !== expr && !(of.operator === 'and' && of.options[0] === expr)) this.follow(of, state, module);
        return;
      case 'text':
        if (state.at === 'text') this.follow(of, of.parts.length > 1 ? { at: 'text', isMixed: true } : state, module);
        return;
      case 'object':
        for (const entry of of.entries) if (entry.value === expr) this.follow(of, entry.kind === 'spread' ? state : typeof entry.key === 'string' ? { at: 'held', key: entry.key, inner: state } : state, module);
        return;
      case 'list':
        return of.items.forEach((item, index) => {
          if (item.value === expr) this.follow(of, item.kind === 'item' ? { at: 'held', key: index, inner: state } : item.kind === 'each' ? listOf(state) : state, module);
        });
      case 'opaque':
        if (of.reason === 'slice' || /^await/.test(of.reason)) return this.follow(of, state, module);
        if (of.reason === 'unary +' && state.at === 'text') return this.add('number', of, module);
        if (!of.reason.startsWith('unary') && of.reason !== 'typeof' && of.reason !== 'not') this.whole(expr, state, module);
        return;
      default:
        return;
    }
  }

  /** `response.output`, `text.trim(…)`, `lines[0]`. */
  private member(of: MemberExpr, state: State, module: Module): void {
    const key = typeof of.property === 'object' ? undefined : of.property;
    const call = usesIn(module).of(of).flatMap(use => (use.kind === 'part' && use.of.kind === 'call' && use.of.callee === of ? [use.of] : []))[0];
    if (call && typeof key === 'string') return this.method(call, key, of.object, state, module);
    if (state.at === 'text' && !state.isMatch && key === 0) return this.add('first-word', of, module);
    if (typeof of.property === 'object' && of.property.computed.kind === 'opaque' && of.property.computed.reason === 'slice') return this.follow(of, state, module);
    if (state.at === 'lines' || state.at === 'words' || state.at === 'tag') return this.piece(state, key, of, module);
    const member = memberOf(state, key, this.around.sdk);
    if (member) this.follow(of, member, module);
  }

  /** One of the pieces that a text was cut into. */
  private piece(state: Extract<State, { at: 'lines' | 'words' | 'tag' }>, key: string | number | undefined, of: Expr, module: Module): void {
    if (state.at === 'tag') return this.add('tag', of, module, state.name === undefined ? undefined : [state.name], undefined, true);
    if (key === 0) this.add(state.at === 'lines' ? 'first-line' : 'first-word', of, module);
    else if (key !== 'length') this.whole(of, text, module);
  }

  private method(call: CallExpr, name: string, object: Expr, state: State, module: Module): void {
    switch (state.at) {
      case 'model':
        if (name === 'pipe') return this.piped(call, call.args[0]?.value, state, module);
        if (ASKS.test(name)) this.answered(call, state, module);
        return;
      case 'text':
        if (state.isMatch) return /^(?:group|groups|strip|trim|pop|at|next)$/.test(name) ? this.follow(call, text, module) : undefined;
        return this.come(outcomeOf(this.around.engine, call, object, ofMethod(name), state, module), call, module);
      case 'response': {
        const key = name === 'get' || name === 'getattr' ? constantsIn(this.around.engine, call.args[0]?.value, module)?.[0] : undefined;
        if (key !== undefined) {
          const member = memberOf(state, key, this.around.sdk);
          if (member) this.follow(call, member, module);
          return;
        }
        if (AS_TEXT.test(name) && state.path.length === 0 && this.around.sdk !== 'raw-http') return this.follow(call, text, module);
        this.callback(call, state, module);
        return SELECTS.test(name) ? this.follow(call, state, module) : undefined;
      }
      case 'held':
        if (name === 'get') {
          const key = constantsIn(this.around.engine, call.args[0]?.value, module)?.[0];
          return key === undefined || key === state.key ? this.follow(call, state.inner, module) : undefined;
        }
        this.callback(call, state, module);
        return name === 'catch' || name === 'finally' ? this.follow(call, state, module) : undefined;
      case 'texts':
        this.callback(call, text, module);
        return /^(?:join|at|pop|find|shift|filter|slice)$/.test(name) ? this.follow(call, name === 'filter' || name === 'slice' ? state : text, module) : undefined;
      case 'lines':
      case 'words':
        return name === 'pop' || name === 'length' ? undefined : this.whole(call, text, module);
      default:
        return undefined;
    }
  }

  /** The first parameter of a callback gets what the method is called on. */
  private callback(call: CallExpr, state: State, module: Module): void {
    for (const { value } of call.args) if (value.kind === 'function') this.parameter(value.fn, /^reduce$/.test(lastName(call.callee)) ? 1 : 0, state, module);
  }

  private parameter(fn: Fn, index: number, state: State, module: Module): void {
    if (this.depth >= deepest) return;
    this.depth++;
    const uses = usesIn(module);
    for (const { binding, def } of uses.params(fn, index)) {
      const part = 'path' in def ? taken(state, def.path, this.around.sdk) : state;
      if (part) for (const name of reached(uses, binding, def)) this.follow(name, part, module);
    }
    this.depth--;
  }

  private asked(call: CallExpr, state: State, module: Module): void {
    if (state.at === 'model') this.answered(call, state, module);
  }

  private answered(call: CallExpr, { parsed }: Extract<State, { at: 'model' }>, module: Module): void {
    if (parsed === 'json') this.add('json', call, module);
    else this.follow(call, parsed === 'text' ? text : { at: 'response', path: [] }, module);
  }

  /** `chain | StrOutputParser()`, `.pipe(new JsonOutputParser())`. */
  private piped(of: Expr, next: Expr | undefined, state: Extract<State, { at: 'model' }>, module: Module): void {
    const name = next ? module.text.slice(...next.range) : '';
    const parsed = /(?:Json|Pydantic|Structured)\w{0,40}Parser/i.test(name) ? 'json' : /Str(?:ing)?OutputParser/.test(name) ? 'text' : state.parsed;
    this.follow(of, { at: 'model', ...(parsed && { parsed }) }, module);
  }

  private argument(call: CallExpr, expr: Expr, state: State, module: Module): void {
    const index = call.args.findIndex(arg => arg.value === expr);
    const arg = call.args[index];
    const name = lastName(call.callee);
    const as = written(call, module);
    if (state.at === 'request') return name === 'send' ? this.follow(call, { at: 'response', path: [] }, module) : this.intoFunctions(call, index, arg?.name, state, module) ? undefined : this.passed(call, as, name, state, module);
    if (state.at === 'model') return /^(?:LLMChain|ConversationChain|RunnableSequence|create_\w+|RetrievalQA|from_llm|from_chain_type)$/.test(name) ? this.follow(call, state, module) : undefined;
    if (isPassedThrough(as, name)) return this.follow(call, name === 'gather' ? { at: 'held', key: index, inner: state } : state, module);
    if (this.intoFunctions(call, index, arg?.name, state, module)) return;
    if (state.at === 'response') {
      if ((name === 'str' || name === 'String') && isTextAsString(this.around.sdk)) return this.follow(call, text, module);
      if (DECODES.test(name)) return this.follow(call, state, module);
      return ofFunction(as, name) === 'none' || /usage|token|cost|metric|track|record|stop/i.test(as) ? undefined : this.whole(call, state, module);
    }
    if (state.at === 'texts') return name === 'join' || name === 'next' ? this.follow(call, text, module) : DECODES.test(name) ? this.follow(call, state, module) : ofFunction(as, name) === 'none' ? undefined : this.whole(call, text, module);
    if (state.at === 'text') return this.come(outcomeOf(this.around.engine, call, expr, ofFunction(as, name), state, module), call, module);
    if (state.at === 'held' && ofFunction(as, name) === 'none') return;
    this.whole(expr, state, module);
  }

  private passed(call: CallExpr, as: string, name: string, state: State, module: Module): void {
    if (isPassedThrough(as, name)) this.follow(call, state, module);
  }

  /** Into the parameter of a function of the project; false where it is none. */
  private intoFunctions(call: CallExpr, index: number, name: string | undefined, state: State, module: Module): boolean {
    const functions = this.around.functionsOf(call).slice(0, 4);
    // What counts or prices a text does not read it.
    if (/token|usage|cost/i.test(lastName(call.callee))) return true;
    if (functions.length === 0 || ('isMixed' in state && state.isMixed)) return false;
    for (const { fn } of functions) {
      const positional = call.args.slice(0, index).filter(arg => arg.name === undefined).length;
      const param = name === undefined ? fn.params.find(each => each.index === positional) : fn.params.find(each => each.name === name);
      if (!param || this.depth >= deepest) this.whole(call, state, module);
      else this.parameter(fn, param.index, state, fn.module);
    }
    return true;
  }

  private come(outcome: Outcome, of: Expr, module: Module): void {
    if (outcome === 'whole') return this.whole(of, text, module);
    if (outcome === undefined) return;
    if ('at' in outcome) return this.follow(of, outcome, module);
    this.add(outcome.kind, of, module, outcome.values, outcome.isLoose, outcome.isCut);
  }

  private binary(of: BinaryExpr, expr: Expr, state: State, module: Module): void {
    if (state.at === 'model') return of.operator === '|' ? this.piped(of, of.left === expr ? of.right : undefined, state, module) : undefined;
    if (state.at === 'text') this.come(compared(this.around.engine, of, expr, module), of, module);
  }

  /** `LABELS[answer]`. */
  private lookedUp(of: MemberExpr, state: State, module: Module): void {
    if (state.at === 'text') this.add('compared', of, module, constantsIn(this.around.engine, of.object, module));
  }

  private whole(expr: Expr, state: State, module: Module): void {
    if (state.at === 'held') return this.whole(expr, state.inner, module);
    if (state.at === 'text' || state.at === 'response' || state.at === 'lines' || state.at === 'texts') this.add('whole', expr, module);
  }

  private add(kind: AnswerUse['kind'], { range }: Expr, module: Module, values?: readonly string[], isLoose?: true, isCut?: true): void {
    if (this.uses.some(use => use.kind === kind && use.span.path === module.path && use.span.range[0] === range[0] && use.span.range[1] === range[1])) return;
    this.uses.push({ kind, evidence: excerpt(module, range), span: { path: module.path, range }, ...(values && values.length > 0 && { values }), ...(isLoose && { isLoose }), ...(isCut && { isCut }) });
  }
}

function inOrder(uses: readonly AnswerUse[]): AnswerUse[] {
  return uses.toSorted((a, b) => (a.span.path < b.span.path ? -1 : a.span.path > b.span.path ? 1 : a.span.range[0] - b.span.range[0]));
}

/** The callee as the source says. */
function written({ callee }: CallExpr, module: Module): string {
  return module.text.slice(...callee.range).replaceAll(/\s+/g, '').slice(-80);
}
