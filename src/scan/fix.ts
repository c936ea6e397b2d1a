/** Applies fixes pass by pass until nothing changes; a file that does not come out right stays as it was. */
import { type Edit, type Fix, applyEdits, overlaps } from '../core/edit.ts';
import type { Finding } from '../core/finding.ts';
import type { Project } from '../project/project.ts';
import { type Failure, byPath } from './analyse.ts';
import { type Original, originalOf } from './original.ts';

export interface FixOptions {
  readonly project: Project;
  /** The findings while some files have other texts. */
  readonly findingsWith: (texts: ReadonlyMap<string, string>) => readonly Finding[];
  /** Does a file parse with this text? */
  readonly parses: (path: string, text: string) => boolean;
  /** Of the fixes of a finding, the one to apply. */
  readonly choose: (finding: Finding) => Fix | undefined;
}
export interface Fixed {
  /** New text of each file that changes. */
  readonly texts: ReadonlyMap<string, string>;
  readonly originals: ReadonlyMap<string, Original>;
  /** Of each fix that was applied, the files that it changes. */
  readonly applied: readonly (readonly string[])[];
  readonly failed: readonly Failure[];
}

const maxPasses = 10;

export function fixesApplied({ project, findingsWith, parses, choose }: FixOptions): Fixed {
  const originals = new Map<string, Original>();
  /** Files that no fix may touch. */
  const closed = new Set<string>();
  const broken = new Map<string, Failure>();

  function isOpen(path: string): boolean {
    if (!closed.has(path) && !originals.has(path)) {
      const original = originalOf(project, path);
      if ('refused' in original) close(path, `Not fixed: ${original.refused}.`);
      else if (!parses(path, original.text)) close(path, 'Not fixed: it does not parse as a whole.');
      else originals.set(path, original);
    }
    return !closed.has(path);
  }

  function close(path: string, message: string): void {
    closed.add(path);
    broken.set(path, { path, message });
  }

  /** One run from the files as they are; false where a file had to be closed, so that what rests on its fixes is undone too. */
  function run(texts: Map<string, string>): string[][] | false {
    const applied: string[][] = [];
    let last: readonly string[] = [];
    for (let pass = 0; pass < maxPasses; pass++) {
      const fixes = findingsWith(texts).flatMap(finding => choose(finding) ?? []);
      const { edits, chosen } = compatible(fixes, isOpen);
      if (edits.size === 0) return applied;
      last = [...edits.keys()];
      for (const [path, own] of edits) {
        const text = applyEdits(texts.get(path) ?? originals.get(path)!.text, own);
        if (!parses(path, text)) {
          close(path, 'A fix would break the syntax of this file, so it stays as it was. Please report this.');
          return false;
        }
        texts.set(path, text);
      }
      applied.push(...chosen.map(fix => fix.edits.map(({ path }) => path)));
    }
    for (const path of last) close(path, `Fixes did not settle within ${maxPasses} passes, so this file stays as it was. Please report this.`);
    return false;
  }

  for (;;) {
    const texts = new Map<string, string>();
    const applied = run(texts);
    if (applied === false) continue;
    for (const [path, text] of texts) if (text === originals.get(path)!.text) texts.delete(path);
    return { texts, originals, applied, failed: [...broken.values()].toSorted(byPath) };
  }
}

/** Edits by file of as many fixes as go together; the others wait for the next pass. A fix is applied wholly or not at all. */
function compatible(fixes: readonly Fix[], isOpen: (path: string) => boolean): { edits: Map<string, Edit[]>; chosen: Fix[] } {
  const edits = new Map<string, Edit[]>();
  const chosen: Fix[] = [];
  for (const fix of fixes) {
    const own = fix.edits;
    if (own.length === 0 || !own.every(edit => isOpen(edit.path))) continue;
    if (own.some(edit => edits.get(edit.path)?.some(other => overlaps(edit, other)))) continue;
    if (own.some((edit, index) => own.some((other, at) => at < index && overlaps(edit, other)))) continue;
    for (const edit of own) edits.set(edit.path, [...(edits.get(edit.path) ?? []), edit]);
    chosen.push(fix);
  }
  return { edits, chosen };
}
