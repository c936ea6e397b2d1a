/** What the command needs of a process: tests hand in another one. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  on?(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}
export interface ProcessLike {
  readonly argv: readonly string[];
  readonly env: { readonly [name: string]: string | undefined };
  cwd(): string;
  readonly stdin: AsyncIterable<Buffer | string>;
  readonly stdout: Output;
  readonly stderr: Output;
  exit?(code?: number): never;
}

/** Columns of a terminal; a pseudo-terminal that nobody gave a size has none. */
export function columnsOf({ columns }: Output, otherwise: number): number {
  return columns === undefined || columns === 0 ? otherwise : columns;
}

/** NO_COLOR and FORCE_COLOR as their pages say; the flag is before both. */
export function usesColors(flag: string | undefined, { env, stdout }: ProcessLike): boolean {
  if (flag === 'always') return true;
  if (flag === 'never') return false;
  if (env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return stdout.isTTY === true && env['TERM'] !== 'dumb';
}

/** The log of a CI service, in which lines of output can be commands. */
export function isCi(env: ProcessLike['env']): boolean {
  return ['CI', 'GITHUB_ACTIONS', 'TF_BUILD', 'TEAMCITY_VERSION', 'GITLAB_CI'].some(name => env[name] !== undefined && env[name] !== '' && env[name] !== 'false');
}
