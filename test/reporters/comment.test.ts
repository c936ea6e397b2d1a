/** Comments as a team reads them, from changes to real repositories. */
import { expect, test } from 'vitest';
import { diffSchema } from '../../src/core/diff-schema.ts';
import type { DiffReport } from '../../src/core/diff.ts';
import { type CommentOptions, commentOf } from '../../src/reporters/comment.ts';
import { type Files, diffOf, source } from '../diff/repository.ts';

const rules = Array.from({ length: 200 }, (_, index) => `Rule ${index}: an order above ${index * 7} euros goes to the team that handles refunds of that size.`).join(' ');
const system = 'You answer questions of customers about their orders.';
const long = `${system} ${rules.slice(0, 12_000)}`;
const links = { after: 'https://github.com/acme/shop/blob/2222222/', before: 'https://github.com/acme/shop/blob/1111111/' };

const cases: readonly [string, Files, { readonly [path: string]: string | null }, Partial<CommentOptions>?][] = [
  ['no change', { 'src/a.ts': source() }, { 'src/a.ts': `// Orders.\n${source()}` }],
  ['below the threshold', { 'src/a.ts': source() }, { 'src/a.ts': source({ system: `${system} Be kind.` }) }, { minChange: { value: 0.5, unit: 'usd' } }],
  ['a prompt grown by 18,000 characters', { 'src/a.ts': source() }, { 'src/a.ts': source({ system: `${system} ${rules.slice(0, 18_000)}` }) }],
  ['a call moved 30 lines', { 'src/a.ts': source() }, { 'src/a.ts': source({ before: '// a line\n'.repeat(30) }) }],
  ['a file renamed', { 'src/a.ts': source() }, { 'src/a.ts': null, 'lib/other.ts': source() }],
  ['a constant extracted', { 'src/a.ts': source() }, { 'src/a.ts': source({ before: `const PROMPT = '${system}';` }).replace(/text: "[^"]*"/, 'text: PROMPT') }],
  ['a model at the same list price with another tokenizer', { 'src/a.ts': source({ model: 'us.anthropic.claude-opus-4-6-v1', system: long }) }, { 'src/a.ts': source({ model: 'us.anthropic.claude-opus-4-7', system: long }) }],
  ['a cache lost', { 'src/a.ts': source({ system: long, cached: true }) }, { 'src/a.ts': source({ system: long }) }],
];

/** What two states give, as it comes out of a file that anyone may have written. */
async function read(before: Files, after: { readonly [path: string]: string | null }): Promise<DiffReport> {
  return diffSchema.parse(JSON.parse(JSON.stringify(await diffOf(before, after)).replaceAll(/"commit":"[0-9a-f]{40}"/g, `"commit":"${'1'.repeat(40)}"`)));
}

test.each(cases)('%s', async (name, before, after, options = {}) => {
  const { headline, body, summary } = commentOf(await read(before, after), { flavour: 'github', marker: '<!-- promptfare -->', links, ...options });
  await expect(`${headline}\n${'-'.repeat(headline.length)}\n${body ?? `(no comment)\n${summary}`}`).toMatchFileSnapshot(`comments/${name.replaceAll(/[^a-z\d]+/g, '-')}.md`);
});
