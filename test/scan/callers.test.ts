import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProject } from '../../src/project/project.ts';
import { createCallerSearch } from '../../src/scan/callers.ts';
import { treeOf } from '../project/tree.ts';

/** What it is meant to find, by the plainest way: walk four imports from each file, and look for a name of what is met. */
function plainly(files: { readonly [path: string]: string }, candidates: readonly string[], homes: ReadonlyMap<string, readonly string[]>): string[] {
  const importsOf = (path: string): string[] => [...files[path]!.matchAll(/from '\.\/(\w+)'/g)].map(match => `${match[1]}.ts`).filter(to => to in files);
  return candidates.filter(path => {
    let level = new Set([path]);
    const met = new Set<string>();
    for (let hop = 0; hop < 4; hop++) {
      level = new Set([...level].flatMap(importsOf));
      for (const to of level) met.add(to);
    }
    met.delete(path);
    return [...met].some(to => homes.get(to)?.some(name => new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(files[path]!)));
  });
}

describe('files that may call what others hold', () => {
  it('lead to it over at most four imports, and name it', () => {
    const files = {
      'home.ts': 'export function ask() {}',
      'a.ts': "export * from './home'",
      'b.ts': "export * from './a'",
      'c.ts': "export * from './b'",
      'near.ts': "import { ask } from './home'; ask()",
      'far.ts': "import { ask } from './c'; ask()",
      'farther.ts': "export { x } from './far'; ask()",
      'silent.ts': "import './home'",
      'other.ts': 'ask()',
      'ünïcode.ts': "import { ask } from './home'; /* é */ ask()",
    };
    const project = createProject({ root: treeOf(files) });
    expect(createCallerSearch(project)(Object.keys(files).filter(path => path !== 'home.ts'), new Map([['home.ts', ['ask']]]))).toEqual(['near.ts', 'far.ts', 'ünïcode.ts']);
  });

  it('are found as the plainest search finds them', () => {
    const stem = fc.integer({ min: 0, max: 11 }).map(number => `f${number}`);
    const file = fc.record({ imports: fc.array(stem, { maxLength: 3 }), words: fc.array(fc.constantFrom('ask', 'tell', 'asked', '$ask'), { maxLength: 2 }) });
    fc.assert(
      fc.property(fc.array(file, { minLength: 2, maxLength: 12 }), fc.uniqueArray(stem, { minLength: 1, maxLength: 3 }), (drawn, homeStems) => {
        const files = Object.fromEntries(drawn.map(({ imports, words }, index) => [`f${index}.ts`, `${imports.map(to => `import x from './${to}';`).join('\n')}\n${words.join(' ')}`]));
        const homes = new Map(homeStems.map((home, index) => [`${home}.ts`, index === 0 ? ['ask'] : ['tell', 'ask']]));
        const candidates = Object.keys(files).filter(path => !homes.has(path));
        const project = createProject({ root: treeOf(files) });
        expect(createCallerSearch(project)(candidates, homes)).toEqual(plainly(files, candidates, homes));
      }),
      { numRuns: 150 },
    );
  });
});
