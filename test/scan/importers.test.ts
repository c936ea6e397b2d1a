/** Who imports whom, read off texts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProject, type Project } from '../../src/project/project.ts';
import { createImportGraph } from '../../src/scan/importers.ts';
import { treeOf } from '../project/tree.ts';

const files = { 'a.ts': "\uFEFFimport './b';\nexport * from './ü';\nimport data from './data.json';\n", 'data.json': '{}', 'b.ts': "import './ü';\n", 'ü.ts': '', 'c.py': 'import d\n', 'd.py': '', 'e.ts': Buffer.from([0xff, 0xfe, 0x20]), 'notes.md': "import './b'" };
const paths = Object.keys(files);

/** With the names of the files whose texts were asked for. */
function watched(): { readonly project: Project; readonly read: string[]; readonly bytes: (path: string) => Buffer } {
  const root = treeOf(files);
  const project = createProject({ root });
  const read: string[] = [];
  return { project: { ...project, decoded: path => (read.push(path), project.decoded(path)) }, read, bytes: path => readFileSync(join(root, path)) };
}

describe('an import graph', () => {
  it('tells what a file imports, and who imports it', () => {
    const { project } = watched();
    const graph = createImportGraph(project, paths);
    expect(Object.fromEntries(paths.map(path => [path, graph.of(path)]))).toEqual({ 'a.ts': ['b.ts', 'ü.ts', 'data.json'], 'data.json': [], 'b.ts': ['ü.ts'], 'ü.ts': [], 'c.py': ['d.py'], 'd.py': [], 'e.ts': [], 'notes.md': [] });
    expect(paths.map(path => graph.to(path))).toEqual([[], ['a.ts'], ['a.ts'], ['a.ts', 'b.ts'], [], ['c.py'], [], []]);
  });

  it('reads no file again whose bytes it was shown', () => {
    const { project, read, bytes } = watched();
    const graph = createImportGraph(project, paths);
    for (const path of paths) if (path !== 'b.ts') graph.learn(path, bytes(path));
    const plain = createImportGraph(createProject({ root: project.root }), paths);
    for (const path of paths) expect([path, graph.of(path), graph.to(path)]).toEqual([path, plain.of(path), plain.to(path)]);
    expect(read).toEqual(['b.ts']);
  });
});
