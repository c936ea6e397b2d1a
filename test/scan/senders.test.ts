import { expect, test } from 'vitest';
import { isSource } from '../../src/scan/revisions/dependents.ts';
import { sourcePatterns } from '../../src/scan/revisions/senders.ts';

/** All that somebody may call a file with text in it. */
const extensions = 'ada asm astro bash bat c cc cfg cjs clj cpp cs csv cts cxx dart db ejs erb ex exs fish go groovy h hbs hcl hpp hs html ini ipynb java j2 jinja jl js json json5 jsonc jsonl jsx kt lua m md mdx mjs ml mts mustache nim php pl prompt prompty ps1 py pyi pyx r rb rs rst sass scala scss sh sql svelte svg swift template tf tfvars tmpl toml ts tsx txt vb vue xml yaml yml zig zsh'.split(' ');

test('git searches the files that can send something, and no others', () => {
  const searched = sourcePatterns.map(pattern => pattern.replace(':(icase)*.', ''));
  expect(searched.toSorted()).toEqual(extensions.filter(extension => isSource(`a.${extension}`)).toSorted());
});
