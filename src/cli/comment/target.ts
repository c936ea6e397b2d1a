/** Where a comment goes, by the flags and by what the CI job says of itself. */
import { readFileSync, statSync } from 'node:fs';
import type { DiffReport } from '../../core/diff.ts';
import { pageUrl } from '../../core/rule.ts';
import { markLine, type MarkStyle, type Place, type PlatformKind, type PlatformName, platforms } from '../../platforms/index.ts';
import type { Links } from '../../reporters/file-link.ts';
import { UsageError } from '../../scan/usage-error.ts';
import type { ProcessLike } from '../terminal.ts';
import { version } from '../version.ts';

export interface TargetFlags {
  readonly platform?: PlatformName;
  readonly repository?: string;
  readonly number?: number;
  readonly apiUrl?: string;
  readonly tokenEnv?: string;
  readonly author?: string;
  readonly tag: string;
}
export interface CommentTarget {
  readonly name: PlatformName;
  readonly kind: PlatformKind;
  readonly style: MarkStyle;
  readonly mark: string;
  readonly run: number | undefined;
  readonly head: string | undefined;
  readonly isForeign: boolean;
  /** Throws a UsageError where something is missing. */
  place(): Place;
  /** `within`: the directory of the repository that the paths start at. */
  linksFor(diff: DiffReport, within: string): Links;
}

const mostEventBytes = 32 << 20;

/** Throws a UsageError where no platform is named and none is around. */
export function targetOf({ env }: ProcessLike, flags: TargetFlags): CommentTarget {
  const here = (Object.keys(platforms) as PlatformName[]).find(name => platforms[name].isHere(env));
  const name = flags.platform ?? here;
  if (name === undefined) throw new UsageError(`This is no CI job of a platform that is known. Name one with \`--platform\`: ${Object.keys(platforms).join(', ')}.`);
  const kind = platforms[name];
  const { asks } = kind;
  // What another platform says of its job is not about this one.
  const found = name === here ? kind.surroundings(env, eventOf(env)) : {};
  const { run, head, isForeign = false, source, filesAt } = found;
  const style: MarkStyle = name === 'bitbucket' ? 'shown' : 'hidden';
  const token = flags.tokenEnv === undefined ? (found.token ?? env[asks.token]) : env[flags.tokenEnv];

  return {
    name,
    kind,
    style,
    mark: markLine({ tag: flags.tag, run }, style),
    run,
    head,
    isForeign,
    place() {
      const api = flags.apiUrl ?? found.api ?? kind.defaultApi;
      const repository = flags.repository ?? found.repository;
      const number = flags.number ?? found.number;
      if (!token) throw new UsageError(`There is no token for ${kind.name}. Set \`${flags.tokenEnv ?? asks.token}\` in the environment of this step.`);
      if (!api) throw new UsageError(`The environment does not say where the API of ${kind.name} is. Name it with \`--api-url https://…\`.`);
      if (!repository) throw new UsageError(`The environment names no repository. Name it with \`--repository ${asks.repository}\`.`);
      return { api, repository, token, ...(number !== undefined && { number }), ...(source && { source }), ...(found.user && { user: found.user }), ...(flags.author !== undefined && { author: flags.author }) };
    },
    linksFor(diff, within) {
      const prefix = within.split('/').map(segment => (segment === '' ? '' : `${encodeURIComponent(segment)}/`)).join('');
      const at = (commit: string | null | undefined): string | undefined => {
        const files = commit ? filesAt?.(commit) : undefined;
        return files === undefined ? undefined : files + prefix;
      };
      const [after, before] = [at(diff.head.commit ?? head), at(diff.base.commit)];
      return { rules: pageUrl('', version()).replace(/\.md$/, ''), ...(after !== undefined && { after }), ...(before !== undefined && { before }) };
    },
  };
}

/** The event of a job of GitHub Actions; undefined where there is none. */
export function eventOf({ GITHUB_EVENT_PATH: path }: ProcessLike['env']): unknown {
  if (!path) return undefined;
  try {
    return statSync(path).size > mostEventBytes ? undefined : JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
