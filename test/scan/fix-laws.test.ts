/** Law 5 of DESIGN.md on our own code: fixtures/, and snippets of every SDK. `bench/fix-laws.mjs` asks the same of real repositories. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import yaml from 'js-yaml';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src/cli/engine.ts';
import { loadParser } from '../../src/inspect.ts';
import { parseGo } from '../../src/languages/go/index.ts';
import { parseJava } from '../../src/languages/java/index.ts';
import { type ScanResult, scan } from '../../src/scan/scan.ts';
import { snippets } from './fix-snippets.ts';

const modes = ['safe', 'suggested'] as const;
const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
const roots: string[] = [];
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
  await Promise.all(['a.go', 'a.java'].map(loadParser));
});
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

function newRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'promptfare-laws-'));
  roots.push(root);
  return root;
}

/** Projects to fix, by name: each writes its files into an empty directory. */
const projects: { readonly [name: string]: (root: string) => void } = {
  fixtures: root => cpSync(fixtures, root, { recursive: true }),
  snippets: root => write(root, text => text),
  'snippets with CRLF, a byte order mark and no final newline': root => write(root, (text, path) => (path.endsWith('.ipynb') ? text : `\uFEFF${text.trimEnd().replaceAll('\n', '\r\n')}`)),
};

function write(root: string, change: (text: string, path: string) => string): void {
  for (const [path, text] of Object.entries(snippets)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), change(text, path));
    chmodSync(join(root, path), 0o750);
  }
}

function scanned(root: string, fix?: 'safe' | 'suggested'): ScanResult {
  return scan({ root, ...engine, version: '0.0.0', ...(fix && { fix }) });
}

/** Path → text and mode of every file. */
function stateOf(root: string): Map<string, { text: string; mode: number }> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return new Map(files.map(entry => join(entry.parentPath, entry.name)).map(path => [path.slice(root.length + 1), { text: readFileSync(path, 'utf8'), mode: statSync(path).mode }]));
}

const python = String.raw`
import ast, io, json, sys, tokenize
def comments(text):
    ast.parse(text)
    return [t.string for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type == tokenize.COMMENT]
json.dump([comments(text.lstrip('\ufeff').replace('\r\n', '\n')) for text in json.load(sys.stdin)], sys.stdout)
`;

/** Comments of a file that a parser of others' making has read whole; throws where it cannot. */
function commentsOf(path: string, text: string): readonly string[] {
  if (path.endsWith('.ipynb')) return (JSON.parse(text) as { cells: { source: string[] }[] }).cells.flatMap(({ source }) => commentsOf('cell.py', source.join('')));
  if (path.endsWith('.py')) {
    const { status, stdout, stderr } = spawnSync('python3', ['-c', python], { input: JSON.stringify([text]), encoding: 'utf8' });
    if (status !== 0) throw new Error(`${path}: ${stderr}`);
    return (JSON.parse(stdout) as string[][])[0]!;
  }
  if (path.endsWith('.json')) return JSON.parse(text.replace(/^\uFEFF/, '')) ? [] : [];
  if (/\.ya?ml$/.test(path)) return hashes(text);
  if (path.endsWith('.sh')) return shellComments(text);
  if (/\.prompty?$/.test(path)) return [...hashes(/^\uFEFF?---\r?\n([^]*?)\n---/.exec(text)![1]!), ...(text.match(/\{#.*?#\}|\{\{!.*?\}\}/g) ?? [])];
  if (path.endsWith('.go')) {
    const { status, stderr } = hasGo ? spawnSync('gofmt', ['-e'], { input: text.replace('\uFEFF', ''), encoding: 'utf8' }) : { status: 0, stderr: '' };
    if (status !== 0) throw new Error(`${path}: ${stderr}`);
    const module = parseGo(path, text);
    if ('error' in module || module.recovered !== undefined) throw new Error(`${path} is broken`);
    return module.comments.map(comment => comment.text);
  }
  if (path.endsWith('.java')) {
    if (hasJavac) parsedByJavac(path, text);
    const module = parseJava(path, text);
    if ('error' in module || module.recovered !== undefined) throw new Error(`${path} is broken`);
    return module.comments.map(comment => comment.text);
  }
  if (path.endsWith('.md')) return text.match(/<!--[^]*?-->/g) ?? [];
  if (!/\.[jt]sx?$/.test(path)) return [];
  const { diagnostics } = ts.transpileModule(text, { fileName: path, reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ESNext, jsx: ts.JsxEmit.Preserve } });
  if (diagnostics?.length) throw new Error(`${path}: ${ts.flattenDiagnosticMessageText(diagnostics[0]!.messageText, ' ')}`);
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  const found: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia) found.push(scanner.getTokenText());
  }
  return found;
}

/** Throws where the compiler of Java cannot parse it; names and types are not asked for. */
function parsedByJavac(path: string, text: string): void {
  const file = join(newRoot(), basename(path));
  writeFileSync(file, text.replace('\uFEFF', ''));
  const { status, stderr } = spawnSync('javac', ['-proc:none', '-encoding', 'UTF-8', '-XDshould-stop.ifError=PARSE', '-XDshould-stop.ifNoError=PARSE', '-d', dirname(file), file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${path}: ${stderr}`);
}

/** Comments of a script that bash itself finds whole. */
function shellComments(text: string): readonly string[] {
  const script = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return script.match(/(?<=^|\s)# .*/gm) ?? [];
}

/** Kinds of the blocks of a text, in order, as mdast has them: what is taken out of one leaves the others what they were. */
function blocksOf(text: string): readonly string[] {
  const blocks: string[] = [];
  const visit = (node: Nodes): void => {
    if (node.type !== 'text') blocks.push(`${node.type} ${'depth' in node ? node.depth : ''}`);
    if ('children' in node) node.children.forEach(visit);
  };
  visit(fromMarkdown(text));
  return blocks;
}

/** YAML with the tags of its users (`!Ref`), whose meaning does not matter here. */
const withTags = yaml.DEFAULT_SCHEMA.extend((['scalar', 'sequence', 'mapping'] as const).map(kind => new yaml.Type('!', { kind, multi: true, construct: (data: unknown) => data })));

/** Comments of YAML that js-yaml reads. */
function hashes(text: string): readonly string[] {
  yaml.load(text, { schema: withTags });
  return text.match(/(?<=^|\s)# .*/gm) ?? [];
}

const hasGo = spawnSync('gofmt', ['-h']).error === undefined;
const hasJavac = spawnSync('javac', ['-version']).status === 0;
const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.each(Object.keys(projects))('A1: fixes of %s', name => {
  it.each(modes)('keep the laws (%s)', mode => {
    const root = newRoot();
    projects[name]!(root);
    const first = scanned(root).report;
    const before = stateOf(root);
    const { report, changes, fixed } = scanned(root, mode);
    const after = stateOf(root);

    expect(report.files.failed).toEqual(first.files.failed);
    if (mode === 'suggested') expect(fixed).toBeGreaterThan(5);
    const isDue = ({ fixes }: (typeof first.findings)[number]): boolean => fixes.some(({ safety }) => mode === 'suggested' || safety === 'safe');

    // The findings are gone, and none came in their place.
    const gone = first.findings.filter(isDue).map(({ id }) => id);
    expect(report.findings.filter(({ id }) => gone.includes(id))).toEqual([]);
    expect(report.findings.filter(isDue)).toEqual([]);
    const counted = (findings: typeof first.findings): string[] => findings.map(({ path, ruleId }) => `${path} ${ruleId}`);
    for (const each of new Set(counted(report.findings))) {
      const number = (findings: typeof first.findings): number => counted(findings).filter(other => other === each).length;
      expect(number(report.findings), each).toBeLessThanOrEqual(number(first.findings));
    }

    // Only what was to be fixed has changed, and keeps its form and its comments.
    expect([...after].filter(([path, { text }]) => text !== before.get(path)?.text).map(([path]) => path)).toEqual([...after.keys()].filter(path => changes.some(change => change.path === path)));
    for (const { path } of changes) {
      const [old, now] = [before.get(path)!, after.get(path)!];
      expect(now.mode).toBe(old.mode);
      expect(now.text.startsWith('\uFEFF')).toBe(old.text.startsWith('\uFEFF'));
      expect(now.text.endsWith('\n')).toBe(old.text.endsWith('\n'));
      if (old.text.includes('\r\n')) expect(now.text.replaceAll('\r\n', '')).not.toContain('\n');
      if (hasPython || !/\.(?:py|ipynb)$/.test(path)) expect(commentsOf(path, now.text), path).toEqual(commentsOf(path, old.text));
      if (path.endsWith('.md')) {
        const left = blocksOf(now.text);
        let found = 0;
        for (const block of blocksOf(old.text)) if (block === left[found]) found++;
        expect(left.slice(found), path).toEqual([]);
      }
    }

    // A second run changes nothing.
    expect(scanned(root, mode).changes).toEqual([]);
    expect(stateOf(root)).toEqual(after);
  }, 60_000);
});

describe('A2: a safe fix', () => {
  it('changes white space in prompts, the indent of JSON, and cache points; nothing else', () => {
    const root = newRoot();
    projects['snippets']!(root);
    const { changes } = scanned(root, 'safe');
    expect(changes.length).toBeGreaterThan(4);
    const bare = (text: string): string =>
      text
        .replaceAll(/Rule \d+: [^.]*\. ?/g, '')
        .replaceAll(/, (?:null, 2|indent=2)\)/g, ')')
        .replaceAll(/, providerOptions: \{ bedrock: \{ cachePoint: \{ type: 'default' \} \} \}/g, '')
        // With the comma before it, or on a line of its own with the comma that its neighbours have behind them.
        .replaceAll(/\n\s*\{ ?"?cachePoint"?: \{ ?"?type"?: ['"]default['"] ?\} ?\},/g, '')
        .replaceAll(/\{ ?"?cachePoint"?: \{ ?"?type"?: ['"]default['"] ?\} ?\},/g, '')
        .replaceAll(/,\s*\{ ?"?cachePoint"?: \{ ?"?type"?: ['"]default['"] ?\} ?\}/g, '')
        .replaceAll(/\[\{ ?"?type"?: ['"]text['"], "?text"?: (\w+), "?cache_control"?: \{ ?"?type"?: ['"]ephemeral['"] ?\} ?\}\]/g, '$1')
        .replaceAll(/,?\s*&types\.SystemContentBlockMemberCachePoint\{Value: types\.CachePointBlock\{Type: types\.CachePointTypeDefault\}\}(?=,?\s*\})/g, '')
        .replaceAll(/, SystemContentBlock\.fromCachePoint\(config -> config\.type\("default"\)\)/g, '')
        .replaceAll(/, config -> config\.cachePoint\(it -> it\.type\("default"\)\)/g, '')
        .replaceAll('.writerWithDefaultPrettyPrinter()', '')
        .replaceAll(/\s+/g, '')
        // On a line of its own Go wants a comma behind each.
        .replaceAll(/,(?=\}|\/\/[^\n]*\},Messages:)/g, '');
    for (const { path, before, after } of changes) expect(bare(after), path).toBe(bare(before));
  });
});

describe('a safe fix', () => {
  it.each(['indented.go', 'page.astro'])('takes the indentation of the source out of a prompt: %s', path => {
    const root = newRoot();
    projects['snippets']!(root);
    scanned(root, 'safe');
    expect(readFileSync(join(root, path), 'utf8')).toContain('\nYou summarize reports.\nWrite three sentences.\n');
  });
});

describe('a suggested fix', () => {
  let root = '';
  beforeAll(() => {
    root = newRoot();
    projects['snippets']!(root);
    scanned(root, 'suggested');
  });
  const fixed = (path: string): string => readFileSync(join(root, path), 'utf8');

  it('puts no model in the place of one with bodies of another kind', () => {
    expect(fixed('invoke-titan.ts')).toContain(`modelId: 'amazon.titan-text-express-v1', body: JSON.stringify({ inputText: question, textGenerationConfig: { maxTokenCount: 512 } })`);
    expect(fixed('bedrock-chat.ts')).toBe(snippets['bedrock-chat.ts']);
    expect(fixed('boto3_invoke.py')).toContain('"amazon.titan-text-express-v1"');
  });

  it('sets no limit that a budget for thinking exceeds', () => {
    expect(fixed('thinking.py')).toBe(snippets['thinking.py']);
  });

  it('writes the key where this request and this class read it', () => {
    expect(fixed('boto3_invoke.py')).toContain('"sources": [{"sourceType": "S3", "s3Location": {"uri": bucket}}],\n                "generationConfiguration": {"inferenceConfig": {"textInferenceConfig": {"maxTokens": 4096}}}');
    expect(fixed('langchain_models.py')).toContain('model_kwargs={"temperature": 0, "maxTokenCount": 512}');
    expect(fixed('notebook.ipynb')).toContain(String.raw`inferenceConfig={\"maxTokens\": 300}`);
  });

  it('marks messages of the AI SDK, whose system text stays a string', () => {
    expect(fixed('ai-sdk.ts')).toContain(`{ role: 'system', content: LONG, providerOptions: { bedrock: { cachePoint: { type: 'default' } } } },`);
  });
});
