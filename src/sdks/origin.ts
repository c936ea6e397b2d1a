/** Where a called thing comes from, by the packages that provide it. */
import type { Called, ExternalValue, Value } from '../core/value.ts';

/** Does it come from one of these packages or their modules (`langchain_aws`, `langchain_aws.chat_models`)? */
export function isFrom(target: ExternalValue | undefined, ...packages: readonly string[]): boolean {
  return target !== undefined && packages.some(name => target.module === name || target.module.startsWith(`${name}.`));
}

/** The call whose result a value is, itself and not a member of it: `BedrockModel(…)`. */
export function madeBy(value: Value): Called | undefined {
  return value.kind === 'external' && value.path.length === 0 ? value.result : undefined;
}
