/** The files of a commit or of the index: what `git ls-tree` and `git ls-files` list. */
import { entriesIn, git } from '../git.ts';
import { UsageError } from '../usage-error.ts';

export interface TreeEntry {
  readonly id: string;
  readonly kind: 'file' | 'link' | 'submodule';
  readonly mode: number;
  /** Git was told not to look at the file in the working tree, which may hold anything. */
  readonly isHidden?: true;
}
/** By path from the top of the repository. */
export type Tree = ReadonlyMap<string, TreeEntry>;

/** `index` is git's index, with the file that a hook names, if one does. */
export function treeOf(repository: string, of: { readonly commit: string } | 'index', indexFile?: string): Tree {
  const args = of === 'index' ? ['ls-files', '-s', '-v', '-z', '--full-name'] : ['ls-tree', '-r', '-z', '--full-tree', of.commit];
  const output = git(repository, args, { ...(indexFile !== undefined && { indexFile }) });
  if ('problem' in output) throw new UsageError(`Git cannot list ${of === 'index' ? 'its index' : of.commit.slice(0, 12)} (${output.problem}).`);
  const tree = new Map<string, TreeEntry>();
  for (const entry of entriesIn(output.bytes)) {
    const tab = entry.indexOf('\t');
    // `<tag> <mode> <id> <stage>`, or `<mode> <type> <id>`.
    const words = entry.slice(0, tab).split(' ');
    const tag = of === 'index' ? words.shift()! : 'H';
    const [mode = ''] = words;
    const id = of === 'index' ? words[1]! : words[2]!;
    const isHidden = tag === 'S' || tag !== tag.toUpperCase();
    tree.set(entry.slice(tab + 1), { id, mode: Number.parseInt(mode, 8), kind: mode === '120000' ? 'link' : mode === '160000' ? 'submodule' : 'file', ...(isHidden && { isHidden }) });
  }
  return tree;
}
