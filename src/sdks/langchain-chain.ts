/** Chains of LangChain: what runs one sends what stands before its model to that model. */
import type { ArgumentReader, DraftPrompt, SdkContext } from '../core/sdk.ts';
import type { Span } from '../core/source.ts';
import type { Called, ExternalValue, Value } from '../core/value.ts';
import { madeBy } from './origin.ts';
import { firstField } from './request/field.ts';

/** A model that a run asks, with what it is told before it; `M` is what an SDK knows of its class. */
export interface Chain<M> {
  readonly model: M;
  /** The call that makes it. */
  readonly made: Made;
  /** The steps before it, in order. */
  readonly before: readonly Value[];
  /** What is added to the model on the way (`model.bind(max_tokens=…)`), the last first. */
  readonly bound: readonly ArgumentReader[];
  readonly structured: boolean;
}
export type Made = Called & { readonly args: NonNullable<Called['args']> };

/** Methods that give a model, a chain or a template back as another one of its kind. */
const same = /^(?:bind|bind_?tools|with_?(?:structured_?output|config|retry|fallbacks|types|listeners)|partial)$/i;
/** What puts a chain together of what it is given by name, or in order: its steps. */
const builders = new Map<string, readonly { readonly keys: readonly string[]; readonly at?: number }[]>([
  ['create_stuff_documents_chain', [{ keys: ['prompt'], at: 1 }, { keys: ['llm'], at: 0 }]],
  ['createStuffDocumentsChain', [{ keys: ['prompt'] }, { keys: ['llm'] }]],
  ['create_retrieval_chain', [{ keys: ['combine_docs_chain'], at: 1 }]],
  ['createRetrievalChain', [{ keys: ['combineDocsChain'] }]],
  ['LLMChain', [{ keys: ['prompt'] }, { keys: ['llm'] }]],
  // `RetrievalQA.from_chain_type`, `ConversationalRetrievalChain.from_llm`
  ['from_chain_type', [{ keys: ['chain_type_kwargs.prompt'] }, { keys: ['llm'], at: 0 }]],
  ['from_llm', [{ keys: ['combine_docs_chain_kwargs.prompt', 'prompt'] }, { keys: ['llm'], at: 0 }]],
]);
/** Steps of a chain are followed this deep. */
const deepest = 12;

/** The chain that a value runs; undefined where it holds no model that `classOf` knows, or more than one that may be it. */
export function chainOf<M>(value: Value, classOf: (callee: ExternalValue) => M | undefined, context: SdkContext): Chain<M> | undefined {
  const steps = stepsOf(value, context);
  for (const [index, step] of steps.entries()) {
    const models = context.options(step).flatMap(option => modelOf(option, classOf, context) ?? []);
    if (models.length > 0) return models.length === 1 ? { ...models[0]!, before: steps.slice(0, index) } : undefined;
  }
  return undefined;
}

/** What the templates of a chain say; of one that is a parameter, what its callers hand in. */
export function promptsBefore({ before }: Chain<unknown>, read: (template: Made, context: SdkContext) => readonly DraftPrompt[], context: SdkContext): DraftPrompt[] {
  return before.flatMap(step => {
    const texts = context.options(step).map((option): readonly DraftPrompt[] => {
      if (option.kind === 'unknown') return option.param ? [{ part: 'user', value: option }] : [];
      const template = templateOf(option);
      return template ? read(template, context) : [];
    });
    return texts.length === 1 ? texts[0]! : texts.flat().map(prompt => ({ ...prompt, isOneOfSeveral: true as const }));
  });
}

/** Where its model is made. */
export function madeAt({ made }: Chain<unknown>): Span {
  return { path: made.args.module.path, range: made.args.expr.range };
}

/** The call that makes a prompt template, without what is filled into it on the way. */
function templateOf(value: Value): Made | undefined {
  const [made] = withoutBound(value);
  return isMade(made) && made.callee.path.some(name => /PromptTemplate$/.test(name)) ? made : undefined;
}

function modelOf<M>(value: Value, classOf: (callee: ExternalValue) => M | undefined, context: SdkContext): Omit<Chain<M>, 'before'> | undefined {
  const [made, ...added] = withoutBound(value);
  const model = isMade(made) ? classOf(made.callee) : undefined;
  if (!isMade(made) || model === undefined) return undefined;
  return {
    model,
    made,
    bound: added.flatMap(({ args }) => (args ? [context.read(args)] : [])),
    structured: added.some(({ callee }) => /structured/i.test(callee.path.at(-1) ?? '')),
  };
}

/** The call that makes a value, and then those that add to it, the last first. */
function withoutBound(value: Value): Called[] {
  const added: Called[] = [];
  for (let at = madeBy(value); at; ) {
    const receiver = receiverOf(at.callee);
    if (!receiver || !same.test(at.callee.path.at(-1) ?? '')) return [at, ...added];
    added.push(at);
    at = madeBy(receiver);
  }
  return [];
}

/** `a | b` and `a.pipe(b)` one after the other; a sequence by name. */
function stepsOf(value: Value, context: SdkContext, depth = 0): readonly Value[] {
  const made = madeBy(value);
  if (!made?.args || depth > deepest) return [value];
  const args = context.read(made.args);
  const receiver = receiverOf(made.callee);
  const of = (step: Value): readonly Value[] => stepsOf(step, context, depth + 1);
  switch (made.callee.path.at(-1)) {
    case '__or__':
      return [...of(args.at(0)), ...of(args.at(1))];
    case 'pipe':
      return receiver ? [...of(receiver), ...of(args.at(0))] : [value];
    case 'from':
      return made.callee.path.at(-2) === 'RunnableSequence' ? (context.as(args.at(0), 'list')?.items ?? []).flatMap(of) : [value];
    case 'RunnableSequence':
      return [0, 1, 2, 3].map(index => args.at(index)).filter(step => step.kind !== 'null').flatMap(of);
    default: {
      const built = builtOf(made.callee.path.at(-1) ?? '', args, context);
      if (built) return built.flatMap(of);
      // `(prompt | model).with_retry()`
      const inner = receiver && same.test(made.callee.path.at(-1) ?? '') ? of(receiver) : [];
      return inner.length > 1 ? inner : [value];
    }
  }
}

/** The steps of a chain that is put together by name, where all of them are seen. */
function builtOf(name: string, args: ArgumentReader, context: SdkContext): Value[] | undefined {
  const wanted = builders.get(name);
  if (!wanted) return undefined;
  const [named, first] = [args.keywords(), context.as(args.at(0), 'object')];
  const steps = wanted.flatMap(({ at, keys }) => {
    const given = firstField(named, keys, context).value ?? firstField(first, keys, context).value ?? (at === undefined ? undefined : args.at(at));
    return given === undefined || given.kind === 'null' ? [] : [given];
  });
  return steps.length === wanted.length ? steps : undefined;
}

/** What a method of is called: `model` of `model.bind`. */
function receiverOf({ module, path, result }: ExternalValue): ExternalValue | undefined {
  return result && path.length === 1 ? { kind: 'external', module, path: [], result } : undefined;
}

function isMade(made: Called | undefined): made is Made {
  return made?.args !== undefined;
}
