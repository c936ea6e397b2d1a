/** The files of a commit or of the index: what `git ls-tree` and `git ls-files` list. */
import { git } from '../git.ts';
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
  const text = output.bytes.toString('utf8');
  // By places in the text: to split large trees takes longer than git takes to list them.
  for (let start = 0, end = text.indexOf('\0'); end >= 0; start = end + 1, end = text.indexOf('\0', start)) {
    // `<tag> <mode> <id> <stage>`, or `<mode> <type> <id>`.
    const tag = of === 'index' ? text[start]! : 'H';
    const at = of === 'index' ? start + 2 : start;
    const tab = text.indexOf('\t', at);
    const space = text.indexOf(' ', at);
    const mode = text.slice(at, space);
    const id = of === 'index' ? text.slice(space + 1, text.indexOf(' ', space + 1)) : text.slice(text.indexOf(' ', space + 1) + 1, tab);
    const isHidden = tag === 'S' || tag !== tag.toUpperCase();
    tree.set(text.slice(tab + 1, end), { id, mode: Number.parseInt(mode, 8), kind: mode === '120000' ? 'link' : mode === '160000' ? 'submodule' : 'file', ...(isHidden && { isHidden }) });
  }
  return tree;
}
