/** Text in, calls out: what both drivers stand on. */
import { type Call, type CallContext, type Role, generates } from './core/call.ts';
import { fenced } from './core/fence.ts';
import type { Host } from './core/host.ts';
import { identify } from './core/identity.ts';
import type { CallExpr, Fn, Module } from './core/ir.ts';
import type { Resource } from './core/resource.ts';
import type { Draft, Sdk } from './core/sdk.ts';
import type { LanguageId } from './core/source.ts';
import { Barren } from './inspect/barren.ts';
import { answerBehind } from './inspect/answer-of-call.ts';
import { answerCacheOf } from './inspect/answer-cache.ts';
import { isChained } from './inspect/chain.ts';
import { contextOf } from './inspect/context.ts';
import { finished, isOfAnother } from './inspect/finish.ts';
import { handlerOf } from './inspect/handler.ts';
import { indexed, Matcher } from './inspect/match.ts';
import { merged } from './inspect/merge.ts';
import { ModuleMatches } from './inspect/module-matches.ts';
import { Modules } from './inspect/modules.ts';
import { Reads } from './inspect/reads.ts';
import { namedPrompts } from './inspect/named-prompts.ts';
import { earlierCalls, earlierTwin, isInvariant } from './inspect/repetition.ts';
import { withoutSent } from './inspect/unsent.ts';
import { Wrappers, isRegistry } from './inspect/wrappers.ts';
import { createInfrastructure } from './infrastructure/index.ts';
import { TerraformDirectories, isTerraformDirectory, locateTerraform } from './infrastructure/terraform-directory.ts';
import { declaresResources, isDataFile, languageOf, parseModule } from './languages/index.ts';
import { contentsOf } from './resolve/documents.ts';
import type { Files } from './resolve/engine.ts';
import { Evaluator } from './resolve/evaluator.ts';
import { sdks } from './sdks/index.ts';

export { withoutTree } from './inspect/detached.ts';
export { leastWords } from './inspect/named-prompts.ts';
export { extensions, isDataFile, isPromptFile, isSearched, languageOf } from './languages/index.ts';

export interface Inspection {
  readonly module: Module;
  /** Calls located in this file, with ids, in order of place. */
  readonly calls: readonly Call[];
  /** Names of functions of this file whose callers are calls of their own; their callers may stand in other files. */
  readonly wrappers: readonly string[];
}

/** Inspects files of one project, each once; imported files are read through the host and kept. */
export interface Inspector {
  /** `lower` where the driver has a tree of the file already (ESLint lends its own); undefined is a file that cannot be understood. */
  inspect(path: string, text: string, lower?: () => Module | undefined): Inspection | { readonly error: string };
  /** What others see of a file is read anew when they ask for it. */
  forget(path: string): void;
  /** Texts that the file's names call prompts, whoever sends them, in order of place and without ids; none where it cannot be parsed. */
  namedPrompts(path: string, text: string): { readonly module?: Module; readonly prompts: readonly Omit<Call, 'id'>[] };
  /** What the project deploys, in order of place; none where the host names no files of infrastructure. */
  resources(): readonly Resource[];
}

/** Parsers that have to be loaded before files of their languages are inspected. */
export { loadParser, needsLoading } from './languages/index.ts';

/** One of these strings stands in every file that can hold a call, or in a file that it imports. */
export const needles: readonly string[] = [...new Set(sdks.flatMap(sdk => sdk.needles))];

/** Packages of which the major version tells how calls are written. */
export const versioned: ReadonlySet<string> = new Set(sdks.flatMap(sdk => sdk.versioned ?? []));

/** Those for the calls of one SDK, as calls name it. */
export function needlesOf(name: string): readonly string[] {
  return sdks.flatMap(sdk => (sdk.name === name ? sdk.needles : []));
}

/** `modules`: what was read for an earlier inspector and still holds; more is put in. For editors, where one file changes and the others stay. */
export function createInspector(host: Host, known: readonly Sdk[] = sdks, modules?: Map<string, Module | undefined>): Inspector {
  const kept = new Modules(modules ?? new Map());
  // In a run, files stay as they are; an editor's may change while their modules are not kept.
  const barren = new Barren(() => kept.replaced + (modules ? kept.trimmed : 0));
  const load = (path: string): Module | undefined => {
    if (!kept.has(path)) {
      const text = languageOf(path) ? host.read(path) : undefined;
      const parsed = text === undefined ? undefined : parseModule(path, text, host.promptAt?.(path));
      kept.set(path, parsed && !('error' in parsed) ? parsed : undefined);
    }
    return kept.get(path);
  };
  const infrastructureFiles = (): readonly string[] => host.infrastructure?.() ?? [];
  const directories = new TerraformDirectories(infrastructureFiles, load);
  const sources: Files = {
    module: path => (isTerraformDirectory(path) ? directories.scope(path) : isDataFile(path) ? undefined : load(path)),
    data: path => {
      const module = isDataFile(path) ? load(path) : undefined;
      return module && contentsOf(module);
    },
    // A repository of an SDK calls it as its users do.
    locate: (specifier, from, language) => {
      if (language === 'terraform') return locateTerraform(specifier, from);
      const there = host.locate(specifier, from, language);
      const isSdk = packages.has(specifier) || (there?.kind === 'file' && there.package !== undefined && (packages.has(there.package) || versioned.has(there.package)));
      const found = isSdk ? ({ ...(there?.kind === 'package' && there), kind: 'package', name: specifier } as const) : there;
      if (found?.kind !== 'directory') return found;
      if (!kept.has(found.path)) kept.set(found.path, packageOf(found.path, found.files, language));
      return { kind: 'file', path: found.path };
    },
  };
  const files: Files = { ...sources, ...(host.importers && { importers: path => host.importers!(path) }) };
  const { index, packages } = lookupOf(known);
  /** What is found out once for all questions, as long as nothing that it was read from changes. */
  const sharedAnew = () => {
    const reads = new Reads(kept);
    const infrastructure = createInfrastructure({ files: infrastructureFiles, read: path => host.read(path), normal: path => host.normal?.(path) ?? path, module: path => reads.noted(path, load(path)), declares: declaresResources, engineFiles: reads.of(files) });
    const engineFiles: Files = { ...files, environment: (name, path) => infrastructure.environment(name, path) };
    const asking = () => {
      const own = new Reads(kept);
      const engine = new Evaluator(own.of(engineFiles));
      return { engine, matcher: new Matcher(engine, index), reads: own };
    };
    return { trimmed: kept.trimmed, reads, infrastructure, asking, matches: new ModuleMatches(asking) };
  };
  let last = sharedAnew();
  const shared = (): typeof last => (last.trimmed === kept.trimmed && last.reads.hold() ? last : (last = sharedAnew()));

  return behindFence({
    forget: path => kept.delete(path),
    resources: () => shared().infrastructure.resources(),
    namedPrompts(path, text) {
      kept.trim();
      const parsed = kept.get(path) ?? parseModule(path, text);
      // A prompt that is written where it is named comes from no variable of the environment, and from nobody who imports it.
      return 'error' in parsed ? { prompts: [] } : { module: parsed, prompts: namedPrompts(new Evaluator(sources), parsed) };
    },
    inspect(path, text, lower) {
      kept.trim();
      const old = kept.get(path);
      // What others have read of the file is the same module, in whatever form it comes; data may be a prompt here, and none to those who read it.
      const isKnown = old?.text === text && old.recovered === undefined && !(lower && isDataFile(path));
      const parsed = isKnown ? old : lower ? (lower() ?? { error: 'It cannot be understood.' }) : parseModule(path, text, host.promptAt?.(path));
      if ('error' in parsed) return parsed;
      kept.set(path, parsed);
      // An engine of its own, and of other files only what their calls are, found out in an order of their own: the result is of this file and what it reads, in whatever order files come.
      const { asking, matches } = shared();
      const own = asking();
      const { engine, matcher } = own;
      const wrappers = new Wrappers(own, parsed, matches, barren);
      const calls = parsed.calls.flatMap(call => {
        engine.begin();
        return callAt(engine, wrappers, call);
      });
      for (const fn of matcher.canReturn(parsed) ? parsed.functions : []) {
        for (const { value } of fn.returns) {
          engine.begin();
          const draft = value.kind === 'object' || value.kind === 'name' ? matcher.returned(engine.evaluate(value, engine.frame(fn))) : undefined;
          if (draft) calls.push({ ...finished(draft, parsed, value.range, engine), role: 'call', ...(fn.name !== undefined && { within: fn.name }), context: { loop: 'none' } });
        }
      }
      calls.sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
      const names = parsed.functions.filter(fn => wrappers.isWrapper(fn)).flatMap(fn => (fn.name === undefined ? [] : [fn.kind === 'constructor' ? (fn.owner?.name ?? fn.name) : fn.name]));
      return { module: parsed, calls: identify(withoutSent(calls)), wrappers: [...new Set(names)] };
    },
  });
}

function behindFence(inspector: Inspector): Inspector {
  return {
    ...inspector,
    inspect: (path, text, lower) => fenced(path, () => inspector.inspect(path, text, lower)),
    namedPrompts(path, text) {
      const found = fenced(path, () => inspector.namedPrompts(path, text));
      return 'error' in found ? { prompts: [] } : found;
    },
  };
}

const lookups = new WeakMap<readonly Sdk[], { readonly index: ReturnType<typeof indexed>; readonly packages: ReadonlySet<string> }>();

/** Editors ask for an inspector at every key. */
function lookupOf(known: readonly Sdk[]): { readonly index: ReturnType<typeof indexed>; readonly packages: ReadonlySet<string> } {
  let found = lookups.get(known);
  if (!found) lookups.set(known, (found = { index: indexed(known), packages: new Set(known.flatMap(sdk => sdk.needles)) }));
  return found;
}

/** The module whose names several files give together. */
function packageOf(path: string, files: readonly string[], language: LanguageId): Module {
  return { path, language, text: '', syntax: { entry: () => '', literal: () => '', escape: () => undefined, lineComment: '' }, functions: [], classes: [], calls: [], globals: new Map(), exports: new Map(), reexports: files, imports: [], comments: [] };
}

/** The call of a model that an expression is; none for all others. */
function callAt(engine: Evaluator, wrappers: Wrappers, call: CallExpr): Omit<Call, 'id'>[] {
  const { draft: bare, functions } = wrappers.standalone(call);
  const draft = bare && wrappers.completed(call, bare);
  if (draft) return [located(engine, wrappers, call, draft, draft.role ?? (wrappers.around(call).some(fn => wrappers.handsOn(call, draft, fn)) ? 'wrapper' : 'call'))];
  const called = functions.length > 0 ? functions : wrappers.handed(call);
  if (isRegistry(called)) return [];
  const requests = wrappers.requests(call, called).filter(request => !isOfAnother(request));
  return requests.length > 0 ? [located(engine, wrappers, call, merged(requests), 'wrapper-call')] : [];
}

function located(engine: Evaluator, wrappers: Wrappers, call: CallExpr, draft: Draft, role: Role): Omit<Call, 'id'> {
  const within = wrappers.around(call).find(fn => fn.name !== undefined)?.name;
  const context: CallContext = role === 'config' ? { loop: 'none' } : surroundings(engine, wrappers, call);
  const result = finished(role === 'wrapper-call' ? withoutEdits(draft) : draft, call.at.fn.module, call.range, engine, call.at.fn, { call, callersOf: fn => wrappers.callers(fn) });
  const answer = generates.has(draft.operation) ? answerBehind(engine, wrappers, call, draft, role) : undefined;
  return { ...result, role, ...(answer && { answer }), ...(within !== undefined && { within }), context };
}

/** Its loop, who waits for it, and whether the same was asked before. */
function surroundings(engine: Evaluator, wrappers: Wrappers, call: CallExpr): CallContext {
  const callersOf = (fn: Fn): readonly CallExpr[] => wrappers.callers(fn);
  const context = contextOf(engine, call, callersOf, fn => wrappers.isWrapper(fn));
  const handler = handlerOf(call, callersOf);
  const answerCache = answerCacheOf(call, callersOf);
  const requests = wrappers.requestsOf(call.at.fn);
  const twin = earlierTwin(call, requests);
  const behind = earlierCalls(call, requests);
  return {
    ...context,
    ...(handler && { handler }),
    ...(context.loop === 'items' && isInvariant(call) && { invariant: true }),
    ...(context.loop === 'items' && isChained(call, other => wrappers.asks(other), callersOf) && { chained: true as const }),
    ...(call.at.arms.some(({ branch, index }) => branch.kind === 'try' && index > 0) && { isRescue: true as const }),
    ...(answerCache !== undefined && { answerCache }),
    ...(behind.length > 0 && { behind: behind.map(({ range }) => ({ path: call.at.fn.module.path, range })) }),
    ...(twin && { repeats: { path: call.at.fn.module.path, range: twin.range } }),
  };
}

/** The edits of a wrapper's request belong to the wrapper, not to its callers. */
function withoutEdits(draft: Draft): Draft {
  const { limit, tier, stops, prompts } = draft;
  return {
    ...draft,
    limit: unset(limit),
    ...(tier && { tier: unset(tier) }),
    ...(stops && { stops: unset(stops) }),
    prompts: prompts.map(({ cacheEdits: _cache, markers, ...prompt }) => ({ ...prompt, ...(markers && { markers: markers.map(({ removeEdits: _remove, replaceEdits: _replace, shortenEdits: _shorten, ...marker }) => marker) }) })),
  };
}

function unset<S extends { readonly setEdits?: unknown }>({ setEdits: _set, ...slot }: S): Omit<S, 'setEdits'> {
  return slot;
}
