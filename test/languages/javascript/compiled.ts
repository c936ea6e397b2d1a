import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

/** Compiles the language (and the shapes of this folder) to JavaScript in a new folder, for child processes to run. */
export function compiledLanguage(): string {
  const root = mkdtempSync(join(tmpdir(), 'promptfare-'));
  const project = resolve(import.meta.dirname, '../../..');
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'), 'dir');
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  for (const folder of ['src/core', 'src/languages', 'src/languages/javascript', 'test/languages/javascript']) {
    for (const name of readdirSync(join(project, folder))) {
      if (!name.endsWith('.ts') || (folder.startsWith('test') && name !== 'shapes.ts')) continue;
      const { outputText } = ts.transpileModule(readFileSync(join(project, folder, name), 'utf8'), {
        compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023, verbatimModuleSyntax: true, rewriteRelativeImportExtensions: true },
      });
      const target = join(root, folder, name.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, outputText);
    }
  }
  return root;
}

/** Runs a module in a child process; gives what it printed. Throws where it dies. */
export function runChild(root: string, code: string, nodeOptions: readonly string[] = []): string {
  const file = join(root, 'child.js');
  writeFileSync(file, code);
  return execFileSync(process.execPath, [...nodeOptions, file], { encoding: 'utf8', maxBuffer: 1e8, timeout: 120_000 });
}
