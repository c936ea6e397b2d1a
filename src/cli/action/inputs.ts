/** What the step of a workflow asks the action for: `with:` arrives as variables of the environment. */
import { type Behavior, behaviors } from '../../platforms/index.ts';
import type { MinChange } from '../../reporters/min-change.ts';
import type { FailOn } from '../../scan/settings.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { minChangeOf, tagOf } from '../comment/values.ts';
import type { ProcessLike } from '../terminal.ts';

export interface ActionInputs {
  readonly paths: readonly string[];
  readonly base?: string;
  readonly config?: string;
  readonly minChange?: MinChange;
  readonly behavior: Behavior;
  readonly tag: string;
  readonly failOn?: FailOn;
  readonly comment: boolean;
  readonly annotations: boolean;
  readonly json?: string;
  readonly sarif?: string;
  readonly from?: string;
  readonly token?: string;
}

/** Throws a UsageError that names the input. */
export function actionInputs(env: ProcessLike['env']): ActionInputs {
  const text = (name: string): string | undefined => env[`INPUT_${name.toUpperCase()}`]?.trim() || undefined;
  const [base, config, minChange, failOn, json, sarif, from, token] = ['base', 'config', 'min-change', 'fail-on', 'json', 'sarif', 'from', 'token'].map(text);
  return {
    paths: (text('paths') ?? '').split('\n').map(path => path.trim()).filter(path => path !== ''),
    behavior: oneOf('behavior', text('behavior') ?? 'update', behaviors),
    tag: read('tag', tagOf, text('tag') ?? 'default'),
    comment: oneOf('comment', text('comment') ?? 'true', ['true', 'false']) === 'true',
    annotations: oneOf('annotations', text('annotations') ?? 'true', ['true', 'false']) === 'true',
    ...(minChange !== undefined && { minChange: read('min-change', minChangeOf, minChange) }),
    ...(failOn !== undefined && { failOn: oneOf<FailOn>('fail-on', failOn, ['error', 'warning', 'budget', 'never']) }),
    ...(base !== undefined && { base }),
    ...(config !== undefined && { config }),
    ...(json !== undefined && { json }),
    ...(sarif !== undefined && { sarif }),
    ...(from !== undefined && { from }),
    ...(token !== undefined && { token }),
  };
}

function oneOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const found = choices.find(choice => choice === value);
  if (found === undefined) throw new UsageError(`The input \`${name}\` is one of ${choices.join(', ')}.`);
  return found;
}

function read<T>(name: string, reader: (text: string) => T, value: string): T {
  try {
    return reader(value);
  } catch (error) {
    throw new UsageError(`The input \`${name}\` is none. ${(error as Error).message}`);
  }
}
