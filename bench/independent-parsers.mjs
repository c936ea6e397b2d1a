/** What parsers that the tool does not use say of files: typescript, CPython, JSON.parse, js-yaml, mdast, gofmt, javac, bash and HashiCorp's HCL. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { parse as parseHcl } from '@cdktf/hcl2json';
import yaml from 'js-yaml';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { frontmatter } from 'micromark-extension-frontmatter';
import ts from 'typescript';

const python = String.raw`
import ast, io, json, sys, tokenize
def code(text):
    ast.parse(text)
    return sorted(t.string for t in tokenize.generate_tokens(io.StringIO(text, newline='').readline) if t.type == tokenize.COMMENT)
out = []
for path in json.load(sys.stdin):
    raw = open(path, 'rb').read().decode('utf-8-sig', 'replace')
    try:
        if path.endswith('.toml'):
            import tomllib
            tomllib.loads(raw.replace('\r\n', '\n'))
            out.append({'comments': []})
        elif path.endswith('.ipynb'):
            comments = []
            for cell in json.loads(raw)['cells']:
                if cell['cell_type'] != 'code': continue
                text = ''.join(cell['source'])
                lines = ['pass' if l.lstrip()[:1] in ('%', '!', '?') else l for l in text.splitlines()]
                try: comments += code('\n'.join(lines) + '\n')
                except Exception as e: comments.append('BROKEN')
            out.append({'comments': comments})
        else: out.append({'comments': code(raw)})
    except Exception as e: out.append({'error': str(e)})
json.dump(out, sys.stdout)
`;

function withPython(paths) {
  if (paths.length === 0) return [];
  const child = spawnSync('python3', ['-W', 'ignore', '-c', python], { input: JSON.stringify(paths), encoding: 'utf8', maxBuffer: 1 << 30 });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout);
}

/** `{ comments, outline }` or `{ error }` of each file. An outline is what blocks a text of Markdown has, in order. */
export async function understood(paths) {
  const isPython = path => ['.py', '.pyi', '.ipynb', '.toml'].includes(extname(path));
  const fromPython = withPython(paths.filter(isPython));
  const found = [];
  for (const path of paths) {
    if (isPython(path)) found.push(fromPython.shift());
    else {
      try {
        found.push(await read(path, readFileSync(path, 'utf8').replace(/^\uFEFF/, '')));
      } catch (error) {
        found.push({ error: String(error) });
      }
    }
  }
  return found;
}

async function read(path, text) {
  if (/\.json$/.test(path)) return JSON.parse(text) && { comments: [] };
  if (/\.ya?ml$/.test(path)) return { comments: hashes(text) };
  if (/\.(?:md|markdown)$/.test(path)) return { comments: [], outline: outlineOf(text) };
  if (/\.prompty?$/.test(path)) return { comments: hashes(/^---\r?\n([^]*?)\n---/.exec(text)?.[1] ?? '') };
  if (/\.[cm]?[jt]sx?$/.test(path)) return script(path, text);
  if (path.endsWith('.tf')) return (await parseHcl(path, text)) && { comments: [] };
  if (path.endsWith('.go')) return said('gofmt', ['-e', path]);
  if (/\.(?:sh|bash)$/.test(path)) return said('bash', ['-n', path]);
  if (path.endsWith('.java')) return javac(path);
  return { comments: [] };
}

/** YAML with the tags of its users (`!Ref`), whose meaning does not matter here. */
const withTags = yaml.DEFAULT_SCHEMA.extend(['scalar', 'sequence', 'mapping'].map(kind => new yaml.Type('!', { kind, multi: true, construct: data => data })));

function hashes(text) {
  yaml.loadAll(text, undefined, { schema: withTags });
  return text.match(/^\s*#.*/gm) ?? [];
}

/** Kinds of the blocks of a text, with levels of headings and the language of code. */
export function outlineOf(text) {
  const blocks = [];
  const visit = node => {
    if (['heading', 'code', 'html', 'yaml', 'table', 'thematicBreak', 'definition', 'blockquote', 'list', 'listItem', 'paragraph'].includes(node.type)) blocks.push(`${node.type}${node.depth ?? node.lang ?? ''}`);
    if (node.type === 'yaml') yaml.load(node.value);
    for (const child of node.children ?? []) visit(child);
  };
  visit(fromMarkdown(text, { extensions: [frontmatter(['yaml'])], mdastExtensions: [frontmatterFromMarkdown(['yaml'])] }));
  return blocks;
}

/** Are these blocks those, with some left out? What is deleted of a text is nothing else afterwards. */
export function isPartOf(blocks, all) {
  let at = 0;
  for (const block of all) if (block === blocks[at]) at++;
  return at === blocks.length;
}

function said(command, args) {
  const { error, status, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  return !error && status !== 0 ? { error: stderr } : { comments: [] };
}

function javac(path) {
  const out = mkdtempSync(join(tmpdir(), 'promptfare-javac-'));
  try {
    return said('javac', ['-proc:none', '-encoding', 'UTF-8', '-XDshould-stop.ifError=PARSE', '-XDshould-stop.ifNoError=PARSE', '-d', out, path]);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function script(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, /x$/.test(path) ? ts.ScriptKind.TSX : /\.[cm]?js$/.test(path) ? ts.ScriptKind.JSX : ts.ScriptKind.TS);
  const [error] = file.parseDiagnostics;
  if (error) return { error: ts.flattenDiagnosticMessageText(error.messageText, ' ') };
  const comments = new Map();
  const visit = node => {
    const own = [...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []), ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? [])];
    if (node.kind !== ts.SyntaxKind.JsxText) for (const { pos, end } of own) comments.set(pos, text.slice(pos, end));
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  return { comments: [...comments.values()].sort() };
}
