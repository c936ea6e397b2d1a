/** What a configuration says, after validation. */
import type { Severity } from '../core/finding.ts';

export type Preset = 'recommended' | 'strict' | 'all';
/** `budget`: on budgets that are crossed alone; a severity includes them. */
export type FailOn = Severity | 'budget' | 'never';
export type RuleSetting = Severity | 'off' | readonly [Severity | 'off', { readonly [option: string]: unknown }?];
export interface RuleSettings {
  readonly [ruleId: string]: RuleSetting;
}

/** What some calls may cost: each figure is a limit. Without `call`, `files` and `within`, all calls of the project. */
export interface BudgetSetting {
  readonly name?: string;
  readonly call?: string;
  readonly files?: readonly string[];
  readonly within?: string;
  readonly tokens?: number;
  readonly usdPerThousandCalls?: number;
  readonly usdPerThousandCallsAtLimit?: number;
  readonly usdPerMonth?: number;
  readonly alerts?: readonly number[];
}

export interface Settings {
  readonly presets?: Preset;
  readonly rules?: RuleSettings;
  readonly overrides?: readonly { readonly files: readonly string[]; readonly rules: RuleSettings }[];
  readonly ignore?: readonly string[];
  readonly fix?: { readonly promote?: readonly string[] };
  readonly failOn?: FailOn;
  /** Globs, or globs with the model that gets them. */
  readonly prompts?: readonly (string | { readonly files: readonly string[]; readonly model?: string })[];
  readonly maxFileSize?: number;
  /** In which texts show money; what is machine-readable stays in US dollars. */
  readonly currency?: { readonly code: string; readonly perUsd: number };
  readonly budgets?: readonly BudgetSetting[];
}

export interface Configuration {
  /** Absolute; undefined where there is none. */
  readonly path?: string;
  /** Absolute directory that the globs start from. */
  readonly directory: string;
  readonly settings: Settings;
}
