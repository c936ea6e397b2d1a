import { markdownRows, type ErrorTable } from './errors.ts';

/** Counts against what services billed, as bench/tokens.md. */
export function report({ content, requests, folds, records, also, fitted }: { content: ErrorTable; requests: ErrorTable; folds: number; records: number; also: number; fitted: readonly string[] }): string {
  const head = ['| family | text | n | median % | p90 % | signed % | n of band | within band |', '|---|---|---:|---:|---:|---:|---:|---:|'];
  return `${[
    '# Counts of tokens against bills',
    '',
    `Written by \`npm run fit:tokens\` from ${records.toLocaleString('en')} recorded texts and requests with the counts that their services billed. ${fitted.join(', ')} are fitted: their figures are of ${folds}-fold cross-validation, where texts and recordings that share anything stay in one fold, so each is tested on text that its weights were not fitted to${also > 0 ? `, and ${also.toLocaleString('en')} more texts with known counts are fitted to and never tested on` : ''}. The others are exact, or guesses that were not fitted.`,
    '',
    '## Content',
    '',
    'Errors are of texts of 200 tokens and more; the stated band is held against all of 8 and more.',
    '',
    ...head,
    ...markdownRows(content.rows),
    '',
    '## Whole requests',
    '',
    'With messages, system prompt, tools and what the service adds to them. Of other models than Claude only requests to Bedrock: other hosts add text of their own.',
    '',
    ...head,
    ...markdownRows(requests.rows),
  ].join('\n')}\n`;
}
