/** `--staged`: the state of the files that the next commit takes, whatever stands in the working tree. */
import type { NamedRule } from '../../core/rule.ts';
import { repositoryOf } from '../../scan/git.ts';
import { commitOf } from '../../scan/revisions/resolve.ts';
import { openStaged } from '../../scan/revisions/revisions.ts';
import type { ScanOptions } from '../../scan/scan.ts';
import type { Configuration } from '../../scan/settings.ts';
import { preparedStaged } from '../../scan/staged.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { configurationFor } from '../configuration.ts';
import { configurationInProject } from '../diff/configuration-of-base.ts';
import { placesOf } from '../places.ts';
import { wayTo } from '../root.ts';
import type { ProcessLike } from '../terminal.ts';

export interface StagedRun {
  /** Absolute. */
  readonly root: string;
  /** Leads from the current directory to the root: empty, or ends in `/`. */
  readonly base: string;
  readonly configuration: Configuration;
  prepared(options: ScanOptions): Promise<ScanOptions>;
}

/** `config` is the flag. The configuration is the staged one; one that git does not know yet holds, too. */
export async function stagedRun(process: ProcessLike, paths: readonly string[], config: string | boolean | undefined, rules: readonly NamedRule[]): Promise<StagedRun> {
  const cwd = process.cwd();
  const repository = repositoryOf(cwd);
  if (repository === undefined) throw new UsageError('This is no git repository, so nothing is staged. Leave out `--staged`.');
  const { root, targets } = placesOf(cwd, repository, paths);
  const base = commitOf(repository, 'HEAD');
  const indexFile = process.env['GIT_INDEX_FILE'];
  const staged = openStaged({ root, repository, ...(base !== undefined && { base }), ...(indexFile && { indexFile }) });
  const own = config === undefined || config === true ? await configurationInProject(staged.head.project, repository, rules) : undefined;
  const configuration = own ?? (await configurationFor(root, cwd, config, rules));
  return {
    root,
    base: wayTo(root, cwd),
    configuration,
    prepared(options) {
      const maxFileSize = options.maxFileSize ?? configuration.settings.maxFileSize;
      return preparedStaged(maxFileSize === undefined ? staged : staged.withMaxFileSize(maxFileSize), targets, options);
    },
  };
}
