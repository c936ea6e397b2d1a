/** `--since`: a report about the calls that changed since a commit, wherever the change that did it stands. */
import { changedSince } from '../../diff/since.ts';
import type { NamedRule } from '../../core/rule.ts';
import { aboutOf, placesOf as placesIn } from '../../scan/chosen.ts';
import { repositoryOf } from '../../scan/git.ts';
import { createPolicy } from '../../scan/policy.ts';
import { reportsOf } from '../../scan/revisions/reports.ts';
import { resolved } from '../../scan/revisions/resolve.ts';
import { openRevisions } from '../../scan/revisions/revisions.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { configurationFor } from '../configuration.ts';
import { placesOf } from '../places.ts';
import { wayTo } from '../root.ts';
import type { StagedRun } from './staged.ts';
import type { ProcessLike } from '../terminal.ts';

/** The base is where the working tree and the ref part, as in `promptfare diff --base`. */
export async function sinceRun(process: ProcessLike, paths: readonly string[], ref: string, config: string | boolean | undefined, rules: readonly NamedRule[]): Promise<StagedRun> {
  const cwd = process.cwd();
  const repository = repositoryOf(cwd);
  if (repository === undefined) throw new UsageError('This is no git repository, so there is no state to compare with. Leave out `--since`.');
  const { root, targets } = placesOf(cwd, repository, paths);
  const asked = resolved(repository, { base: ref }, {});
  const configuration = await configurationFor(root, cwd, config, rules);
  return {
    root,
    base: wayTo(root, cwd),
    configuration,
    async prepared(options) {
      const maxFileSize = options.maxFileSize ?? configuration.settings.maxFileSize;
      const revisions = openRevisions({ root, repository, resolved: asked, ...(maxFileSize !== undefined && { maxFileSize }) });
      const { base, head, headFiles, headPrompts, elsewhere, ...reach } = await reportsOf({ ...options, revisions, targets, configuration });
      const { calls, findings } = changedSince(base, head, reach);
      const ids = new Set(calls.map(({ id }) => id));
      const places = placesIn(head.calls.filter(({ sdk }) => sdk !== 'named-prompt'));
      const chosen = {
        calls: new Set(calls.flatMap(({ id }) => places.get(id) ?? [])),
        findings: new Set(findings.filter(({ callId }) => callId === undefined).map(aboutOf)),
      };
      const { project } = revisions.head;
      const prompts = headPrompts.map(file => ({ ...file, calls: file.calls.filter(({ id }) => ids.has(id)) }));
      const about = { paths: new Set(headFiles), scanned: head.files.scanned, chosen, elsewhere, prompts };
      return { ...options, plan: { disk: project, project, policy: createPolicy(root, configuration, rules, options.only), files: headFiles, skipped: head.files.skipped, named: new Set(), about } };
    },
  };
}
