/** `promptfare init` without flags: what fits a project, by the files that it has. Nothing is asked that can be seen, and what is there stays as it is. */
import { parsedJson } from '../../project/parsed-json.ts';
import { configurationNames } from '../../scan/configuration.ts';
import { editorSetup } from './editor.ts';
import { hookSetup } from './hook.ts';
import type { Setup, Surroundings } from './run.ts';
import { workflowPath, workflowText } from './workflow-text.ts';
import { version } from '../version.ts';

/** In the order in which they are told. */
export function seenSetups(here: Surroundings): [Setup, string][] {
  const hook = hookToolOf(here);
  const hasEslint = eslintConfigOf(here) !== undefined;
  return [
    [configurationSetup, ''],
    ...(hasEslint ? [[eslintSetup, ''] as [Setup, string]] : []),
    ...(hasEslint && here.has('.vscode') ? [[editorSetup, 'vscode'] as [Setup, string]] : []),
    ...(hook !== undefined && here.has('.git') ? [[hookSetup, hook] as [Setup, string]] : []),
    ...(here.has('.github') ? [[workflowSetup, ''] as [Setup, string]] : []),
    ...pipelines.filter(file => here.has(file)).map((file): [Setup, string] => [pipelineSetup, file]),
  ];
}

const configurationSetup: Setup = {
  files(_, here) {
    const existing = configurationOf(here);
    if (existing !== undefined) return [{ path: existing, text: (before = '') => before }];
    return [{ path: 'promptfare.yaml', text: (before = configurationText()) => before }];
  },
};

/** The one that holds here, which may stand above. */
function configurationOf(here: Surroundings): string | undefined {
  for (let up = ''; up.length < 60; up += '../') {
    const found = configurationNames.find(name => here.has(up + name) && (name !== 'package.json' || Object.hasOwn(manifestOf(here, up + name), 'promptfare')));
    if (found !== undefined) return up + found;
    if (here.has(`${up}.git`)) return undefined;
  }
  return undefined;
}

function configurationText(): string {
  return `# yaml-language-server: $schema=https://unpkg.com/promptfare@${version()}/schema/config.schema.json
# Settings: https://unpkg.com/promptfare@${version()}/README.md#configuration
presets: recommended
`;
}

const eslintSetup: Setup = {
  files: () => [],
  next(_, here) {
    const file = eslintConfigOf(here)!;
    if (/\bpromptfare\b/.test(here.read(file) ?? '')) return '';
    return `${file} is code and is not edited here. Add \`import promptfare from 'promptfare/eslint';\`, and \`...promptfare.configs.recommended\` to its list.`;
  },
};

function eslintConfigOf(here: Surroundings): string | undefined {
  return ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map(extension => `eslint.config.${extension}`).find(name => here.has(name));
}

const workflows = '.github/workflows';
const workflowSetup: Setup = {
  files(_, here) {
    const own = here.names(workflows).filter(name => /\.ya?ml$/.test(name)).map(name => `${workflows}/${name}`);
    const using = own.find(path => /\bpromptfare\b/.test(here.read(path) ?? ''));
    return [{ path: using ?? workflowPath, text: (before = workflowText) => before }];
  },
  next: (_, here) => (here.has(workflowPath) ? '' : 'Pull requests of forks get their comment from a second workflow: the README has it.'),
};

/** Of services whose jobs stand in one file of the team's own. */
const pipelines = ['.gitlab-ci.yml', 'bitbucket-pipelines.yml', 'azure-pipelines.yml'];
const pipelineSetup: Setup = {
  files: () => [],
  next: (file, here) => (/\bpromptfare\b/.test(here.read(file) ?? '') ? '' : `${file} is yours and is not edited here. A job for pull requests that runs \`npx --yes promptfare comment\` says what a change costs; the README has it.`),
};

/** The tool that runs the hooks of the project. Where one runs promptfare already, that one. */
function hookToolOf(here: Surroundings): string | undefined {
  const manifest = manifestOf(here, 'package.json');
  const isNeeded = (name: string): boolean => ['dependencies', 'devDependencies'].some(key => Object.hasOwn(Object(manifest[key]) as object, name));
  if (/^[^#\n]*\bpromptfare\b/m.test(here.has('.husky/pre-commit') ? (here.read('.husky/pre-commit') ?? '') : '')) return 'husky';
  if (Object.hasOwn(manifest, 'lint-staged') || here.names('.').some(name => /^(?:lint-staged\.config\.|\.lintstagedrc)/.test(name))) return 'lint-staged';
  if (here.names('.').some(name => /^\.?lefthook\.(?:ya?ml|json|toml)$/.test(name)) || isNeeded('lefthook')) return 'lefthook';
  if (here.has('.pre-commit-config.yaml')) return 'pre-commit';
  return here.has('.husky') || isNeeded('husky') ? 'husky' : undefined;
}

function manifestOf(here: Surroundings, path: string): { readonly [key: string]: unknown } {
  const data = here.has(path) ? parsedJson(here.read(path) ?? '') : undefined;
  return data !== null && typeof data === 'object' && !Array.isArray(data) ? data : {};
}
