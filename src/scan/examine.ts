/** One look at one file: what stands in it, or why that is not known. */
import { type Inspection, type Inspector, isDataFile, isPromptFile } from '../inspect.ts';
import { decode, isUtf16 } from '../project/decode.ts';
import type { Project } from '../project/project.ts';
import { skipByContent } from './skip.ts';

export type Outcome =
  | { readonly kind: 'missing' | 'unwanted' }
  /** `isRead`: by what stands in it. */
  | { readonly kind: 'skipped'; readonly reason: string; readonly isRead: boolean }
  | { readonly kind: 'failed'; readonly message: string }
  /** `names`: by which other files get at what it holds; of code only, for data names nothing and has no callers. */
  | { readonly kind: 'inspected'; readonly inspection: Inspection; readonly names?: readonly string[] };

export interface ExaminerOptions {
  readonly project: Project;
  readonly inspector: Inspector;
  /** Named by the user: links among them are followed. */
  readonly named: ReadonlySet<string>;
}

/** `isWanted` is asked for the bytes, before anything is decoded. */
export function createExaminer({ project, inspector, named }: ExaminerOptions): (path: string, isWanted: (bytes: Buffer) => boolean) => Outcome {
  function inspected(path: string, text: string): Outcome {
    try {
      const inspection = inspector.inspect(path, text);
      // A language that this engine does not read is a gap in coverage, not a fault of the file.
      if ('error' in inspection) return /^no (?:language|parser) /.test(inspection.error) ? { kind: 'skipped', reason: inspection.error, isRead: true } : { kind: 'failed', message: inspection.error };
      return { kind: 'inspected', inspection, ...(!isDataFile(path) && !isInfrastructure(inspection) && { names: importableNames(inspection) }) };
    } catch (error) {
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  }

  return (path, isWanted) => {
    const opened = project.open(path);
    if ('refused' in opened) return opened.refused === 'missing' ? { kind: 'missing' } : { kind: 'skipped', reason: opened.refused, isRead: false };
    if (opened.isLink && !named.has(path)) return { kind: 'skipped', reason: 'symbolic link', isRead: false };
    if (!isUtf16(opened.bytes) && !isWanted(opened.bytes)) return { kind: 'unwanted' };
    const decoded = decode(opened.bytes);
    if ('refused' in decoded) return { kind: 'skipped', reason: decoded.refused, isRead: true };
    const reason = skipByContent(path, decoded.text);
    return reason === undefined ? inspected(path, decoded.text) : { kind: 'skipped', reason, isRead: true };
  };
}

/** Whom no prefilter keeps out. */
export function isAlwaysWanted(path: string, named: ReadonlySet<string>, isPrompt: (path: string) => boolean): boolean {
  return isPrompt(path) || isPromptFile(path) || named.has(path);
}

/** Does it say what a project deploys? */
export function isInfrastructure({ module }: Inspection): boolean {
  return module.language === 'cloudformation' || module.language === 'terraform';
}

/** Names by which other files get at what a file holds: clients, models and providers as well as wrappers. What is the default goes by the file's own name. */
function importableNames({ module, wrappers }: Inspection): string[] {
  const exported = [...(module.exports?.keys() ?? [])];
  const isUnnamed = exported.includes('default') || exported.includes('=');
  const stem = module.path.replace(/(?:\/(?:index|__init__))?\.\w+$/, '').split('/').at(-1)!;
  return [...new Set([...wrappers, ...exported.filter(name => name !== 'default' && name !== '='), ...(isUnnamed ? [stem] : [])])];
}
