/** How a project runs the commands of its packages. */
import type { Surroundings } from './run.ts';
import { version } from '../version.ts';

const managers: readonly (readonly [lockfile: string, runner: string])[] = [
  ['pnpm-lock.yaml', 'pnpm exec'],
  ['yarn.lock', 'yarn run'],
  ['bun.lock', 'bunx'],
  ['bun.lockb', 'bunx'],
];

/** `npx promptfare`, or what the project's package manager has for it; with the version where no package.json could name it. */
export function runnerOf(here: Surroundings, command = 'promptfare'): string {
  if (!here.has('package.json')) return command === 'promptfare' ? `npx --yes promptfare@${version()}` : command;
  const found = managers.find(([lockfile]) => here.has(lockfile));
  return `${found?.[1] ?? 'npx'} ${command}`;
}
