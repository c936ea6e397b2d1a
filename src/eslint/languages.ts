/** The languages that the plugin brings into ESLint, one line each. */
import { createLanguage } from './language.ts';

export interface LintedLanguage {
  /** As in `language: 'promptfare/python'`. */
  readonly name: string;
  readonly files: readonly string[];
  /** Of these the language may be another plugin's, so that the preset `prompts` alone claims them. */
  readonly isShared?: true;
}

export const lintedLanguages: readonly LintedLanguage[] = [
  { name: 'python', files: ['**/*.py'] },
  { name: 'notebook', files: ['**/*.ipynb'] },
  { name: 'prompt', files: ['**/*.prompty', '**/*.prompt'] },
  { name: 'yaml', files: ['**/*.yaml', '**/*.yml'], isShared: true },
  { name: 'json', files: ['**/*prompt*.json', '**/*litellm*.json', '**/prompts/**/*.json', '**/prompt/**/*.json'], isShared: true },
];

/** Copies of other people's code: a run that starts to lint Python shall not start with these. */
export const FOREIGN_FOLDERS: readonly string[] = ['.venv', 'venv', '.tox', '.nox', 'site-packages', '__pycache__', '.ipynb_checkpoints'].map(folder => `**/${folder}/**`);

/** As `plugin.languages` wants them. */
export const languages = Object.fromEntries(lintedLanguages.map(({ name }) => [name, createLanguage()]));
