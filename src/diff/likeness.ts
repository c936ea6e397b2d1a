import type { ReportCall, ReportText } from '../core/report.ts';

/** How much two different calls look like one that was edited; undefined where nothing says that they are one. */
export function likeness(before: ReportCall, after: ReportCall, isSameFile: boolean, isOnlyOne: boolean): number | undefined {
  const isSameFunction = before.within !== undefined && before.within === after.within;
  const system = isSameText(before.system, after.system);
  const user = isSameText(before.user, after.user);
  const tools = isSameText(before.tools, after.tools);
  const isSameKind = before.operation === after.operation && before.sdk === after.sdk;

  const isOne = (isSameFile && (isSameFunction || system || user || tools || isOnlyOne)) || (isSameFunction && (isSameKind || system || user)) || (system && user);
  if (!isOne) return undefined;
  return (
    (isSameFile ? 3 : fileName(before.path) === fileName(after.path) ? 1 : 0) +
    (isSameFunction ? 3 : 0) +
    (isSameKind ? 1 : 0) +
    (before.role === after.role ? 0.5 : 0) +
    (modelKey(before) === modelKey(after) ? 1 : 0) +
    (system ? 3 : sizeLikeness(before.system, after.system)) +
    (user ? 2 : sizeLikeness(before.user, after.user)) +
    (tools ? 1 : 0) +
    sharedHoles(before.user, after.user)
  );
}

/** Equal, and long enough not to be so by chance. */
function isSameText(before: ReportText | undefined, after: ReportText | undefined): boolean {
  return before?.chars !== undefined && before.chars >= 12 && before.chars === after?.chars && before.tokens === after.tokens && (before.holes?.length ?? 0) === (after.holes?.length ?? 0);
}

/** 0 to 1: the shorter over the longer. */
function sizeLikeness({ chars: before = 0 }: ReportText, { chars: after = 0 }: ReportText): number {
  return Math.max(before, after) === 0 ? 0 : Math.min(before, after) / Math.max(before, after);
}

/** 0 to 1: values of run time with the same names. */
function sharedHoles({ holes: before = [] }: ReportText, { holes: after = [] }: ReportText): number {
  const all = new Set([...before, ...after]);
  return all.size === 0 ? 0 : before.filter(hole => after.includes(hole)).length / all.size;
}

function modelKey({ model }: ReportCall): string {
  return model.state === 'known' ? model.id : model.state === 'choice' ? model.ids.join() : model.state;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
