import { expect, test } from 'vitest';
import type { Module } from '../../../src/core/ir.ts';
import { parseJavaScript } from '../../../src/languages/javascript/index.ts';

function calls(path: string, text: string): string[] {
  const module = parseJavaScript(path, text) as Module;
  expect(module.text).toBe(text);
  return module.calls.map(({ range }) => module.text.slice(...range));
}

test('Vue', () => {
  const text = '<template>\n  <p>{{ it("is") }} 😀</p>\n</template>\n<script lang="ts">\nimport { a } from "b";\n</script>\r\n<script setup lang="ts">\nconst x: T = a(\'x\');\n</script>\n<style>p { a(b) }</style>';
  expect(calls('A.vue', text)).toEqual(["a('x')"]);
  expect((parseJavaScript('A.vue', text) as Module).language).toBe('typescript');
});

test('Vue with JSX', () => {
  expect(calls('A.vue', '<script lang="tsx">\nconst x = <a b={f()} />;\n</script>')).toEqual(['f()']);
});

test('Svelte', () => {
  expect(calls('A.svelte', '<script context="module">f(1)</script>\n<script>\n  $: g(2);\n</script>\n{#each a as b}<p on:click={() => h()} />{/each}')).toEqual(['f(1)', 'g(2)']);
});

test('Astro', () => {
  expect(calls('A.astro', '---\nconst a = await f("x");\n---\n<p>{g()}</p>\n<script>h()</script>\n<script type="application/ld+json">{"a": "b()"}</script>')).toEqual(['f("x")', 'h()']);
});

test('no script', () => {
  expect(calls('A.vue', '<template><p>f()</p></template>')).toEqual([]);
});
