import type { NamedRule } from '../../core/rule.ts';
import { withDefaults } from '../../core/rule.ts';
import type { Policy } from '../../scan/policy.ts';
import type { Configuration } from '../../scan/settings.ts';

/** The configuration that holds, as JSON: what the file says, with every rule's severity and options. */
export function configText({ path, settings }: Configuration, policy: Policy, rules: readonly NamedRule[]): string {
  const active = new Map(policy.general.map(rule => [rule.id, rule]));
  const effective = Object.fromEntries(
    rules.map(({ id, rule }) => {
      const found = active.get(id);
      return [id, found ? [found.severity, withDefaults(rule, found.options)] : 'off'];
    }),
  );
  const { rules: _, ...rest } = settings;
  return `${JSON.stringify({ configuration: path ?? null, presets: 'recommended', failOn: 'error', ...rest, rules: effective }, null, 2)}\n`;
}
