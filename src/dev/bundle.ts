/**
 * The end of `npm run build`: the command, the API and the plugin, with what they share in a few chunks. To find and load some 250 modules takes longer
 * than to scan what a commit changes. Packages stay packages, and parts that are loaded late still are.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { rolldown } from 'rolldown';

const root = process.cwd();
const target = join(root, 'dist/src');
const entries = ['cli', 'index', 'eslint'] as const;

const { dependencies = {}, peerDependenciesMeta = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { [field: string]: { [name: string]: unknown } | undefined };
const packages = Object.keys({ ...dependencies, ...peerDependenciesMeta });
const isInstalled = (id: string): boolean => packages.some(name => id === name || id.startsWith(`${name}/`)) || builtinModules.includes(id.replace(/^node:/, ''));

// As deep as the rooms are, so that what is named from a module's own place is where it was.
const chunks = 'chunks';

const bundle = await rolldown({
  input: Object.fromEntries(entries.map(name => [name, join(root, `src/${name}.ts`)])),
  platform: 'node',
  external: isInstalled,
  onLog(level, { message }) {
    if (level === 'warn') throw new Error(message);
  },
});
const { output } = await bundle.generate({ format: 'esm', entryFileNames: '[name].js', chunkFileNames: `${chunks}/[name]-[hash].js`, comments: false });
await bundle.close();

const foreign = output.flatMap(file => (file.type === 'chunk' ? file.moduleIds : [])).find(id => /[\\/]node_modules[\\/]/.test(id));
if (foreign !== undefined) throw new Error(`${foreign} would be a part of this package. Add its package to the dependencies.`);

// What is there stays untouched where it is the same: somebody may be running it.
mkdirSync(join(target, chunks), { recursive: true });
for (const file of output) {
  const path = join(target, file.fileName);
  const code = file.type === 'chunk' ? file.code : file.source;
  if (!existsSync(path) || readFileSync(path, 'utf8') !== code) writeFileSync(path, code);
}
const written = new Set(output.map(({ fileName }) => fileName));
for (const name of readdirSync(join(target, chunks))) if (!written.has(`${chunks}/${name}`)) rmSync(join(target, chunks, name));
