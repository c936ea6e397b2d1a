import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedRule } from '../../core/rule.ts';
import { suggestion } from '../../core/nearest-word.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { packageRoot } from '../version.ts';

/** Comments that say which part of a page is generated: of no use to a reader. */
const MARKS = /^<!-- (?:begin|end) [\w ]+ -->\n/gm;

/** The page of a rule; without one, its description and messages. */
export function explanationOf(id: string, rules: readonly NamedRule[]): string {
  const named = rules.find(rule => rule.id === id);
  if (!named) throw new UsageError(`There is no rule \`${id}\`.${suggestion(id, rules.map(rule => rule.id)) || ` Rules: ${rules.map(rule => rule.id).join(', ')}.`}`);
  const page = join(packageRoot(), 'rules', `${id}.md`);
  if (existsSync(page)) return `${readFileSync(page, 'utf8').replaceAll(MARKS, '').trimEnd()}\n`;
  const { description, messages } = named.rule;
  return `# ${id}\n\n${description}\n\n${Object.values(messages).map(message => `* ${message}\n`).join('')}`;
}
