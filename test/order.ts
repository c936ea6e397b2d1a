/** How the files of tests are shared out over the cores: which begin first, and which may share a process. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, the longest first; a fresh clone has measured nothing yet. A file that begins late, and is long, works on one core while the others stand idle. */
export const longest: readonly string[] = [
  'hostile/directories',
  'diff/property',
  'cli/isolated',
  'cli/process',
  'languages/python/robustness',
  'core/regular-expressions',
  'scan/fix-laws',
  'lsp/server',
  'lsp/languages',
  'action/action',
].map(name => `test/${name}.test.ts`);

/** Rooms whose tests give text and look at what comes back: they leave the process as it was, so that one that has loaded the engine serves many files. Parsers of whole languages are not among them: what they try is large, and takes longer where much else is kept. */
export const together: readonly string[] = ['cost', 'infrastructure', 'inspect', 'project', 'resolve', 'rules', 'sdks'].map(room => `test/${room}/**/*.test.ts`);

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    // Files of one project stay side by side: a process is handed on to the next file only where that one is of the same project.
    return sorted.toSorted((a, b) => Number(b.project.config.isolate) - Number(a.project.config.isolate) || rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const index = longest.findIndex(path => moduleId.endsWith(`/${path}`));
  return index === -1 ? longest.length : index;
}
