/** What the engine asks of its driver: it opens no file itself. */
import type { LanguageId } from './source.ts';

export interface Host {
  /** Text of a project file without BOM; undefined where there is none, or it may not be read (outside the root, too large, not text). */
  read(path: string): string | undefined;
  /** What an import names, seen from a file of a language. */
  locate(specifier: string, from: string, language: LanguageId): Located | undefined;
  /** What the configuration says of a file that it names as a prompt; undefined for all others. */
  promptAt?(path: string): NamedPrompt | undefined;
  /** Files that may say what the project deploys (templates, Terraform, stacks of the CDK), sorted; absent where none is to be asked for. */
  infrastructure?(): readonly string[];
  /** Files that import a file, sorted; absent where the driver sees what a file imports, not who imports it. */
  importers?(path: string): readonly string[];
  /** The one name of a path: `../api/a.py` is `a.py` where `api` is the root. */
  normal?(path: string): string;
}

/** A file that is a prompt because the configuration says so. */
export interface NamedPrompt {
  /** Id of the model that it is for. */
  readonly model?: string;
}

/** `package`: the real package name with its subpath, npm aliases resolved (`@anthropic-ai/bedrock-sdk`, `ai/rsc`); Python: the dotted module (`langchain_aws.chat_models`). */
export type Located =
  /** `package`: the one of the project's workspaces that the import names. */
  | { readonly kind: 'file'; readonly path: string; readonly package?: string }
  /** `major`: of the version that the project asks for, where it asks for one. */
  | { readonly kind: 'package'; readonly name: string; readonly major?: number }
  /** A package of the project whose names several files give together (Go). */
  | { readonly kind: 'directory'; readonly path: string; readonly files: readonly string[] };

/** The files of the project that an import leads to, as the host writes their paths. */
export function filesOf(located: Located | undefined): readonly string[] {
  if (located?.kind === 'file') return [located.path];
  return located?.kind === 'directory' ? located.files : [];
}
