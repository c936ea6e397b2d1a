/** The laws of the house (DESIGN.md). Each failure says its law, and where it is broken. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ruleIds } from '../src/dev/rule-files.ts';
import { longest, together } from './order.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const unwritten = new Set(['node_modules', 'dist', 'coverage', '.git']);
const files = filesIn('');
const sources = files.filter(path => /^(?:src|rules)\/.*\.ts$/.test(path));
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Import {
  readonly from: string;
  /** A file of ours, or the specifier of a package. */
  readonly to: string;
}
const imports: readonly Import[] = sources
  .flatMap(from => specifiersIn(textOf(from)).map(to => ({ from, to: to.startsWith('.') ? posix.join(dirname(from), to) : to })))
  // What a generator writes is not what it imports.
  .filter(({ to }) => !/^(?:src|rules)\//.test(to) || files.includes(to));

/** Rooms and what each may import; `*`: everything below the doors. */
const floors: { readonly [room: string]: { readonly may: readonly string[]; readonly law: string } } = {
  core: { may: [], law: 'the ground knows nobody' },
  models: { may: ['core'], law: 'the ground knows nobody (models: core only)' },
  tokens: { may: ['core'], law: 'the ground knows nobody (tokens: core only)' },
  platforms: { may: [], law: 'the ground knows nobody' },
  rules: { may: ['core'], law: 'a leaf sees the vocabulary, not its neighbours' },
  languages: { may: ['core'], law: 'a leaf sees the vocabulary, not its neighbours' },
  sdks: { may: ['core'], law: 'a leaf sees the vocabulary, not its neighbours' },
  reporters: { may: ['core'], law: 'a leaf sees the vocabulary, not its neighbours' },
  cost: { may: ['core', 'models', 'tokens'], law: 'cost knows models, tokens and the vocabulary' },
  diff: { may: ['core', 'cost'], law: 'a comparison sees two reports, and nothing of what they were made from' },
  budget: { may: ['core', 'cost'], law: 'a budget sees calls with their figures, and nothing of what they were made from' },
  resolve: { may: ['core'], law: 'resolve asks its driver for files and opens none' },
  infrastructure: { may: ['core', 'resolve'], law: 'infrastructure reads what languages lowered and the evaluator followed' },
  project: { may: ['core'], law: 'a project is files, and knows nothing of what stands in them' },
  inspect: { may: ['core', 'languages', 'resolve', 'infrastructure', 'sdks', 'cost'], law: 'inspect is the only room that knows both syntax and money' },
  usage: { may: ['core', 'cost', 'models', 'project'], law: 'usage knows calls and money, and reads no file' },
  traffic: { may: ['core', 'usage'], law: 'traffic reads logs, and asks them what usage wants to know' },
  scan: { may: ['core', 'inspect', 'project'], law: 'drivers receive rules; they do not import them' },
  // ESLint lends its tree: the driver hands it to the lowering.
  exact: { may: ['core', 'models', 'tokens'], law: 'exact counts come from a file or, where that is asked for, from the service' },
  eslint: { may: ['core', 'inspect', 'project', 'languages'], law: 'drivers receive rules; they do not import them' },
  lsp: { may: ['core', 'inspect', 'project', 'scan', 'reporters'], law: 'drivers receive rules; they do not import them' },
  dev: { may: ['*', 'cli', 'registry of rules'], law: 'tools of maintainers see all but the doors' },
  'registry of rules': { may: ['core', 'rules'], law: 'the index lists the rules' },
  'registry of reporters': { may: ['core', 'reporters'], law: 'the index lists the reporters' },
  cli: { may: ['*', 'registry of rules', 'registry of reporters'], law: 'only the doors choose' },
  'door src/index.ts': { may: ['*', 'cli', 'registry of rules', 'registry of reporters'], law: 'only the doors choose' },
  'door src/eslint.ts': { may: ['*', 'registry of rules', 'registry of reporters'], law: 'only the doors choose' },
  'door src/cli.ts': { may: ['cli'], law: 'only the doors choose' },
  'door src/action.ts': { may: ['cli'], law: 'only the doors choose' },
};
/** All that the doors may choose from. */
const below = new Set(Object.keys(floors).filter(room => !['dev', 'cli'].includes(room) && !/^(?:door|registry)/.test(room)));

function roomOf(path: string): string {
  if (path === 'rules/index.ts') return 'registry of rules';
  if (path === 'src/reporters/index.ts') return 'registry of reporters';
  if (path.startsWith('rules/')) return 'rules';
  const [, room = '', ...rest] = path.split('/');
  if (rest.length > 0) return room;
  return room === 'inspect.ts' ? 'inspect' : `door ${path}`;
}

describe('floors', () => {
  test('every file lives in a room', () => {
    expect(sources.filter(path => !Object.hasOwn(floors, roomOf(path)))).toEqual([]);
  });

  test.each(Object.entries(floors))('%s', (room, { may, law }) => {
    const broken = imports.filter(({ from, to }) => {
      const other = /^(?:src|rules)\//.test(to) ? roomOf(to) : undefined;
      return roomOf(from) === room && other !== undefined && other !== room && !may.includes(other) && !(may.includes('*') && below.has(other));
    });
    holds(`An import points down: ${law}.`, broken.map(({ from, to }) => `${from} imports ${to}`));
  });

  test('leaves of one shelf', () => {
    // A leaf is what its registry lists; what leaves share is listed nowhere.
    const broken = ['src/sdks/index.ts', 'rules/index.ts', 'src/reporters/index.ts'].flatMap(registry => {
      const leaves = new Set(specifiersIn(textOf(registry).replaceAll(/^import type .*$/gm, '')).map(to => posix.join(dirname(registry), to)).filter(path => dirname(path) === dirname(registry)));
      return imports.filter(({ from, to }) => from !== registry && leaves.has(from) && leaves.has(to));
    });
    // Cells of a notebook are Python, steps of a workflow are shell in YAML, and state machines stand in templates as in files of their own.
    const languages = imports.filter(({ from, to }) => {
      const [own, other] = [from, to].map(path => /^src\/languages\/([\w-]+)\//.exec(path)?.[1]);
      return own && other && own !== other && !(own === 'notebook' && other === 'python') && !(own === 'workflow' && (other === 'documents' || other === 'shell')) && !(own === 'cloudformation' && other === 'documents');
    });
    holds('A leaf sees the vocabulary, not its neighbours.', [...broken, ...languages].map(({ from, to }) => `${from} imports ${to}`));
  });

  test('circles', () => {
    const next = grouped();
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
      if (done.has(path) || way.includes(path)) return;
      for (const { to } of next.get(path) ?? []) visit(to, [...way, path]);
      done.add(path);
    };
    for (const path of sources) visit(path, []);
    // The functions of a grammar call each other, and so may the files of one parser.
    const isGrammar = (circle: string): boolean => circle.split(' → ').every(path => /^src\/languages\/(?:python|go|java)\/(?:parse|lower|annotation)/.test(path));
    holds('No import runs in a circle; types count.', circles.filter(circle => !isGrammar(circle)));
  });

  test('input and output', () => {
    const allowed: readonly { readonly what: RegExp; readonly rooms: readonly string[] }[] = [
      { what: /^(?:node:)?fs(?:\/promises)?$|^fast-glob$|^write-file-atomic$/, rooms: ['cli', 'scan', 'project', 'exact', 'traffic', 'dev'] },
      { what: /^(?:node:)?(?:child_process|worker_threads|process)$/, rooms: ['cli', 'scan', 'dev'] },
      { what: /^(?:node:)?(?:https?|http2|net|tls|dgram|dns)(?:\/promises)?$|^undici$|^@octokit\/|^@aws-sdk\//, rooms: ['cli', 'exact', 'traffic'] },
      { what: /^(?:node:)?(?:vm|inspector|repl|cluster)$/, rooms: [] },
    ];
    const broken = imports.filter(({ from, to }) => allowed.some(({ what, rooms }) => what.test(to) && !rooms.includes(roomOf(from)))).map(({ from, to }) => `${from} imports ${to}`);
    const calls = sources.filter(path => !['cli', 'platforms', 'exact'].includes(roomOf(path)) && /(?<![\w$.'"`])fetch\(|\bnew (?:WebSocket|XMLHttpRequest)\(/.test(withoutComments(textOf(path)))).map(path => `${path} reaches for the network`);
    const evaluation = sources.filter(path => /(?<![\w$.'"`])(?:eval|new Function)\(/.test(withoutComments(textOf(path)))).map(path => `${path} runs text as code`);
    holds('Input and output live at the doors; nothing runs code that it reads.', [...broken, ...calls, ...evaluation]);
  });
});

describe('files', () => {
  test('are small', () => {
    const long = [...sources, ...files.filter(path => /^(?:test|bench)\/.*\.(?:ts|mjs)$/.test(path))].flatMap(path => {
      const text = textOf(path);
      const lines = text.split('\n').length - 1;
      const most = path.startsWith('rules/') ? 150 : 350;
      return lines > most && !isData(text) ? [`${path} has ${lines} lines, ${most} are allowed`] : [];
    });
    holds('A rule has at most 150 lines, any other file 350; pure data may be longer.', long);
  });

  test('are named by what they give', () => {
    holds('No file or folder is called utils, helpers, common or misc.', files.filter(path => /(?:^|\/)(?:utils?|helpers?|commons?|misc)(?:\.|\/|$)/.test(path) && !path.startsWith('fixtures/')));
  });

  test('hold no notes to self', () => {
    const mark = new RegExp(String.raw`\b(?:${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')})\b`);
    holds('Nothing is left to be done in a comment: do it, or file it.', sources.concat(files.filter(path => /^(?:test|bench|\.ci)\//.test(path))).filter(path => mark.test(textOf(path))));
  });

  test('hold no paths of a machine and no hosts of a registry', () => {
    const machine = new RegExp(String.raw`(?<![\w.~@-])/(?:${['work', 'root', 'Users'].join('|')})/[\w.-]+|(?<![\w.~@-])/home/\w+/|registry\.(?:npmjs|yarnpkg|npmmirror)\.|https?://localhost|_authToken`);
    const broken = files.filter(path => path !== 'test/house.test.ts' && /\.(?:ts|mts|js|mjs|json|md|ya?ml|toml|py|sh|txt)$|^\.ci\//.test(path)).filter(path => machine.test(textOf(path)));
    holds('What is tracked works on any machine.', broken);
  });
});

describe('rules', () => {
  test.each(ruleIds(root))('%s', id => {
    holds('Every rule has a page and a test.', [`rules/${id}.md`, `test/rules/${id}.test.ts`].filter(path => !existsSync(join(root, path))));
  });
});

describe('tests', () => {
  test('that take long are there', () => {
    holds('A file of tests that is to begin first exists.', longest.filter(path => !files.includes(path)));
  });

  test('that share a process', () => {
    const rooms = together.map(glob => glob.slice(0, glob.indexOf('*')));
    holds('A room whose tests share a process has tests.', rooms.filter(room => !files.some(path => path.startsWith(room) && path.endsWith('.test.ts'))));
    // With all that they import of the tests.
    const reached = new Set(files.filter(path => rooms.some(room => path.startsWith(room)) && path.endsWith('.test.ts')));
    const imported = (path: string): string[] => specifiersIn(textOf(path)).filter(to => to.startsWith('.')).map(to => posix.join(dirname(path), to));
    for (const path of reached) for (const to of imported(path)) if (to.startsWith('test/') && files.includes(to)) reached.add(to);
    const changes = /\bvi\.(?:mock|doMock|stub\w+|spyOn|useFakeTimers|setSystemTime)\(|\bprocess\.(?:chdir|umask|on|once)\(|^\s*(?:delete )?process\.env(?:\.\w+|\['\w+'\])(?: \??=[^=]|;$)|^\s*globalThis\.\w+ =[^=]|\b(?:usePrices|useCounts|showIn|putUpFence)\(/m;
    const changing = [...reached].filter(path => changes.test(textOf(path)) || imported(path).some(to => /^src\/(?:cli|action)\b/.test(to)));
    holds('A test that shares its process with others leaves it as it was.', changing);
  });
});

describe('public', () => {
  test.each(['src/index.ts', 'src/eslint.ts'])('%s', door => {
    holds('Every public export has a doc comment.', exportsOf(door).filter(({ isDocumented }) => !isDocumented).map(({ name, path }) => `${name} in ${path}`));
  });

  test('package.json', () => {
    const { scripts, dependencies } = JSON.parse(textOf('package.json')) as { scripts: { [name: string]: string }; dependencies: { [name: string]: string } };
    holds('Installing the package runs nothing.', ['preinstall', 'install', 'postinstall'].filter(name => Object.hasOwn(scripts, name)));
    const used = new Set(imports.map(({ to }) => to));
    const required = sources.flatMap(path => [...textOf(path).matchAll(/\brequire(?:\.resolve)?\(['`]([^'`]+)['`]\)/g)].map(match => match[1]!));
    const all = [...used, ...required].map(specifier => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)![0]);
    holds('A runtime dependency is one that the code imports.', Object.keys(dependencies).filter(name => !all.includes(name)));
  });
});

/** Fails with the law where something breaks it. */
function holds(law: string, broken: readonly string[]): void {
  expect([...new Set(broken)], law).toEqual([]);
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return unwritten.has(entry.name) ? [] : filesIn(path);
    return entry.isFile() && !/\.tgz$/.test(path) ? [path] : [];
  });
}

/** Static, dynamic, type-only and re-exporting imports. */
function specifiersIn(text: string): string[] {
  const code = withoutComments(text);
  return [...code.matchAll(/^(?:import|export)\b[^'"`;]*?\bfrom '([^'\n]+)'|^import '([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm)].map(match => (match[1] ?? match[2] ?? match[3])!);
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(?:\/\*\*?[^]*?\*\/|\/\/.*$)/gm, '');
}

/** Tables: no function stands in it. */
function isData(text: string): boolean {
  return !/\bfunction\b|=>|\bclass\b/.test(withoutComments(text));
}

/** What a file exports, each followed to the file that declares it. */
function exportsOf(path: string): { name: string; path: string; isDocumented: boolean }[] {
  const text = textOf(path);
  const own = [...text.matchAll(/(\*\/\n)?^export (?:default |declare |abstract |async )*(?:function\*?|class|interface|type|const|let)\s+(\w+)/gm)].map(match => ({ name: match[2]!, path, isDocumented: match[1] !== undefined }));
  const passed = [...text.matchAll(/^export (?:type )?\{([^}]*)\} from '([^']+)'/gm)].flatMap(([, names = '', from = '']) => {
    const target = exportsOf(posix.join(dirname(path), from));
    return names.split(',').flatMap(each => {
      const name = each.trim().replace(/^type /, '').split(/\s/)[0]!;
      return name === '' ? [] : (target.find(found => found.name === name) ?? { name, path: from, isDocumented: false });
    });
  });
  return [...own, ...passed];
}

function grouped(): Map<string, Import[]> {
  const groups = new Map<string, Import[]>();
  for (const each of imports) groups.set(each.from, [...(groups.get(each.from) ?? []), each]);
  return groups;
}
