/**
 * One bad file should not cost the run. The directories of test/hostile/directories.ts, each with a healthy file that has a known
 * finding, scanned by promptfare, ESLint, oxlint, Biome and ast-grep in turn: `npm run build && node bench/hostile.mjs [--only <words>] [--limit 60] [-o bench/hostile.md]`.
 * Biome and ast-grep are installed into a directory of the system's.
 *   died    ended by a signal, an abort or a panic
 *   hung    longer than the limit, in seconds
 *   lost    the finding of the healthy file was not reported
 *   escape  an escape character of a name or a source came through to the output
 * Directories whose configuration of promptfare is hostile are left out: it is to refuse those, and the others do not read them.
 * Native programs are started without their wrappers, which take a signal for success. ast-grep parses the languages it shares with promptfare.
 */
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: flags } = parseArgs({ options: { only: { type: 'string', default: '' }, limit: { type: 'string', default: '60' }, output: { type: 'string', short: 'o' } } });
const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'promptfare-hostile-bench-'));
const tools = join(tmpdir(), 'promptfare-hostile-tools');
mkdirSync(tools, { recursive: true });
if (!existsSync(join(tools, 'node_modules/@ast-grep/cli'))) {
  writeFileSync(join(tools, 'package.json'), '{"private": true}');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '@biomejs/biome', '@ast-grep/cli'], { cwd: tools, stdio: 'inherit' });
}
const versionOf = (name, from = require) => JSON.parse(readFileSync(from.resolve(`${name}/package.json`), 'utf8')).version;
const inTools = createRequire(join(tools, 'index.js'));
const bin = (name, from, file) => join(dirname(from.resolve(`${name}/package.json`)), file);

// The directories are TypeScript, which the oldest Node that we support does not read.
const ts = require('typescript');
for (const name of ['code', 'multitudes', 'directories']) {
  const source = readFileSync(join(here, `../test/hostile/${name}.ts`), 'utf8');
  const { outputText } = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext } });
  writeFileSync(join(scratch, `${name}.mjs`), outputText.replaceAll(/'(\.\/[\w-]+)\.ts'/g, "'$1.mjs'"));
}
const { hostileDirectories } = await import(pathToFileURL(join(scratch, 'directories.mjs')));

const HEALTHY = {
  'good.ts': "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nexport const ask = (text) => client.send(new ConverseCommand({ modelId: 'anthropic.claude-v2', messages: [{ role: 'user', content: [{ text }] }] }));\n",
  'good.js': 'debugger;\n',
};
const config = join(scratch, 'eslint.config.mjs');
writeFileSync(config, `import parser from ${JSON.stringify(require.resolve('@typescript-eslint/parser'))};\nexport default [{ files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'], languageOptions: { parser }, rules: { 'no-debugger': 'error' } }];\n`);
const biome = join(scratch, 'biome');
mkdirSync(biome);
writeFileSync(join(biome, 'biome.json'), JSON.stringify({ root: true, formatter: { enabled: false }, linter: { rules: { recommended: false, suspicious: { noDebugger: 'error' } } } }));
const node = process.execPath;
/** The program in the package of this platform. */
const native = (scope, file) => readdirSync(join(tools, 'node_modules', scope)).filter(name => name.startsWith('cli-')).map(name => join(tools, 'node_modules', scope, name, file))[0];
// In each language some statement that the hostile files do not hold; the healthy file holds that of JavaScript.
const searched = { JavaScript: 'debugger', TypeScript: 'debugger', Tsx: 'debugger', Python: 'nonlocal healthy', Go: 'goto healthy', Java: 'assert healthy;', Yaml: 'healthy: debugger', Json: '"healthy"' };
const searches = Object.entries(searched).map(([language, pattern]) => JSON.stringify({ id: `find-${language}`, language, severity: 'error', message: 'healthy', rule: { pattern } })).join('\n---\n');
const TOOLS = [
  { name: 'promptfare', version: JSON.parse(readFileSync(join(here, '../package.json'), 'utf8')).version, command: [node, join(here, '../dist/src/cli.js'), 'scan', '--fail-on', 'never', '--format', 'concise'], finds: /good\.ts.*no-retired-model/ },
  { name: 'ESLint', version: versionOf('eslint'), command: [node, bin('eslint', require, 'bin/eslint.js'), '-c', config, '.'], finds: /good\.js[^]*no-debugger/ },
  { name: 'oxlint', version: versionOf('oxlint'), command: [node, bin('oxlint', require, 'bin/oxlint'), '-A', 'all', '-D', 'no-debugger', '-f', 'unix'], finds: /good\.js.*debugger/ },
  { name: 'Biome', version: versionOf('@biomejs/biome', inTools), command: [native('@biomejs', 'biome'), 'lint', '--max-diagnostics=none', `--config-path=${biome}`, '.'], finds: /good\.js[^]*noDebugger/ },
  { name: 'ast-grep', version: versionOf('@ast-grep/cli', inTools), command: [native('@ast-grep', 'ast-grep'), 'scan', '--inline-rules', searches, '--report-style', 'short', '.'], finds: /good\.js/ },
];

async function tried({ command, finds }, cwd) {
  const child = spawn(command[0], command.slice(1), { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: Number(flags.limit) * 1000, killSignal: 'SIGKILL', env: { ...process.env, NO_COLOR: '1' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('latin1').on('data', text => (output += output.length < 5e7 ? text : ''));
  const [code, signal] = await new Promise(done => child.on('close', (...end) => done(end)));
  return { died: (signal !== null && signal !== 'SIGKILL') || (code ?? 0) >= 128 || /panicked at/.test(output), hung: signal === 'SIGKILL', lost: !finds.test(output), escape: output.includes('\u001B') };
}

/** The scripts hold calls that promptfare reports; with this the others have something to report of them, too. */
function markScripts(root) {
  for (const name of readdirSync(root, { encoding: 'buffer' }).filter(each => /\.[jt]sx?$/.test(each.toString('latin1')))) {
    const path = Buffer.concat([Buffer.from(`${root}/`), name]);
    if (lstatSync(path).isFile()) appendFileSync(path, '\ndebugger;\n');
  }
}

const rows = [];
for (const [name, { make, during, refused }] of Object.entries(hostileDirectories)) {
  if (refused || !name.includes(flags.only)) continue;
  const cells = [];
  for (const tool of TOOLS) {
    const root = mkdtempSync(join(scratch, 'd-'));
    for (const [path, text] of Object.entries(HEALTHY)) writeFileSync(join(root, path), text);
    make(root);
    markScripts(root);
    const end = during?.(root);
    const found = await tried(tool, root);
    end?.();
    // Not `rmSync`: it recurses, and some of these directories are deep.
    await rm(root, { recursive: true, force: true });
    cells.push(found);
  }
  rows.push({ name, cells });
  console.error(name);
}
const KINDS = ['died', 'hung', 'lost', 'escape'];
const said = found => KINDS.filter(kind => found[kind]).join(', ') || 'ok';
const row = cells => `| ${cells.join(' | ')} |`;
const page = [
  '# Hostile directories',
  '',
  `Written by \`node bench/hostile.mjs\` on ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, limit ${flags.limit} s; what the words mean stands in that file.`,
  '',
  row(['directory', ...TOOLS.map(({ name, version }) => `${name} ${version}`)]),
  row(['---', ...TOOLS.map(() => '---')]),
  ...rows.map(({ name, cells }) => row([name, ...cells.map(said)])),
  ...KINDS.map(kind => row([`**${kind}, of ${rows.length}**`, ...TOOLS.map((_, index) => rows.filter(({ cells }) => cells[index][kind]).length)])),
  '',
].join('\n');
if (flags.output) writeFileSync(flags.output, page);
else console.log(page);
await rm(scratch, { recursive: true, force: true });
