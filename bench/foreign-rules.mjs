/**
 * Which rules of other plugins break a run, or find something, on a file in one of our languages? Each is switched on alone and
 * without `files`, as many configurations do. `node bench/foreign-rules.mjs [directory]` after `npm run build`; the plugins are
 * installed into the directory, by default one of the system's.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PLUGINS = {
  '@typescript-eslint': 'typescript-eslint',
  unicorn: 'eslint-plugin-unicorn',
  sonarjs: 'eslint-plugin-sonarjs',
  'import-x': 'eslint-plugin-import-x',
  import: 'eslint-plugin-import',
  n: 'eslint-plugin-n',
  jsdoc: 'eslint-plugin-jsdoc',
  react: 'eslint-plugin-react',
  'react-hooks': 'eslint-plugin-react-hooks',
  '@stylistic': '@stylistic/eslint-plugin',
  promise: 'eslint-plugin-promise',
  jsonc: 'eslint-plugin-jsonc',
  yml: 'eslint-plugin-yml',
  'jsx-a11y': 'eslint-plugin-jsx-a11y',
  vue: 'eslint-plugin-vue',
  jest: 'eslint-plugin-jest',
  regexp: 'eslint-plugin-regexp',
  perfectionist: 'eslint-plugin-perfectionist',
  security: 'eslint-plugin-security',
};
/** Languages to compare with, each with a small file. */
const OTHERS = { '@eslint/json': ['json', 'json', '{ "a": 1 }\n'], '@eslint/markdown': ['markdown', 'gfm', '# a\n\ntext\n'] };
const VERSIONS = { 'ESLint 10': 'eslint', 'ESLint 9': 'eslint9', 'ESLint 9.15.0': 'eslint9-15' };
const SOURCES = {
  'a.py': 'import boto3  \n\n\n\nclient = boto3.client("bedrock-runtime")\ndef ask(question):\n\tif question == None: return client.converse(modelId="anthropic.claude-v2", messages=[{"role": "user", "content": [{"text": question}]}])\n',
  'b.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', source: ['x = 1\n'] }], metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1),
};

const directory = process.argv[2] ?? join(tmpdir(), 'promptfare-foreign-rules');
mkdirSync(directory, { recursive: true });
if (!existsSync(join(directory, 'node_modules'))) {
  writeFileSync(join(directory, 'package.json'), '{ "private": true, "type": "module" }\n');
  const packages = [...Object.values(PLUGINS), ...Object.keys(OTHERS), 'eslint@10', 'eslint9@npm:eslint@9', 'eslint9-15@npm:eslint@9.15.0', 'typescript@6', 'vue-eslint-parser'];
  execFileSync('npm', ['install', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', ...packages], { cwd: directory, stdio: 'inherit', shell: process.platform === 'win32' });
}
const require = createRequire(join(directory, 'x.js'));
const load = async name => {
  const loaded = await import(pathToFileURL(require.resolve(name)).href);
  return loaded.default ?? loaded;
};
const { parser } = await load('typescript-eslint');
const { default: promptfare } = await import(new URL('../dist/src/eslint.js', import.meta.url).href);

for (const [version, name] of Object.entries(VERSIONS)) {
  const { Linter } = require(name);
  const { builtinRules } = require(`${name}/use-at-your-own-risk`);
  const sets = { core: [...builtinRules.keys()].map(id => [id, {}]) };
  for (const [namespace, specifier] of Object.entries(PLUGINS)) {
    try {
      const loaded = await load(specifier);
      const plugin = loaded.rules ? loaded : loaded.plugin;
      sets[namespace] = Object.keys(plugin.rules).map(id => [`${namespace}/${id}`, { [namespace]: plugin }]);
    } catch (error) {
      console.log(`${namespace} left out: ${error.message.split('\n')[0]}`);
    }
  }
  // What ends the run on a file of JavaScript too needs an option or another version: no fault of a language.
  for (const [set, rules] of Object.entries(sets)) sets[set] = rules.filter(([rule, plugins]) => needsTypes(rule, plugins) || doesWork(() => verify(Linter, 'export const a = 1;\n', 'a.js', [{ plugins, rules: { [rule]: 2 } }])));
  const total = Object.values(sets).reduce((sum, rules) => sum + rules.length, 0);
  for (const [filename, source] of Object.entries(SOURCES)) {
    const entries = promptfare.configs.recommended.map(entry => ({ ...entry, rules: {} }));
    report(`${version}, ${filename}`, sets, total, (rule, plugins) => verify(Linter, source, filename, [...entries, { plugins, rules: { [rule]: 2 }, languageOptions: { parser, parserOptions: { projectService: true, ecmaFeatures: { jsx: true } }, globals: { window: 'readonly' }, sourceType: 'commonjs' } }]));
  }
  if (version !== 'ESLint 10') continue;
  for (const [specifier, [namespace, language, source]] of Object.entries(OTHERS)) {
    const plugin = await load(specifier);
    report(`${version}, ${specifier}`, sets, total, (rule, plugins) => verify(Linter, source, `a.${namespace}`, [{ files: [`**/*.${namespace}`], language: `${namespace}/${language}`, plugins: { [namespace]: plugin } }, { plugins, rules: { [rule]: 2 } }]));
  }
}

/** These end a run on JavaScript for want of a parser with types, which users of them have. */
function needsTypes(rule, plugins) {
  const [plugin] = Object.values(plugins);
  return plugin?.rules[rule.slice(rule.indexOf('/', 1) + 1)]?.meta?.docs?.requiresTypeChecking !== undefined;
}

function doesWork(run) {
  try {
    return run().every(({ fatal }) => !fatal);
  } catch {
    return false;
  }
}

function verify(Linter, source, filename, config) {
  return new Linter({ configType: 'flat', cwd: directory }).verify(source, config, { filename: join(directory, filename) });
}

function report(title, sets, total, run) {
  const crashed = new Map();
  const found = new Map();
  for (const rules of Object.values(sets)) {
    for (const [rule, plugins] of rules) {
      try {
        const [message] = run(rule, plugins);
        if (message?.message.startsWith('No matching configuration')) throw new Error(message.message);
        if (message) found.set(rule, message.message);
      } catch (error) {
        crashed.set(rule, error.message.replaceAll(/\s+/g, ' ').slice(0, 120));
      }
    }
  }
  console.log(`${title}: of ${total} rules ${crashed.size} end the run, ${found.size} find something`);
  if (title.includes('@eslint/')) return;
  for (const [rule, message] of crashed) console.log(`  ${rule}: ${message}`);
  for (const [rule, message] of [...found].slice(0, 20)) console.log(`  ${rule} finds: ${message.slice(0, 100)}`);
}
