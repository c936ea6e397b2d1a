/** A language of ours as ESLint wants it: any file is accepted, under any options, and understood when a rule asks for it. */
import { type FileNode, PromptfareSourceCode, visitorKeys } from './source-code.ts';

/** A file as ESLint hands it over. */
interface VirtualFile {
  readonly path: string;
  readonly body: string | Uint8Array;
  readonly bom: boolean;
}
interface Parsed {
  readonly ok: true;
  readonly ast: FileNode;
  readonly sourceCode: PromptfareSourceCode;
}

/** What ESLint calls of a language. Its versions differ in the types, not in the calls. */
export interface EslintLanguage {
  readonly fileType: 'text';
  readonly lineStart: 1;
  /** As in JavaScript, so that rules of other plugins place things where they mean to. */
  readonly columnStart: 0;
  readonly nodeTypeKey: 'type';
  readonly visitorKeys: { readonly [type: string]: readonly string[] };
  readonly defaultLanguageOptions: { readonly [name: string]: unknown };
  validateLanguageOptions(): void;
  parse(file: VirtualFile): Parsed;
  createSourceCode(file: VirtualFile, parsed: Parsed): PromptfareSourceCode;
}

export function createLanguage(): EslintLanguage {
  return {
    fileType: 'text',
    lineStart: 1,
    columnStart: 0,
    nodeTypeKey: 'type',
    visitorKeys,
    // Rules for JavaScript read these without looking whether they are there.
    defaultLanguageOptions: { ecmaVersion: 2026, sourceType: 'module', globals: {}, parserOptions: {} },
    // An entry without `files` gives its options to every language.
    validateLanguageOptions() {},
    parse({ path, body, bom }) {
      const sourceCode = new PromptfareSourceCode({ path, text: typeof body === 'string' ? body : new TextDecoder().decode(body), hasBOM: bom });
      return { ok: true, ast: sourceCode.ast, sourceCode };
    },
    createSourceCode(_file, { sourceCode }) {
      return sourceCode;
    },
  };
}
