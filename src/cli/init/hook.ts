/** `promptfare init --hook`: the entry of promptfare in the files of a tool that runs hooks of git. */
import { applyEdits, findNodeAtLocation, modify, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { isMap, isSeq } from 'yaml';
import { UsageError } from '../../scan/usage-error.ts';
import { hookFiles, lintStagedGlob } from './hook-files.ts';
import { layoutOf } from './json-layout.ts';
import type { Setup, SetupFile, Surroundings } from './run.ts';
import { runnerOf } from './package-manager.ts';
import { version } from '../version.ts';
import { inserted, yamlFile } from './yaml-insert.ts';

const tools: { readonly [tool: string]: { readonly files: (here: Surroundings) => readonly SetupFile[]; readonly next: (here: Surroundings) => string } } = {
  'pre-commit': {
    files: () => [{ path: '.pre-commit-config.yaml', text: withPreCommit }],
    next: () => 'Once in each clone: `pre-commit install`.',
  },
  lefthook: {
    files: here => [{ path: existing(here, ['lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml'], ['lefthook.json', 'lefthook.toml', '.lefthook.json', '.lefthook.toml'], `the job \`${runnerOf(here)} --staged\``), text: before => withLefthook(before, here) }],
    next: here => `Once in each clone: \`${runnerOf(here, 'lefthook')} install\`.${installNote(here)}`,
  },
  husky: {
    files: here => [{ path: '.husky/pre-commit', text: before => withLine(before, `${runnerOf(here)} --staged`) }],
    next: here => `husky runs it once \`${runnerOf(here, 'husky')}\` has set git up; the script \`"prepare": "husky"\` of package.json does that in each clone.${installNote(here)}`,
  },
  'lint-staged': {
    files: here => [lintStagedFile(here)],
    next: here => `lint-staged runs from a hook: \`${runnerOf(here, 'lint-staged')}\`.${installNote(here)}`,
  },
};

export const hookSetup: Setup = {
  files(tool, here) {
    if (!here.has('.git')) throw new UsageError('Hooks are set up where the repository starts. Run this in the directory that holds `.git`.');
    return tools[tool]!.files(here);
  },
  next: (tool, here) => tools[tool]!.next(here),
};

function installNote(here: Surroundings): string {
  return /"promptfare"\s*:/.test(here.read('package.json') ?? '') ? '' : ' Add promptfare to the development dependencies, so that all run the same version.';
}

/** The first of the files that there is, else the first name. */
function existing(here: Surroundings, names: readonly string[], others: readonly string[], entry: string): string {
  const found = names.find(name => here.has(name));
  const other = others.find(name => here.has(name));
  if (found === undefined && other !== undefined) throw new UsageError(`${other} is not edited here. Add ${entry} to its \`pre-commit\`.`);
  return found ?? names[0]!;
}

function withPreCommit(before = ''): string {
  const file = yamlFile('.pre-commit-config.yaml', before);
  const repos = file.document.get('repos');
  if (isSeq(repos) && /^promptfare/m.test(entriesOf(repos.toJSON()))) return before;
  const hook = { id: 'promptfare', name: 'promptfare', entry: 'promptfare', language: 'node', additional_dependencies: [`promptfare@${version()}`], files: hookFiles, types: ['file'], require_serial: true };
  return inserted(file, ['repos'], { repo: 'local', hooks: [hook] });
}

/** Ids and commands of all hooks, one a line. */
function entriesOf(repos: unknown): string {
  return (repos as { hooks?: { id?: string; entry?: string }[] | null }[]).flatMap(repo => (repo?.hooks ?? []).flatMap(hook => [hook?.id, hook?.entry])).join('\n');
}

function withLefthook(before = '', here: Surroundings): string {
  const run = `${runnerOf(here)} --staged`;
  const file = yamlFile('lefthook.yml', before);
  const hook = file.document.get('pre-commit');
  if (isMap(hook) && JSON.stringify(hook.toJSON()).includes('promptfare')) return before;
  // Commands are the older form of jobs: a hook keeps to the one that it has.
  return isMap(hook) && hook.has('commands') && !hook.has('jobs') ? inserted(file, ['pre-commit', 'commands'], { run }, 'promptfare') : inserted(file, ['pre-commit', 'jobs'], { name: 'promptfare', run });
}

function withLine(before: string | undefined, line: string): string {
  if (before === undefined || before.trim() === '') return `${line}\n`;
  if (/^[^#\n]*\bpromptfare\b/m.test(before)) return before;
  const ends = /^(?:exit|exec)\b[^\n]*$/m.exec(before)?.[0];
  if (ends !== undefined) throw new UsageError(`.husky/pre-commit ends early (\`${ends.trim()}\`). Put \`${line}\` before that line.`);
  const eol = before.includes('\r\n') ? '\r\n' : '\n';
  return `${before}${before.endsWith('\n') ? '' : eol}${line}${eol}`;
}

function lintStagedFile(here: Surroundings): SetupFile {
  const code = ['lint-staged.config.js', 'lint-staged.config.mjs', 'lint-staged.config.cjs', 'lint-staged.config.ts', '.lintstagedrc.js', '.lintstagedrc.mjs', '.lintstagedrc.cjs', '.lintstagedrc.ts'].find(name => here.has(name));
  if (code !== undefined) throw new UsageError(`${code} is code and is not edited here. Add \`'${lintStagedGlob}': 'promptfare'\` to what it exports.`);
  const yaml = ['.lintstagedrc.yaml', '.lintstagedrc.yml'].find(name => here.has(name));
  if (yaml !== undefined) return { path: yaml, text: (before = '') => (/\bpromptfare\b/.test(before) ? before : inserted(yamlFile(yaml, before), [], 'promptfare', lintStagedGlob)) };
  const json = ['.lintstagedrc.json', '.lintstagedrc'].find(name => here.has(name));
  if (json === '.lintstagedrc' && !/^\s*\{/.test(here.read(json) ?? '')) return { path: json, text: (before = '') => (/\bpromptfare\b/.test(before) ? before : inserted(yamlFile(json, before), [], 'promptfare', lintStagedGlob)) };
  const inPackage = json === undefined && here.has('package.json');
  const path = json ?? (inPackage ? 'package.json' : '.lintstagedrc.json');
  return { path, text: before => withJsonEntry(path, before, inPackage ? ['lint-staged', lintStagedGlob] : [lintStagedGlob], 'promptfare') };
}

/** JSON with one more entry; comments and layout stay. */
function withJsonEntry(path: string, before: string | undefined, keys: readonly string[], value: string): string {
  const mark = before?.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = before?.slice(mark.length) ?? '';
  if (text.trim() === '') return `${mark}${JSON.stringify(keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value), null, 2)}\n`;
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const above = tree && keys.length > 1 ? findNodeAtLocation(tree, [keys[0]!]) : tree;
  const [error] = errors;
  if (error || tree?.type !== 'object' || (above && above.type !== 'object')) throw new UsageError(`${path} is no JSON object that can be edited${error ? ` (${printParseErrorCode(error.error)})` : ''}. Correct it, or add \`"${keys.at(-1)}": "promptfare"\` by hand.`);
  if (above && text.slice(above.offset, above.offset + above.length).includes('promptfare')) return before!;
  return mark + applyEdits(text, modify(text, [...keys], value, { formattingOptions: layoutOf(text) }));
}
