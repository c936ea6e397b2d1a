/** The calls that a report is limited to, told in a way that holds while fixes change them. */
import type { AnalysedFile } from './analyse.ts';

export interface Chosen {
  /** See `placesOf`. */
  readonly calls: ReadonlySet<string>;
  /** Findings without a call: see `aboutOf`. */
  readonly findings: ReadonlySet<string>;
}

/** Path of each call and which one of its file it is, by id: fixes move calls and add none. */
export function placesOf(calls: readonly { readonly id: string; readonly path: string }[]): Map<string, string> {
  const counts = new Map<string, number>();
  return new Map(
    calls.map(({ id, path }) => {
      const nth = counts.get(path) ?? 0;
      counts.set(path, nth + 1);
      return [id, `${path}\n${nth}`];
    }),
  );
}

/** What a finding is about, whatever its figures are. */
export function aboutOf({ ruleId, path, message }: { readonly ruleId: string; readonly path: string; readonly message: string }): string {
  return `${ruleId}\n${path}\n${message.replaceAll(/\d[\d.,]*/g, '0')}`;
}

/** Ids of the chosen calls. */
export function chosenIds(files: readonly AnalysedFile[], chosen: Chosen): Set<string> {
  return new Set([...placesOf(files.flatMap(({ calls }) => calls))].flatMap(([id, place]) => (chosen.calls.has(place) ? [id] : [])));
}
