/** One of our rules as ESLint wants it. */
import type { Rule } from 'eslint';
import { check } from '../core/check.ts';
import type { Edit, Fix } from '../core/edit.ts';
import { overlaps } from '../core/edit.ts';
import type { Facts } from '../core/facts.ts';
import type { Finding } from '../core/finding.ts';
import { type Commented, withoutIgnored } from '../core/ignored.ts';
import type { NamedRule } from '../core/rule.ts';
import { optionsJsonSchema, withDefaults } from '../core/rule.ts';
import { lineStarts, positionAt } from '../core/source.ts';
import { callsOf } from './calls.ts';
import { settingsOf } from './settings.ts';
import { PromptfareSourceCode } from './source-code.ts';

export interface RuleSurroundings {
  readonly facts: () => Facts;
  readonly docsUrl: (id: string) => string;
  /** Of all rules of the plugin. */
  readonly ruleIds: readonly string[];
}

/** Its first safe fix is the autofix; the others are suggestions, unless the settings promote the rule. */
export function toEslintRule(named: NamedRule, { facts, docsUrl, ruleIds }: RuleSurroundings): Rule.RuleModule {
  const { id, rule } = named;
  return {
    meta: {
      type: 'suggestion',
      docs: { description: rule.description, recommended: rule.recommended !== 'off', url: docsUrl(id) },
      // Rules over one call can be promoted, so each may fix.
      ...(rule.fix !== 'none' && { fixable: 'code', hasSuggestions: true }),
      messages: { ...rule.messages },
      schema: [optionsJsonSchema(rule)],
      defaultOptions: [withDefaults(rule)],
      // ESLint 10 refuses a configuration in which a rule meets a language that it does not name.
      languages: ['*'],
    } as Rule.RuleMetaData,
    create(context) {
      const settings = settingsOf(context.settings, ruleIds);
      const file = callsOf(context, settings);
      if (!file) return {};
      try {
        const { findings } = check([{ ...named, severity: 'warning', options: context.options[0] }], file.calls, facts());
        for (const finding of withoutIgnored(file, findings).findings) report(context, finding, file, settings.promoted.has(id));
      } catch {
        // The lint run of a user is not ours to end.
      }
      // There is no node to wait for: languages differ in theirs.
      return {};
    },
  };
}

function report(context: Rule.RuleContext, finding: Finding, { path, module }: Commented, promoted: boolean): void {
  const { sourceCode } = context;
  // What was read past an error may not mean what it seems to.
  const fixes = module.recovered === undefined ? finding.fixes.filter(fix => isApplicable(fix, path)) : [];
  const autofix = fixes.find(({ safety }) => safety === 'safe') ?? (promoted ? fixes[0] : undefined);
  const suggestions = fixes.filter(fix => fix !== autofix);
  context.report({
    loc: { start: locationAt(sourceCode, finding.range[0]), end: locationAt(sourceCode, finding.range[1]) },
    message: finding.message,
    ...(autofix && { fix: fixer => applied(fixer, autofix.edits) }),
    ...(suggestions.length > 0 && { suggest: suggestions.map(({ title, edits }) => ({ desc: title, fix: (fixer: Rule.RuleFixer) => applied(fixer, edits) })) }),
  });
}

function locationAt(sourceCode: Rule.RuleContext['sourceCode'], offset: number): { line: number; column: number } {
  if (sourceCode instanceof PromptfareSourceCode) return sourceCode.placeAt(offset);
  // Languages of other plugins need not have the method; their columns start at 1.
  return typeof sourceCode.getLocFromIndex === 'function' ? sourceCode.getLocFromIndex(offset) : positionAt(lineStarts(sourceCode.text), offset);
}

/** ESLint fixes the linted file only, and wants edits apart from each other. */
function isApplicable({ edits }: Fix, path: string): boolean {
  return edits.length > 0 && edits.every((edit, index) => edit.path === path && !edits.slice(0, index).some(other => overlaps(edit, other)));
}

function applied(fixer: Rule.RuleFixer, edits: readonly Edit[]): Rule.Fix[] {
  return edits.map(({ range, text }) => fixer.replaceTextRange([range[0], range[1]], text));
}
