/** Which npm package something comes from, and what made it. */
import type { ExternalValue, Value } from '../../core/value.ts';

/** Does it come from one of these packages or their subpaths? */
export function isOf(target: ExternalValue | undefined, ...packages: readonly string[]): boolean {
  return target !== undefined && packages.some(name => target.module === name || target.module.startsWith(`${name}/`));
}

/** What `new` or a call gave a value: `['BedrockRuntime']` of `new AWS.BedrockRuntime().converse`. */
export function maker(value: Value | undefined): ExternalValue | undefined {
  return value?.kind === 'external' ? value.result?.callee : undefined;
}

/** Last name of the callee that made a value. */
export function makerName(value: Value | undefined): string | undefined {
  return maker(value)?.path.at(-1);
}
