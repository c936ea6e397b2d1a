import { describe, expect, test } from 'vitest';
import { sectionsOf } from '../../src/cli/count/sections.ts';

function outline(text: string): string[] {
  return sectionsOf(text).slice(1).map(({ kind, name, depth }) => `${'  '.repeat(depth)}${kind} ${name}`);
}

describe('sections', () => {
  test.each([
    ['# A\n## B\n### C\n## D\n# E\n', ['heading A', '  heading B', '    heading C', '  heading D', 'heading E']],
    ['### deep first\n# A #\n', ['heading deep first', 'heading A']],
    ['<a>\n<b>\n</a>\n</b>', ['tag a']],
    ['<a>\n<a>\n</a>\n</a>', ['tag a', '  tag a']],
    ['<br/>\n<x y="1">\n  <z>t</z>\n</x>', ['tag x', '  tag z']],
    ['say <b>this</b>', []],
    ['```\n<a>\n```\n</a>\n~~~py\n``` \n~~~', ['fence ', 'fence py']],
    ['````md\n```\n# x\n```\n````\n# y', ['fence md', 'heading y']],
    ['```\nunclosed\n# x', ['fence ']],
    ['#no\n#\n', []],
    ['<a>\n# in\n```\nx\n```\n</a>\n# out', ['tag a', '  heading in', '    fence ', 'heading out']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(outline(text)).toEqual(expected);
    expect(pieces(text)).toBe(text);
  });

  test.each([
    ['open tags', '<a>\n'.repeat(100_000)],
    ['tags of many names', Array.from({ length: 60_000 }, (_, index) => `<t${index}>\n`).join('') + '</t0>'],
    ['nested tags', '<a>\n'.repeat(50_000) + '</a>\n'.repeat(50_000)],
    ['headings', '# x\n'.repeat(200_000)],
    ['angles', '<'.repeat(1_000_000)],
    ['half a tag', '<a '.repeat(300_000)],
    ['ticks', '`'.repeat(1_000_000)],
    ['hashes and spaces', `# ${' '.repeat(1_000_000)}`],
  ])('are found in linear time: %s', (_, text) => {
    const started = performance.now();
    const found = sectionsOf(text);
    expect(performance.now() - started).toBeLessThan(3000);
    expect(found.reduce((sum, { own }) => sum + own.reduce((length, piece) => length + piece.length, 0), 0)).toBe(text.length);
  });
});

/** The own texts, put together again in order. */
function pieces(text: string): string {
  const left = sectionsOf(text).map(({ own }) => [...own]);
  let result = '';
  while (result.length < text.length) {
    const next = left.find(([piece]) => piece !== undefined && text.startsWith(piece, result.length));
    if (!next) break;
    result += next.shift();
  }
  return result;
}
