import { markdownRows, type ErrorTable } from './errors.ts';

/** Counts against what services billed, as bench/tokens.md. */
export function report({ content, packages, requests, folds, records, also, fitted, keepsTrees }: { content: ErrorTable; packages: ErrorTable; requests: ErrorTable; folds: number; records: number; also: number; fitted: readonly string[]; keepsTrees: boolean }): string {
  const head = ['| family | text | n | median % | p90 % | signed % | n of band | within band |', '|---|---|---:|---:|---:|---:|---:|---:|'];
  return `${[
    '# Counts of tokens against bills',
    '',
    `Written by \`npm run fit:tokens\` from ${records.toLocaleString('en')} recorded texts and requests with the counts that their services billed. ${fitted.join(', ')} are fitted: their figures are of ${folds}-fold cross-validation, where texts and recordings that share anything stay in one fold, so each is tested on text that its weights were not fitted to${also > 0 ? `, and ${also.toLocaleString('en')} more texts with known counts are fitted to and never tested on` : ''}. The others are exact, or guesses that were not fitted.${keepsTrees ? ' Trees for Claude were fitted to more texts before, which src/tokens/weights/ names: those here were fitted for the test alone.' : ''}`,
    '',
    '## Content',
    '',
    'Errors are of texts of 200 tokens and more; the stated band is held against all of 8 and more. Families whose tokenizers are packages are estimated here, as where these are missing.',
    '',
    ...head,
    ...markdownRows(content.rows),
    '',
    '## With packages',
    '',
    'The same texts, counted by tokenizers that are installed beside promptfare. What ends an answer is no part of its text: within a token of the bill, three of Cohere\'s, a count is in its band.',
    '',
    ...head,
    ...markdownRows(packages.rows),
    '',
    '## Whole requests',
    '',
    'With messages, system prompt, tools and what the service adds to them. Of other models than Claude only requests to Bedrock: other hosts add text of their own.',
    '',
    ...head,
    ...markdownRows(requests.rows),
  ].join('\n')}\n`;
}
