/** Which call of one report is which of the other: by what they send, not by where they stand. */
import type { ReportCall, ReportText } from '../core/report.ts';
import { likeness } from './likeness.ts';

/** A call in both states, or in one of them. */
export type Pair = readonly [before: ReportCall | undefined, after: ReportCall | undefined];

/** From the surest sign that two calls are the same one to the weakest that needs no guess. */
const signs: readonly ((call: ReportCall) => string | undefined)[] = [
  call => `${call.path}\n${call.id}`,
  // Before the id alone: of two calls that are the same the id is that of the first file, which may be the new one.
  call => `${call.path}\n${call.within ?? ''}\n${requestOf(call)}`,
  call => call.id,
  call => `${call.path}\n${requestOf(call)}`,
  // Two short requests may be alike by chance, and then belong to nobody.
  call => (knownCharacters(call) >= 24 ? requestOf(call) : undefined),
];

/** Pairs calls that send the same request, then those most alike. In the order of the reports: matched and added ones, then removed ones. */
export function pairsOf(before: readonly ReportCall[], after: readonly ReportCall[]): Pair[] {
  const partners = new Map<ReportCall, ReportCall>();
  let olds = [...before];
  let news = [...after];
  const settle = (): void => {
    const taken = new Set(partners.values());
    olds = olds.filter(old => !taken.has(old));
    news = news.filter(now => !partners.has(now));
  };
  for (const sign of signs) {
    const waiting = new Map<string, ReportCall[]>();
    for (const old of olds) {
      const key = sign(old);
      if (key === undefined) continue;
      const same = waiting.get(key);
      if (same) same.push(old);
      else waiting.set(key, [old]);
    }
    for (const now of news) {
      const key = sign(now);
      const old = key === undefined ? undefined : waiting.get(key)?.shift();
      if (old) partners.set(now, old);
    }
    settle();
  }
  for (const [old, now] of mostAlike(olds, news, renamedFiles(partners, before, after))) partners.set(now, old);
  settle();
  return [...after.map((now): Pair => [partners.get(now), now]), ...olds.map((old): Pair => [old, undefined])];
}

/** Calls that were edited: the pair most alike first, each call once. */
function mostAlike(olds: readonly ReportCall[], news: readonly ReportCall[], renamed: ReadonlyMap<string, string>): [ReportCall, ReportCall][] {
  const alone = (calls: readonly ReportCall[]): Set<string> => {
    const counts = new Map<string, number>();
    for (const { path } of calls) counts.set(path, (counts.get(path) ?? 0) + 1);
    return new Set([...counts].flatMap(([path, count]) => (count === 1 ? [path] : [])));
  };
  const [oldAlone, newAlone] = [alone(olds), alone(news)];
  const candidates = olds.flatMap((old, first) =>
    news.flatMap((now, second) => {
      const isSameFile = (renamed.get(old.path) ?? old.path) === now.path;
      const score = likeness(old, now, isSameFile, isSameFile && oldAlone.has(old.path) && newAlone.has(now.path));
      return score === undefined ? [] : [{ old, now, score, first, second }];
    }),
  );
  const taken = new Set<ReportCall>();
  return candidates
    .toSorted((a, b) => b.score - a.score || a.first - b.first || a.second - b.second)
    .flatMap(({ old, now }): [ReportCall, ReportCall][] => {
      if (taken.has(old) || taken.has(now)) return [];
      taken.add(old).add(now);
      return [[old, now]];
    });
}

/** A file that holds the calls of another one, which is no more. */
function renamedFiles(partners: ReadonlyMap<ReportCall, ReportCall>, before: readonly ReportCall[], after: readonly ReportCall[]): Map<string, string> {
  const [oldPaths, newPaths] = [before, after].map(calls => new Set(calls.map(({ path }) => path))) as [Set<string>, Set<string>];
  const renamed = new Map<string, string>();
  for (const [now, old] of partners) if (old.path !== now.path && !newPaths.has(old.path) && !oldPaths.has(now.path)) renamed.set(old.path, now.path);
  return renamed;
}

/** All that decides what a request costs, and nothing of the code around it. */
function requestOf({ model, system, user, tools, maxTokens, caching, tokens }: ReportCall): string {
  const models = model.state === 'known' ? model.id : model.state === 'choice' ? model.ids.join() : model.state;
  return [models, textKey(system), textKey(user), textKey(tools), maxTokens.state, maxTokens.value ?? '', caching.state, tokens.input.static].join('|');
}

function textKey(text: ReportText | undefined): string {
  return text ? `${text.state} ${text.chars ?? 0} ${text.tokens ?? 0} ${text.holes?.length ?? 0}` : 'none 0 0 0';
}

function knownCharacters({ system, user, tools }: ReportCall): number {
  return (system.chars ?? 0) + (user.chars ?? 0) + (tools?.chars ?? 0);
}
