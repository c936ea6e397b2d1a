/** The examples that stand on the pages of the rules. */
export interface Example {
  readonly section: string;
  readonly language: string;
  /** Other files: name → what it holds. */
  readonly files: { readonly [path: string]: string };
  readonly options?: { readonly [name: string]: unknown };
  readonly code: string;
}

/** The fenced blocks of a page, with the heading above each. */
export function examplesOf(page: string): Example[] {
  const examples: Example[] = [];
  let section = '';
  for (const [, heading, language, extra = '', code] of page.matchAll(/^## (.+)$|^```(\w+)(.*)\n([^]*?)^```$/gm)) {
    if (heading !== undefined) section = heading;
    else examples.push({ section, language: language!, files: filesOf(extra), ...optionsIn(extra), code: code! });
  }
  return examples;
}

/** `with options {"max": 20}`. */
function optionsIn(extra: string): Pick<Example, 'options'> {
  const written = /options (\{.*\})/.exec(extra)?.[1];
  return written === undefined ? {} : { options: JSON.parse(written) as { readonly [name: string]: unknown } };
}

/** `with handbook.md (2000 words)`: a file that is too long for a page. */
function filesOf(extra: string): Example['files'] {
  return Object.fromEntries([...extra.matchAll(/(\S+) \((\d+) words\)/g)].map(([, name, words]) => [name!, Array.from({ length: Number(words) }, (_, index) => (index % 12 === 11 ? `dock${index}.` : `cargo${index % 7}`)).join(' ')]));
}
