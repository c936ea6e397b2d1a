/** The languages that the plugin brings into ESLint, one line each, and the formats that it reads in the languages of others. */
import { createLanguage } from './language.ts';

export interface LintedLanguage {
  /** As in `language: 'promptfare/python'`. */
  readonly name: string;
  readonly files: readonly string[];
}

/** Files of which ESLint knows nothing without the plugin. */
export const lintedLanguages: readonly LintedLanguage[] = [
  { name: 'python', files: ['**/*.py'] },
  { name: 'notebook', files: ['**/*.ipynb'] },
];

/** Copies of other people's code: a run that starts to lint Python shall not start with these. */
export const FOREIGN_FOLDERS: readonly string[] = ['.venv', 'venv', '.tox', '.nox', 'site-packages', '__pycache__', '.ipynb_checkpoints'].map(folder => `**/${folder}/**`);

/** As `plugin.languages` wants them. */
export const languages = Object.fromEntries(lintedLanguages.map(({ name }) => [name, createLanguage()]));
