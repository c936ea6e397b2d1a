/**
 * E2, E3: beside popular shared configurations and plugins of other languages, in both orders, does anyone's finding vanish, and does a run end that did not end before?
 * `npm run build && node bench/eslint-configs.mjs [directory] [-o bench/eslint-configs.md]`; what is compared with is installed into the directory, by default one of the system's.
 * A configuration is taken as its README says it, without `files` of our own. Findings of others are compared file by file, in the files that they saw before; what they find in the
 * files that ESLint reads only because of promptfare (Python, notebooks, prompts) stands in a column of its own.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: flags, positionals } = parseArgs({ allowPositionals: true, options: { output: { type: 'string', short: 'o' } } });
const PACKAGES = ['eslint@10', 'eslint9@npm:eslint@9', 'typescript@6', 'typescript-eslint', '@eslint/js', '@stylistic/eslint-plugin', '@antfu/eslint-config', 'eslint-config-xo', 'eslint-config-airbnb-extended', 'eslint-config-next', '@nuxt/eslint-config', 'eslint-plugin-vue', 'eslint-plugin-svelte', 'svelte', 'eslint-plugin-unicorn', 'eslint-plugin-sonarjs', '@eslint/json', '@eslint/markdown', '@eslint/css', 'eslint-plugin-yml', 'eslint-plugin-jsonc', 'eslint-plugin-toml', 'eslint-plugin-mdx', 'next', 'react', 'vue', '@vue/compiler-sfc'];
const directory = positionals[0] ?? join(tmpdir(), 'promptfare-eslint-configs');
mkdirSync(directory, { recursive: true });
if (!existsSync(join(directory, 'node_modules'))) {
  writeFileSync(join(directory, 'package.json'), '{ "private": true, "type": "module" }\n');
  execFileSync('npm', ['install', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', ...PACKAGES], { cwd: directory, stdio: 'inherit', shell: process.platform === 'win32' });
}
const require = createRequire(join(directory, 'x.js'));
const load = async name => {
  // Some export their entry to `import` alone, which `require.resolve` does not see.
  let path;
  try {
    path = require.resolve(name);
  } catch {
    const root = join(directory, 'node_modules', name);
    const { exports, module, main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const entry = [exports?.['.'] ?? exports].flatMap(function pick(at) {
      return typeof at === 'string' ? [at] : at ? [at.import, at.default].flatMap(pick) : [];
    })[0];
    path = join(root, entry ?? module ?? main);
  }
  const loaded = await import(pathToFileURL(path).href);
  return loaded.default ?? loaded;
};
const { default: promptfare } = await import(new URL('../dist/src/eslint.js', import.meta.url).href);

const CALL = "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nvar client = new BedrockRuntimeClient({})\nexport const ask = async (text) => { debugger; if (text == null) return null; return client.send(new ConverseCommand({ modelId: 'anthropic.claude-v2', messages: [{ role: 'user', content: [{ text }] }] })) }\n";
const FILES = {
  'a.js': CALL, 'b.mjs': CALL, 'c.cjs': 'var a = 1\nif (a == 1) { debugger }\nmodule.exports = a\n', 'd.jsx': 'export default () => <div class="a">{[1].map(x => <b>{x}</b>)}</div>\n',
  'e.ts': CALL.replace('(text)', '(text: any)'), 'f.tsx': 'export const A = (p: any) => <img src={p!.x} />\n', 'g.vue': '<script setup>\nvar a = 1\n</script>\n<template><div v-for="x in [1]">{{ x }}</div></template>\n', 'h.svelte': '<script>\nvar a = 1\n</script>\n{@html a}\n',
  'i.py': 'import boto3\nclient = boto3.client("bedrock-runtime")\ndef ask(q):\n    return client.converse(modelId="anthropic.claude-v2", messages=[{"role": "user", "content": [{"text": q}]}])\n',
  'j.prompt': '---\nmodel: anthropic.claude-v2\n---\nAnswer {{question}}.\n', 'k.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', metadata: {}, outputs: [], source: ['x = 1\n'] }], metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1),
  'l.json': '{ "a": 1, "a": 2 }\n', 'm.md': '# a\n\n### b\n\n```\nx\n```\n\n[c]\n', 'n.css': 'a { colr: red; color: rd }\n', 'o.yml': 'a: 1\n\nb:   {c: 1}\nempty:\n', 'p.jsonc': '{ "a" : 1, /* c */ "a": 2 }\n', 'q.toml': 'a   = 1\n[b]\nc = 0xDEADbeef\n', 'r.mdx': '# a\n\nexport const x = 1\n\n<b>{x}</b>\n',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext", "jsx": "preserve" }, "include": ["*.ts", "*.tsx"] }\n',
};
const project = join(directory, 'project');
mkdirSync(project, { recursive: true });
for (const [path, text] of Object.entries(FILES)) writeFileSync(join(project, path), text);

const list = value => (Array.isArray(value) ? value.flat(9) : [value]);
const js = await load('@eslint/js');
const tseslint = await load('typescript-eslint');
const named = async (name, make) => [name, make];
const CONFIGS = [
  await named('@eslint/js recommended', async () => [js.configs.recommended]),
  await named('@eslint/js all', async () => [js.configs.all]),
  await named('typescript-eslint strictTypeChecked', async () => [...tseslint.configs.strictTypeChecked, { languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js', '*.mjs', '*.cjs', '*.jsx'] }, tsconfigRootDir: project } } }]),
  await named('@stylistic recommended', async () => [(await load('@stylistic/eslint-plugin')).configs.recommended]),
  await named('@antfu/eslint-config', async () => [...(await (await load('@antfu/eslint-config'))({ typescript: true, vue: true, isInEditor: false }))]),
  await named('eslint-config-xo', async () => { const xo = await load('eslint-config-xo'); return list(typeof xo === 'function' ? await xo() : xo); }),
  await named('eslint-config-airbnb-extended', async () => { const { configs, plugins } = await import(pathToFileURL(require.resolve('eslint-config-airbnb-extended')).href); return [...Object.values(plugins ?? {}).filter(each => each && typeof each === 'object' && 'plugins' in each), ...list(configs.base.recommended)]; }),
  await named('eslint-config-next', async () => list(await load('eslint-config-next'))),
  await named('@nuxt/eslint-config', async () => { const { createConfigForNuxt } = await import(pathToFileURL(join(directory, 'node_modules/@nuxt/eslint-config/dist/index.mjs')).href); return [...(await createConfigForNuxt({}))]; }),
  await named('eslint-plugin-vue recommended', async () => list((await load('eslint-plugin-vue')).configs['flat/recommended'])),
  await named('eslint-plugin-svelte recommended', async () => list((await load('eslint-plugin-svelte')).configs.recommended)),
  await named('eslint-plugin-unicorn all', async () => { const { configs } = await load('eslint-plugin-unicorn'); return [configs.all ?? configs['flat/all']]; }),
  await named('eslint-plugin-sonarjs recommended', async () => [(await load('eslint-plugin-sonarjs')).configs.recommended]),
  await named('@eslint/json', async () => { const json = await load('@eslint/json'); return [{ files: ['**/*.json'], plugins: { json }, language: 'json/json', rules: json.configs.recommended.rules }]; }),
  await named('@eslint/markdown', async () => list((await load('@eslint/markdown')).configs.recommended)),
  await named('@eslint/css', async () => { const css = await load('@eslint/css'); return [{ files: ['**/*.css'], plugins: { css }, language: 'css/css', rules: css.configs.recommended.rules }]; }),
  await named('eslint-plugin-yml', async () => { const { configs } = await load('eslint-plugin-yml'); return list(configs.recommended ?? configs['flat/recommended']); }),
  await named('eslint-plugin-jsonc', async () => { const { configs } = await load('eslint-plugin-jsonc'); return list(configs['flat/recommended-with-jsonc'] ?? configs['recommended-with-jsonc']); }),
  await named('eslint-plugin-toml', async () => { const { configs } = await load('eslint-plugin-toml'); return list(configs.standard ?? configs['flat/standard']); }),
  await named('eslint-plugin-mdx', async () => { const mdx = await import(pathToFileURL(require.resolve('eslint-plugin-mdx')).href); return [mdx.flat ?? mdx.default.flat]; }),
];

/** Findings of others by file; the message with which the run ended, where it did. */
async function lint(ESLint, config) {
  try {
    const results = await new ESLint({ cwd: project, overrideConfigFile: true, overrideConfig: config }).lintFiles(['.']);
    const byFile = new Map(results.map(({ filePath, messages }) => [relative(project, filePath), messages.map(({ ruleId, line, column, message, severity }) => `${line}:${column} ${ruleId} ${severity} ${message}`)]));
    return { byFile };
  } catch (error) {
    return { ended: error.message.replaceAll(/\s+/g, ' ').slice(0, 160) };
  }
}
const isOurs = line => line.includes(' promptfare/');
const onlyOurFiles = /\.(?:py|ipynb|prompty?)$/;

function compared(before, after) {
  if (after.ended !== undefined) return before.ended === undefined ? `**ends the run**: ${after.ended}` : 'ends the run either way';
  if (before.ended !== undefined) return 'ends the run only without promptfare';
  const lost = [];
  for (const [path, lines] of before.byFile) {
    const others = (after.byFile.get(path) ?? []).filter(line => !isOurs(line));
    for (const line of lines) if (!others.includes(line)) lost.push(`lost ${path}:${line}`);
    for (const line of others) if (!lines.includes(line)) lost.push(`new ${path}:${line}`);
  }
  return lost.length === 0 ? 'the same' : `**${lost.length} differ**: ${lost.slice(0, 2).join('; ').slice(0, 200).replaceAll('|', '/')}`;
}

const version = name => JSON.parse(readFileSync(join(directory, 'node_modules', name, 'package.json'), 'utf8')).version;
const rows = [];
for (const name of ['eslint', 'eslint9']) {
  const { ESLint } = require(name);
  for (const [title, make] of CONFIGS) {
    let theirs;
    try {
      theirs = (await make()).filter(Boolean);
    } catch (error) {
      rows.push([title, version(name), `cannot be loaded here: ${error.message.split('\n')[0].slice(0, 100).replaceAll(dirname(directory), '…')}`, '', '', '', '']);
      continue;
    }
    const ours = promptfare.configs.strict;
    const before = await lint(ESLint, theirs);
    const [behind, ahead] = [await lint(ESLint, [...theirs, ...ours]), await lint(ESLint, [...ours, ...theirs])];
    const count = before.byFile ? [...before.byFile.values()].flat().length : `ends: ${before.ended.replaceAll(directory, '…').replaceAll('|', '/').slice(0, 80)}`;
    const all = behind.byFile ? [...behind.byFile] : [];
    const own = all.flatMap(([, lines]) => lines.filter(isOurs)).length;
    const inOurs = all.filter(([path]) => onlyOurFiles.test(path)).flatMap(([path, lines]) => lines.filter(line => !isOurs(line)).map(line => `${path} ${line.split(' ')[1]}`));
    rows.push([title, version(name), count, compared(before, behind), compared(before, ahead), own, inOurs.length === 0 ? '0' : `${inOurs.length}: ${[...new Set(inOurs)].slice(0, 3).join(', ')}`]);
    console.error(rows.at(-1).join(' | '));
  }
}
const page = ['# Beside other configurations of ESLint', '', `Written by \`node bench/eslint-configs.mjs\`, Node ${process.version}; what is compared stands in that file.`, '', '| configuration | ESLint | its findings | promptfare behind it | promptfare before it | findings of promptfare | its findings in files that ESLint reads for promptfare |', '|---|---|---|---|---|---|---|', ...rows.map(row => `| ${row.join(' | ')} |`), ''].join('\n');
if (flags.output) writeFileSync(flags.output, page);
else console.log(page);
