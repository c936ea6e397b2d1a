/** `npm run bundle:action`: the action in one directory that needs no installation, on any machine that runs Node. The release puts it on the tag. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';

/** Files that are no code: where they are in `node_modules`, and beside the bundle. */
const assets: readonly (readonly [string, string])[] = [
  ['oxc-parser/parser.wasm32-wasip1.wasm', 'oxc-parser.wasm'],
  ...['cl100k_base', 'o200k_base'].map(name => [`tiktoken/encoders/${name}.json`, `encoders/${name}.json`] as const),
  // This parser looks for its own file beside it, so it stays a file as well.
  ...['tree-sitter.js', 'tree-sitter.wasm'].map(grammarFile),
];

function grammarFile(file: string): readonly [string, string] {
  return [`@vscode/tree-sitter-wasm/wasm/${file}`, `wasm/${file}`];
}

/** Sources that ask for these files by the name of a package, and what they ask for in the bundle. */
const changes: { readonly [path: string]: readonly (readonly [string, string])[] } = {
  'src/tokens/vocabulary.ts': [['`tiktoken/encoders/', '`./encoders/']],
  'src/languages/grammar.ts': [['`${parserPackage}/wasm/', '`./wasm/'], ["require('@vscode/tree-sitter-wasm')", "require('./wasm/tree-sitter.js')"]],
};

/** Replaces the directory `target`. Throws where the bundle would ask for what is not in it. */
export async function bundleAction(root: string, target: string): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  const modules = join(root, 'node_modules');
  const grammars = new Set<string>();
  const bundle = await rolldown({
    input: { index: join(root, 'src/action.ts') },
    platform: 'node',
    // Its main file hides what it asks for.
    resolve: { alias: { 'jsonc-parser': join(modules, 'jsonc-parser/lib/esm/main.js') } },
    // Asked for by `--exact` alone, which the action has not.
    external: ['@aws-sdk/client-bedrock-runtime'],
    // What CommonJS has and modules do not.
    transform: { define: { __filename: 'import.meta.filename', __dirname: 'import.meta.dirname' } },
    plugins: [ownSources(root, grammars)],
    onLog(level, { code, message }) {
      // Some parts are loaded late by the command, and at once by the action.
      if (level === 'warn' && code !== 'INEFFECTIVE_DYNAMIC_IMPORT') throw new Error(message);
    },
  });
  const { output } = await bundle.write({ dir: target, format: 'esm', entryFileNames: 'index.js', chunkFileNames: '[name]-[hash].js', minify: { compress: false, mangle: false, codegen: true }, comments: { legal: true } });
  const missing = output.flatMap(file => (file.type === 'chunk' ? askedFor(file.code) : [])).filter(name => !builtinModules.includes(name.replace(/^node:/, '')));
  if (missing.length > 0) throw new Error(`The bundle would ask for ${missing.join(', ')}.`);

  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { [key: string]: string };
  const text = (data: object): string => `${JSON.stringify(data, null, 2)}\n`;
  const files = [...assets, ...[...grammars].map(grammar => grammarFile(`tree-sitter-${grammar}.wasm`))];
  for (const [from, to] of files) {
    mkdirSync(dirname(join(target, to)), { recursive: true });
    copyFileSync(join(modules, from), join(target, to));
  }
  writeFileSync(join(target, 'package.json'), text({ name, version, license, type: 'module', private: true }));
  writeFileSync(join(target, 'wasm/package.json'), text({ type: 'commonjs' }));
  writeFileSync(join(target, 'THIRD-PARTY-LICENSES.txt'), licencesOf(modules, [...(await bundle.watchFiles), ...files.map(([from]) => join(modules, from))]));
  await bundle.close();
}

/** Names of modules that code of the bundle asks for when it runs. */
function askedFor(code: string): string[] {
  return [...code.matchAll(/__require\(["'`]([^"'`]+)["'`]\)/g)].map(match => match[1]!);
}

/** Some packages are loaded by `createRequire` when they are needed: the bundler is shown a `require` that it follows. Collects the grammars that are loaded by name. */
function ownSources(root: string, grammars: Set<string>): Plugin {
  const done = new Set<string>();
  return {
    name: 'own-sources',
    resolveId: id => (id === 'oxc-parser' ? join(root, 'src/dev/action/oxc-wasm.ts') : null),
    transform(code, id) {
      for (const [, name] of code.matchAll(/\bnew Grammar\('([\w-]+)'\)/g)) grammars.add(name!);
      const path = Object.keys(changes).find(each => id === join(root, each));
      if (path === undefined) return id.startsWith(join(root, 'src')) || id.startsWith(join(root, 'rules')) ? code.replaceAll('const require = createRequire(import.meta.url);', '') : null;
      done.add(path);
      return changes[path]!.reduce((text, [from, to]) => {
        if (!text.includes(from)) throw new Error(`${path} does not ask for ${from} any more.`);
        return text.replace(from, () => to);
      }, code);
    },
    buildEnd() {
      for (const path of Object.keys(changes)) if (!done.has(path)) throw new Error(`${path} is not in the bundle.`);
    },
  };
}

/** Licences of the packages that files come from. */
function licencesOf(modules: string, files: readonly string[]): string {
  const packages = new Set(files.flatMap(file => /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)(?![^]*[\\/]node_modules[\\/])/.exec(file)?.[1]?.replaceAll('\\', '/') ?? []));
  return [...packages].toSorted().map(name => {
    const directory = join(modules, name);
    const { version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string; license?: string };
    const file = readdirSync(directory).find(each => /^licen[cs]e/i.test(each));
    return `${name} ${version} (${license ?? 'see its licence'})\n\n${file === undefined ? '' : readFileSync(join(directory, file), 'utf8').trim()}\n`;
  }).join(`\n${'-'.repeat(80)}\n\n`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = process.cwd();
  if (!existsSync(join(root, 'src/action.ts'))) throw new Error('Run this in the root of the package.');
  await bundleAction(root, join(root, 'action'));
}
