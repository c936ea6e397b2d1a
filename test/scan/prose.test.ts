/** Which sources hold text of a prompt's size, told without parsing them. */
import { expect, test } from 'vitest';
import { holdsText } from '../../src/scan/prose.ts';

const six = 'Answer in two short plain sentences.';
const code = 'const value = compute(first, second, third, fourth);\n';

test.each<readonly [name: string, path: string, text: string]>([
  ['one literal', 'a.ts', `const a = '${six}';`],
  ['a template with holes', 'a.ts', `const a = \`Answer \${question} in two\n short sentences.\`;`],
  ['a literal with escapes', 'a.ts', String.raw`const a = 'Don\'t\nanswer in two short sentences';`],
  ['parts that are put together', 'a.js', "const a = 'Answer in two ' +\n  'short plain sentences.';"],
  ['parts with a comment between them', 'a.ts', "const a = 'Answer in two ' + // The clerk has little time, and those who stand in the queue have less of it.\n  'short plain sentences.';"],
  ['parts that are pushed one by one', 'a.ts', "lines.push('Answer in two');\nlines.push('short plain sentences.');"],
  ['what stands behind a quote that is not closed', 'a.tsx', `<p>Don't</p>\n${code}<p title="${six}" />`],
  ['what stands behind a comment with a quote', 'a.ts', `// Don't\nconst a = "${six}";`],
  ['a long text of Python', 'a.py', `A = """\n${six}\n"""\n`],
  ['an entry of a dictionary of Python', 'a.py', `P = {KEY: "${six}"}\n`],
  ['an entry on its own line', 'a.py', `P = {\n    "key":\n        "${six}",\n}\n`],
  ['text behind a division of Python', 'a.py', `n = a // b; A = "${six}"\n`],
  ['lines of a notebook', 'a.ipynb', `{"source": ["a = '''Answer in two\\n",\n "short plain sentences.'''"]}`],
  ['a raw text of Go', 'a.go', `const a = \`${six}\``],
])('%s', (_name, path, text) => {
  expect(holdsText(path, text, 6)).toBe(true);
  expect(holdsText(path, text, 40)).toBe(false);
});

test.each<readonly [name: string, path: string, text: string]>([
  ['parts far from each other', 'a.ts', `const a = 'Answer in two';\n${code}const b = 'short plain sentences.';`],
  ['keys and names', 'a.ts', "export const all = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];"],
  ['a comment', 'a.ts', `// "${six}"\n/* '${six}' */\n`],
  ['a comment of Python', 'a.py', `# "${six}"\n`],
  ['what documents a module, a class and a function of Python', 'a.py', `"""${six}"""\n\n\nclass A:\n    """${six}"""\n\n    def f(self) -> str:\n        """${six}"""\n`],
])('not %s', (_name, path, text) => {
  expect(holdsText(path, text, 6)).toBe(false);
});

test.each(['"', "'", '`', '"""', "'''", '/*', '\\"', '\\`', '"\\', "'\\", '`\\', '/'])('a file of nothing but %s', part => {
  expect(typeof holdsText('a.ts', part.repeat(200_000), 6)).toBe('boolean');
});
