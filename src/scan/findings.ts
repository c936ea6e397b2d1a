/** Rules over an analysis: by file with the rules that hold there, then over the whole project. */
import { check } from '../core/check.ts';
import { eslintFilter } from '../core/eslint-directives.ts';
import { during } from '../core/fence.ts';
import type { Facts } from '../core/facts.ts';
import type { Finding } from '../core/finding.ts';
import { withoutIgnored } from '../core/ignored.ts';
import type { ProjectFacts, Resource } from '../core/resource.ts';
import { costWithoutCache, readsUsage } from '../core/usage-reading.ts';
import type { Analysis, Failure } from './analyse.ts';
import type { Policy } from './policy.ts';

export interface Found {
  /** In order of place. */
  readonly findings: readonly Finding[];
  /** Rules that threw. */
  readonly failed: readonly Failure[];
}

/** `resources`: what the project deploys; rules about that are silent without, as where only changed files are looked at. */
export function findingsOf({ files }: Analysis, policy: Policy, facts: Facts, resources?: () => readonly Resource[], reportUnusedIgnores = false): Found {
  const failed: Failure[] = [];
  const projectRules = policy.general.filter(({ rule }) => rule.subject === 'project');
  // What is deployed is read when a rule asks for it.
  const project: ProjectFacts | undefined = resources && {
    get resources() {
      return resources();
    },
    paths: new Set(files.map(({ path }) => path)),
    get readsUsage() {
      return readsUsage(files.map(({ module }) => module.text));
    },
    get costsWithoutCache() {
      return files.flatMap(({ path, module }) => {
        const range = costWithoutCache(module.text);
        return range ? [{ path, range }] : [];
      });
    },
  };
  const aboutProject = check(projectRules, files.flatMap(({ calls }) => calls), facts, project);
  for (const { ruleId, error } of aboutProject.failures) failed.push({ path: '.', message: `rule ${ruleId}: ${error.message}` });

  const findings = files.flatMap(file => {
    const rules = policy.rulesFor(file.path);
    const own = during(file.path, () => check(rules.filter(({ rule }) => rule.subject !== 'project'), file.calls, facts));
    for (const { ruleId, error } of own.failures) failed.push({ path: file.path, message: `rule ${ruleId}: ${error.message}` });
    const severities = new Map(rules.map(({ id, severity }) => [id, severity]));
    const fromProject = aboutProject.findings.flatMap(finding => {
      const severity = finding.path === file.path ? severities.get(finding.ruleId) : undefined;
      return severity === undefined ? [] : [{ ...finding, severity }];
    });
    const { findings: open, unused } = withoutIgnored(file, [...own.findings, ...fromProject]);
    const isOff = eslintFilter(file.module);
    const kept = open.filter(({ ruleId, range }) => !isOff(ruleId, range[0]));
    return [...kept, ...(reportUnusedIgnores ? unused : [])].toSorted((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1] || (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0));
  });
  return { findings, failed };
}
