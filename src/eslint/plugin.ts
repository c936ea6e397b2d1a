/** The plugin object: its table of contents. */
import type { ESLint, Linter, Rule } from 'eslint';
import type { NamedRule } from '../core/rule.ts';
import { FOREIGN_FOLDERS, type LintedLanguage, languages, lintedLanguages } from './languages.ts';
import { toEslintRule, type RuleSurroundings } from './rule.ts';

export interface PluginParts extends Omit<RuleSurroundings, 'ruleIds'> {
  readonly version: string;
  readonly rules: readonly NamedRule[];
}

/** The plugin as a flat configuration takes it: rules, and presets that are lists of entries. */
export interface PromptfarePlugin {
  readonly meta: { readonly name: 'promptfare'; readonly version: string; readonly namespace: 'promptfare' };
  readonly rules: { readonly [id: string]: Rule.RuleModule };
  /** Languages in which ESLint reads files that it knows nothing of without the plugin. */
  readonly languages: NonNullable<ESLint.Plugin['languages']>;
  readonly configs: {
    /** Every rule that is right for most code, at the severity of its page. */
    readonly recommended: Linter.Config[];
    /** Every rule; those that `recommended` leaves out warn. */
    readonly strict: Linter.Config[];
    /** Every rule, as an error. */
    readonly all: Linter.Config[];
    /** `recommended`, with the first suggested fix of the owner's four rules applied by `--fix`. */
    readonly autofix: Linter.Config[];
    /** Beside one of the others: YAML, and JSON that may hold prompts, for projects in which no other plugin lints them. */
    readonly prompts: Linter.Config[];
  };
}

/** Rules whose suggested fixes `configs.autofix` applies. */
const PROMOTED = ['require-max-tokens', 'require-prompt-cache', 'no-oversized-model', 'no-redundant-instructions'];

/**
 * Files that the user lints anyway, as JavaScript, TypeScript, or in the languages of other plugins for data, and no others: a pattern
 * like `**\/*.ts` would make ESLint lint files that no other entry asks for, with a parser that cannot read them.
 */
const ANYWAY = { files: ['**/*'], ignores: ['**/!(*.js|*.mjs|*.cjs|*.jsx|*.ts|*.mts|*.cts|*.tsx|*.vue|*.svelte|*.astro|*.yaml|*.yml|*.json|*.jsonc)'] };

export function createPlugin({ version, rules, ...surroundings }: PluginParts): PromptfarePlugin {
  const ruleIds = rules.map(({ id }) => id);
  const plugin: PromptfarePlugin = {
    meta: { name: 'promptfare', version, namespace: 'promptfare' },
    rules: Object.fromEntries(rules.map(named => [named.id, toEslintRule(named, { ...surroundings, ruleIds })])),
    // Ranges of ours are read-only where those of ESLint's types are not.
    languages: languages as unknown as PromptfarePlugin['languages'],
    configs: {} as PromptfarePlugin['configs'],
  };

  const config = (preset: string, severities: Linter.RulesRecord, settings?: Linter.Config['settings']): Linter.Config[] => {
    const shared = { plugins: { promptfare: plugin }, rules: severities, ...(settings && { settings }) };
    return [
      { name: `promptfare/${preset}`, ...ANYWAY, ...shared },
      ...lintedLanguages.filter(({ isShared }) => !isShared).map(language => ({ ...entryFor(preset, language), ...shared })),
    ];
  };
  const severities = (own: readonly NamedRule[]): Linter.RulesRecord => Object.fromEntries(own.map(({ id, rule }) => [`promptfare/${id}`, rule.recommended === 'error' ? 'error' : 'warn'] as const));
  const recommended = severities(rules.filter(({ rule }) => rule.recommended !== 'off'));
  const entryFor = (preset: string, { name, files }: LintedLanguage): Linter.Config => ({ name: `promptfare/${preset}/${name}`, files: [...files], ignores: [...FOREIGN_FOLDERS], language: `promptfare/${name}` });
  Object.assign(plugin.configs, {
    prompts: lintedLanguages.filter(({ isShared }) => isShared).map(language => ({ ...entryFor('prompts', language), plugins: { promptfare: plugin } })),
    recommended: config('recommended', recommended),
    strict: config('strict', severities(rules)),
    all: config('all', Object.fromEntries(ruleIds.map(id => [`promptfare/${id}`, 'error'] as const))),
    autofix: config('autofix', recommended, { promptfare: { promote: PROMOTED } }),
  });
  return plugin;
}
