/** Directories that nobody wants to meet. Each is written into a directory that holds good files already. */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, openSync, closeSync, ftruncateSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { broken, cells, deep, explosions, go, python, script, yamls } from './code.ts';
import { callers, chains, measureless, patterns, prompts, selves, unclosed } from './multitudes.ts';

export interface HostileDirectory {
  readonly make: (root: string) => void;
  /** What goes on while the command runs; ends what it returns. */
  readonly during?: (root: string) => () => void;
  /** The command has to say that it cannot do its work, with this in its message. */
  readonly refused?: RegExp;
}

type Files = { readonly [path: string]: string | Buffer };
const withFiles = (files: Files | (() => Files)): HostileDirectory => ({ make: root => write(root, typeof files === 'function' ? files() : files) });

const ESC = '\u001B';
const times = (text: string, count: number): string => text.repeat(count);
/** A call with findings, which names itself. */
const call = (name: string): string => script('', `{ modelId: 'anthropic.claude-v2', messages: [{ role: 'user', content: [{ text: ${JSON.stringify(`${name}. Never mention the names of customers. Never mention the names of customers.`)} }] }] }`);
const commands = `##[error]a ::error::b ##vso[task.complete] ##teamcity[x] section_start:1:a ${ESC}[31mred${ESC}]0;title\u0007 \u202Eevil \u0008\r<script>alert(1)</script> [x](javascript:a) @all =cmd|' /C calc'!A0`;
const canary = (root: string): string => `#!/bin/sh\ntouch ${join(root, 'FIRED')}\n`;
const jsCanary = 'require("node:fs").writeFileSync(require("node:path").join(__dirname, "FIRED"), "");\n';

export const hostileDirectories: { readonly [name: string]: HostileDirectory } = {
  'nesting of 900': withFiles(() => deep(900)),
  'nesting of 5,000': withFiles(() => deep(5000)),
  'nesting of 100,000': withFiles(() => deep(100_000)),
  'broken sources': withFiles(broken),
  'values that explode': withFiles(explosions),
  'templates that refer to themselves': withFiles(yamls),
  'quotes that never close': withFiles(unclosed),
  'chains without end': withFiles(chains),
  'patterns without end': withFiles(patterns),
  'crowds of prompts': withFiles(prompts),
  'crowds of calls': withFiles(callers),
  'figures and characters that are none': withFiles(measureless),
  'files that are their own prompt': {
    make: root => {
      write(root, selves);
      execFileSync('mkfifo', [join(root, 'pipe.txt')]);
      symlinkSync('/dev/zero', join(root, 'zero.txt'));
    },
  },
  'bytes that are no text': withFiles({
    'latin.js': Buffer.from(`${script('')}// caf\xE9`, 'latin1'),
    'nul.js': `${script('')}\0\0\0`,
    'random.py': Buffer.from(`boto3 bedrock-runtime${Array.from({ length: 100_000 }, (_, index) => String.fromCharCode((index * 7919 + (index >> 3)) % 256)).join('')}`, 'latin1'),
    'module.py': Buffer.from([0xa7, 0x0d, 0x0d, 0x0a, 0, 0, 0, 0, ...Buffer.from('bedrock-runtime')]),
    'empty.py': '', 'empty.ipynb': '', 'empty.yaml': '', 'empty.tf': '', 'empty.go': '', 'empty.prompty': '', 'empty.vue': '', 'empty.sh': '',
    'surrogates.js': Buffer.concat([Buffer.from(script('')), Buffer.from([0xed, 0xa0, 0x80])]),
    'overlong.py': Buffer.concat([Buffer.from(python('')), Buffer.from([0xc0, 0xaf])]),
  }),
  'UTF-16 and marks': withFiles({
    'le.ts': Buffer.from(`\uFEFF${script('')}`, 'utf16le'),
    'be.ts': Buffer.from(`\uFEFF${script('')}`, 'utf16le').swap16(),
    'marks.ts': `\uFEFF\uFEFF${script('')}`,
    'mark.ipynb': `\uFEFF${cells(python(''))}`,
    'mark.yaml': '\uFEFFResources: {A: {Type: "AWS::Bedrock::Agent"}}',
    'only.py': '\uFEFF',
    'odd.ts': Buffer.from([0xff, 0xfe, 0x41]),
  }),
  'line ends': withFiles(Object.fromEntries(['\r', '\r\n', '\u2028', '\u2029', '\u0085', '\f', '\v', '\n\r'].flatMap((end, index) => [[`${index}.js`, call(`end ${index}`).replaceAll('\n', end)], [`${index}.py`, python('model = text = "a"').replaceAll('\n', end)], [`${index}.go`, go('').replaceAll('\n', end)], [`${index}.tf`, `resource "aws_bedrockagent_agent" "a" {${end}  instruction = "a"${end}}${end}`]]))),
  'one line of a megabyte': withFiles(() => ({
    'code.js': script(times('a=b;', 250_000)).slice(0, 1_040_000),
    'string.js': script(`const text = "${times('never do this. ', 60_000)}", model = text;`),
    'string.py': python(`model = text = "${times('never do this. ', 60_000)}"`),
    'sum.py': python(times('a=b;', 240_000)),
    'value.yaml': `Resources: {A: {Type: "AWS::Bedrock::Agent", Properties: {Instruction: "${times('be brief ', 100_000)}"}}}`,
    'value.tf': `resource "aws_bedrockagent_agent" "a" { instruction = "${times('be brief ', 100_000)}" }`,
  })),
  'characters that repeat': withFiles(() => Object.fromEntries([' ', '\t', '{{', '}}', '`', "'", '#', '*', '\\', '${', '<', '|', '-', '\n', '. ', '1. ', '\u0300', '😀', '||', '"'].map((each, index) => [`${index}.py`, python(`model = "anthropic.claude-v2"\ntext = ${JSON.stringify(times(each, 60_000)).replaceAll('\\n', '\\n')}`)]))),
  'beyond the size limit': {
    make: root => {
      write(root, { 'large.js': `${script('')}${times(' ', 2 << 20)}` });
      const sparse = openSync(join(root, 'sparse.py'), 'w');
      ftruncateSync(sparse, 2 ** 32);
      closeSync(sparse);
    },
  },
  'minified and generated': withFiles({ 'a.min.js': script(''), 'b.js': `!function(e,t){${times('var a=b,c=function(){return d(e,t)};', 2000)}}(${call('c').replaceAll('\n', ' ')})`, 'gen.ts': `// @generated\n${script('')}`, 'node_modules/x/i.js': script(''), 'dist/o.js': script('') }),
  'names': withFiles({
    [`${ESC}[31mred\n${ESC}]0;t\u0007.ts`]: call('escape'), 'a\nb.py': python(''), "quote'\"`.ts": call('quote'), '-rf.ts': call('dash'), '--fix.ts': call('flag'), '\u202Egpj.ts': call('rtl'), '##[error]x.ts': call('command'), '::error::y.ts': call('command 2'),
    '%0A%0D.ts': call('percent'), '__proto__.ts': call('proto'), 'constructor.py': python(''), 'toString/index.ts': call('key'), ' .ts': call('space'), '<img src=x onerror=a>.ts': call('html'), '=cmd|calc.ts': call('formula'), '$(touch FIRED).ts': call('shell'), '`touch FIRED`.ts': call('shell 2'),
    [`${times('n', 252)}.ts`]: call('long'), '|a|b|.ts': call('pipe'), 'A.ts': call('twin'), 'a.ts': call('twin 2'), '...ts': call('dots'), '[a].ts': call('bracket'), '{a,b}.ts': call('brace'), '!a.ts': call('bang'), '*.ts': call('star'), '\\.ts': call('backslash'), 'a\rb.ts': call('return'), '\u{E0041}.ts': call('tag'),
  }),
  'names that are no UTF-8': { make: root => writeFileSync(Buffer.concat([Buffer.from(`${root}/a`), Buffer.from([0xff, 0xc3, 0x28]), Buffer.from('.ts')]), call('bytes')) },
  'words of a terminal, a log and a page': withFiles({
    'words.ts': script('', `{ modelId: ${JSON.stringify(commands)}, messages: [{ role: 'user', content: [{ text: ${JSON.stringify(`${commands} Never say ${commands}. Never say ${commands}.`)} }] }] }`),
    'raw.ts': `/* ${commands} */ ${call('raw')}`.replace("'anthropic", `/* ${commands.replaceAll('\r', '')} */ 'anthropic`),
    'words.py': python(`# ${commands.replaceAll('\r', '')}\ntext = "thank you"`, `modelId="anthropic.claude-v2${ESC}[31m", messages=[{"role": "user", "content": [{"text": """    ${commands.replaceAll('\r', '')}\n    ::error::c\n    ##[error]d\n""" + text}]}]`),
    'words.tf': `resource "aws_bedrockagent_agent" "${ESC}[31m" {\n  foundation_model = "anthropic.claude-v2"\n  instruction = "${ESC}[31m ##[error]"\n}\n`,
  }),
  'special files': {
    make: root => {
      for (const name of ['p.js', 'p.py', 'p.yaml', 'p.ipynb', 'package.json', 'p.tf', '.gitignore']) execFileSync('mkfifo', [join(root, name)]);
      symlinkSync('/dev/zero', join(root, 'zero.py'));
      symlinkSync('/dev/stdin', join(root, 'stdin.js'));
      symlinkSync('/proc/self/mem', join(root, 'mem.ts'));
      mkdirSync(join(root, 'directory.ts'));
      mkdirSync(join(root, 'tsconfig.json'));
      execFileSync('python3', ['-c', 'import socket, sys, os; os.chdir(sys.argv[1]); socket.socket(socket.AF_UNIX).bind("s.ts")', root]);
    },
  },
  'links': {
    make: root => {
      for (const [name, to] of [['dangling.ts', 'nowhere'], ['self.ts', 'self.ts'], ['ping.py', 'pong.py'], ['pong.py', 'ping.py'], ['out.ts', '/etc/passwd'], ['up', '..'], ['here', '.'], ['root', '/'], ['good2.ts', 'good.ts'], ['tsconfig.json', 'tsconfig.json'], ['package.json', '/etc/passwd'], ['.gitignore', '/dev/zero']] as const) symlinkSync(to, join(root, name));
      mkdirSync(join(root, 'sub/deep'), { recursive: true });
      symlinkSync('../..', join(root, 'sub/deep/loop'));
    },
  },
  'unreadable': {
    make: root => {
      write(root, { 'closed.ts': script(''), 'locked/a.ts': script('') });
      chmodSync(join(root, 'closed.ts'), 0);
      chmodSync(join(root, 'locked'), 0);
    },
  },
  'files that come and go': {
    make: root => write(root, Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}.ts`, call(`fleeting ${index}`)]))),
    during: root => {
      const coming = `const { rmSync, writeFileSync, mkdirSync } = require('node:fs'); for (;;) for (let i = 0; i < 50; i++) { const f = 'f' + i + '.ts'; try { rmSync(f, { recursive: true, force: true }); if (i % 3 === 0) mkdirSync(f); else if (i % 3 === 1) writeFileSync(f, 'bedrock-runtime ('.repeat(i * 100)); } catch {} }`;
      const child = spawn('node', ['-e', coming], { cwd: root, stdio: 'ignore' });
      return () => child.kill('SIGKILL');
    },
  },
  '10,000 files in one directory': withFiles(() => Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`many/f${index}.ts`, `import { x } from './f${(index + 1) % 10_000}';\n`]))),
  'depth of directories': withFiles({ [`${times('d/', 1900)}a.ts`.slice(-3900)]: call('deep') }),
  'many calls in one file': withFiles(() => ({ 'calls.ts': script(Array.from({ length: 1500 }, (_, index) => `export const f${index} = () => client.send(new ConverseCommand({ modelId: 'anthropic.claude-v2', messages: [{ role: 'user', content: [{ text: 'Question ${index}' }] }] }));`).join('\n')) })),
  'a prompt of half a megabyte': withFiles(() => ({ 'rules.ts': call(Array.from({ length: 6000 }, (_, index) => `Always answer question number ${index % 3000} of the ${index % 7} readers briefly, and never name the others.`).join('\n')) })),
  'imports in circles': withFiles(() => ({
    ...Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`c/m${index}.ts`, `export * from './m${(index + 1) % 400}';\nexport * from './m${(index * 7) % 400}';\nexport { text as model } from './m${(index + 2) % 400}';\n`])),
    'c/use.ts': script("import { text, model, other as o } from './m0';\nimport * as all from './m1';\nconst t = all.all.text + o;"),
    'p/__init__.py': 'from .a import *\nfrom . import b\n', 'p/a.py': python('from .b import *\nfrom p import text, model\nfrom ....... import x\n'), 'p/b.py': 'from .a import text\nfrom . import *\nimport p.a.b.a.b as model\n',
    'g/go.mod': 'module g\nreplace g => ./\nreplace ../x => ../../../../etc\nrequire (\n', 'g/a.go': go('import . "g"\nimport "g/g/g"\n'),
  })),
  'hostile package.json and tsconfig.json': withFiles({
    'package.json': JSON.stringify({ name: 'x', main: '../../../etc/passwd', imports: { '#a': '#b', '#b': '#a', '#*': './*/*/*' }, exports: { '.': { default: { default: '../..' } }, './*': ['./*', null, 5] }, workspaces: ['**', '../**', '/', '{a,b}'.repeat(25), '!**', './p/*'], bin: 5, __proto__: { a: 1 } }),
    'tsconfig.json': '{"extends": ["./tsconfig.json", "./b.json", "../../../../etc/passwd", 5], "compilerOptions": {"baseUrl": "../../..", "paths": {"*": ["*", "/*", "../*"], "a*b*c": [5], "__proto__": ["x"]}, "rootDirs": {}}, "references": [{"path": "."}]}',
    'b.json': '{"extends": "./tsconfig.json", // comment\n "compilerOptions": [[[',
    'p/x/package.json': '{"name": "x", "main": "./index.ts", "workspaces": {"packages": 5}}', 'p/y/package.json': times('[', 100_000), 'p/z/package.json': 'null',
    'go.mod': times('module (\n', 1000), 'go.work': 'use (\n ../\n . \n', 'pyproject.toml': `[tool.x]\na = ${times('[', 5000)}`, 'pnpm-workspace.yaml': 'packages: &a [*a, "**", 5]\n', 'lerna.json': '5', 'deno.json': '{"imports": {"a": "a"}}', 'cdk.json': '{', 'serverless.yml': 'provider: ${self:provider}\nfunctions: ${file(/etc/passwd)}\n', 'template.yaml': 'Resources: 5\n', 'samconfig.toml': '= 5',
    'use.ts': script("import { text } from '#a';\nimport { model } from 'x';\nimport z from 'x/y/../../../../etc/passwd';\nimport '@/a';\nimport c from 'abcabc';"),
  }),
  'hostile .gitignore': withFiles({ '.gitignore': `${Array.from({ length: 20_000 }, (_, index) => `ignored-${index}/**/*.x`).join('\n')}\n${times('*', 2000)}a\n${times('a/**/', 500)}b\n[[:alpha:]-\n[z-a]\n\\\n!\n!!\n[\n**/**/**\n!good.*\n${times('(a+)+', 30)}$\n`, 'sub/.gitignore': Buffer.from([0xff, 0xfe, 0, 1, 2]), 'sub/a.ts': script('') }),
  'a repository with programs to run': {
    make: root => {
      execFileSync('git', ['init', '-q'], { cwd: root });
      write(root, { 'canary.sh': canary(root), '.gitattributes': '* filter=evil diff=evil merge=evil working-tree-encoding=UTF-16\n', 'a.ts': call('filtered') });
      chmodSync(join(root, 'canary.sh'), 0o755);
      const path = join(root, 'canary.sh');
      for (const [key, value] of [['core.fsmonitor', path], ['core.hooksPath', root], ['filter.evil.clean', path], ['filter.evil.smudge', path], ['filter.evil.process', path], ['filter.evil.required', 'true'], ['diff.evil.textconv', path], ['diff.external', path], ['core.sshCommand', path], ['core.pager', path], ['core.editor', path], ['alias.ls-files', `!${path}`], ['include.path', '/dev/zero2'], ['credential.helper', `!${path}`], ['uploadpack.packObjectsHook', path], ['gpg.program', path], ['core.excludesFile', join(root, 'nowhere')]] as const) execFileSync('git', ['config', key, value], { cwd: root });
      for (const hook of ['post-index-change', 'pre-commit', 'post-checkout', 'fsmonitor-watchman']) write(root, { [`.git/hooks/${hook}`]: canary(root) });
    },
  },
  'repositories that are none': withFiles({ '.git': 'gitdir: ../../../../etc\n', 'sub/.git': 'gitdir: sub\n', 'sub/a.ts': script(''), '.gitmodules': `[submodule "a"]\n\tpath = ../..\n[submodule "b"]\n\tpath = .\n[submodule "c"]\n\tpath = sub\n${times('[submodule "', 1000)}` }),
  'a broken repository': withFiles({ '.git/HEAD': 'ref: refs/heads/../../x\n', '.git/config': times('[core', 1000), '.git/index': 'DIRC\xFF\xFF', '.git/objects/x': '' }),
  'code that wants to be run': {
    make: root => write(root, {
      'package.json': JSON.stringify({ name: 'x', main: './evil.cjs', scripts: Object.fromEntries(['preinstall', 'install', 'prepare', 'test', 'promptfare'].map(name => [name, 'touch FIRED'])), eslintConfig: { extends: './evil.cjs' }, prettier: './evil.cjs', promptfareX: './evil.cjs' }),
      ...Object.fromEntries(['eslint.config.js', 'eslint.config.mjs', 'promptfare.config.js', 'promptfare.config.ts', 'promptfare.js', '.promptfarerc.js', '.pnp.cjs', '.pnp.loader.mjs', 'evil.cjs', 'vite.config.js', 'index.js', 'instrumentation.js', 'jest.config.js', 'node_modules/tiktoken/index.js', 'node_modules/zod/index.js', 'node_modules/commander/index.js', 'node_modules/oxc-parser/index.js', 'node_modules/@vscode/tree-sitter-wasm/index.js', 'node_modules/llama3-tokenizer-js/index.js', 'node_modules/eslint/index.js', 'node_modules/typescript/index.js'].map(path => [path, path.startsWith('node_modules') ? jsCanary.replace('__dirname', "__dirname.split('/node_modules')[0]") : jsCanary])),
      '.npmrc': `node-options=--require ${join(root, 'evil.cjs')}\nscript-shell=${join(root, 'x.sh')}\n`, '.yarnrc.yml': 'yarnPath: ./evil.cjs\n', '.envrc': 'touch FIRED\n', '.node-version': '4\n', '.env': 'NODE_OPTIONS=--require=./evil.cjs\n', 'conftest.py': 'open("FIRED", "w")\n', 'sitecustomize.py': 'open("FIRED", "w")\n', '__init__.py': 'open("FIRED", "w")\n', 'main.go': '//go:generate touch FIRED\npackage main\n', 'x.sh': 'touch FIRED\n', Makefile: 'all:\n\ttouch FIRED\n',
      'use.ts': script("import { text } from './evil.cjs';\nimport { model } from 'typescript';"),
    }),
  },
  'lists of what is to be ignored': withFiles({ 'a.ts': `${times('// promptfare-ignore\n', 20_000)}${call('a')}`, 'b.ts': `// promptfare-ignore ${times('a,', 50_000)}\n// promptfare-ignore-file __proto__, constructor\n${call('b')}`, 'c.py': `${times('# promptfare-ignore-file x -- \n', 5000)}${python('')}` }),
  'a configuration of aliases': { make: root => write(root, { 'promptfare.yaml': `a: &a [x]\n${Array.from({ length: 30 }, (_, index) => `b${index}: &b${index} [${times(`*${index === 0 ? 'a' : `b${index - 1}`},`, 9)}]`).join('\n')}\n` }), refused: /promptfare\.yaml/ },
  'a configuration that refers to itself': { make: root => write(root, { 'promptfare.yaml': 'rules: &r\n  <<: *r\n  no-retired-model: *r\n' }), refused: /promptfare\.yaml/ },
  'a configuration of depth': { make: root => write(root, { 'promptfare.json': `{"rules": ${times('{"a":', 100_000)}1${times('}', 100_000)}}` }), refused: /promptfare\.json/ },
  'a deep configuration in YAML': { make: root => write(root, { 'promptfare.yaml': `rules: ${times('[', 20_000)}${times(']', 20_000)}` }), refused: /promptfare\.yaml/ },
  'a configuration of prototypes': { make: root => write(root, { 'promptfare.json': '{"__proto__": {"failOn": "never"}, "constructor": {"prototype": {"polluted": 1}}, "rules": {"__proto__": "off", "toString": "off"}, "overrides": [{"files": ["**"], "rules": {"__proto__": "off"}}]}' }), refused: /promptfare\.json/ },
  'a configuration of bytes': { make: root => write(root, { 'promptfare.yaml': Buffer.from([0xff, 0xfe, 0, 0x5b, 0xc3, 0x28]) }), refused: /promptfare\.yaml/ },
  'a configuration with escapes': { make: root => write(root, { 'promptfare.json': JSON.stringify({ [`${commands}`]: commands, rules: { [commands]: commands } }) }), refused: /promptfare\.json/ },
  'globs that explode': { make: root => write(root, { 'promptfare.json': JSON.stringify({ ignore: [`x/${times('{a,b,c}', 24)}`, `x/${times('(a+)+', 20)}`, `x/${times('*a', 60)}`, `x/${times('+(a|', 30)}${times(')', 30)}`, `x/{1..1000000000}`, `x/${times('[', 500)}`, `x/${times('{', 5000)}`, `x/${times('**/', 500)}a`], overrides: [{ files: [`x/${times('{a,b}', 30)}`, `x/${times('!(', 20)}a${times(')', 20)}`], rules: {} }] }), [`x/${times('a', 200)}.ts`]: call('glob'), [`x/${times('a/', 200)}b.ts`]: call('glob 2') }), refused: /expands to more than 1000 patterns/ },
};

function write(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const full = join(root, path);
    try {
      mkdirSync(dirname(full), { recursive: true });
      rmSync(full, { force: true });
      writeFileSync(full, content);
    } catch (error) {
      // A file system may refuse the longest paths and oddest names; that is no fault of the command.
      if (!/ENAMETOOLONG|EILSEQ|EINVAL/.test(String(error))) throw error;
    }
  }
}
