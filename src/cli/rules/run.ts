/** One run of `promptfare rules`. */
import { optionsJsonSchema } from '../../core/rule.ts';
import { jsonText } from '../../reporters/json-text.ts';
import { tableLines, type Column } from '../../reporters/table.ts';
import { createEngine } from '../engine.ts';
import { columnsOf, type ProcessLike } from '../terminal.ts';

export interface RulesFlags {
  readonly format: 'text' | 'json';
}

const COLUMNS: readonly Column[] = [{ head: 'rule' }, { head: 'recommended' }, { head: 'fix' }, { head: 'strategy' }, { head: 'what it says', shrinks: 'middle' }];

export async function runRules({ stdout }: ProcessLike, { format }: RulesFlags): Promise<number> {
  const { rules } = await createEngine();
  if (format === 'json') {
    stdout.write(jsonText({ schemaVersion: 1, rules: rules.map(({ id, rule }) => ({ id, description: rule.description, strategy: rule.strategy, recommended: rule.recommended, fix: rule.fix, messages: rule.messages, options: optionsJsonSchema(rule) })) }));
    return 0;
  }
  const rows = rules.map(({ id, rule }) => [id, rule.recommended, rule.fix, rule.strategy.replaceAll('-', ' '), rule.description]);
  stdout.write(`${tableLines(COLUMNS, rows, columnsOf(stdout, Infinity), '').join('\n')}\n`);
  return 0;
}
