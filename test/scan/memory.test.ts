/** C6: what is scanned again and again, as editors and watchers do, takes no more memory each time. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bytes of the heap that are in use after each of some passes, with what nobody holds taken away. */
function heaps(prepare: string, pass: string): readonly number[] {
  const script = `
    ${prepare}
    const heaps = [];
    for (let index = 0; index < 12; index++) {
      ${pass}
      // What is finalised late goes with the second.
      for (let time = 0; time < 2; time++) { globalThis.gc(); await new Promise(done => setImmediate(done)); }
      heaps.push(process.memoryUsage().heapUsed);
    }
    console.log(JSON.stringify(heaps));
  `;
  return JSON.parse(execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' })) as number[];
}

test.each([
  ['the API over a tree', `const { scan } = await import(${JSON.stringify(join(root, 'dist/src/index.js'))});`, "await scan({ root: 'fixtures' });"],
  [
    'ESLint over texts that are never the same twice',
    `const { default: promptfare } = await import(${JSON.stringify(join(root, 'dist/src/eslint.js'))});
     const { Linter } = await import('eslint');
     const linter = new Linter({ cwd: ${JSON.stringify(root)} });
     const text = number => "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\\nconst client = new BedrockRuntimeClient({});\\n" + Array.from({ length: 50 }, (_, at) => "export const f" + at + " = q => client.send(new ConverseCommand({ modelId: 'anthropic.claude-v2', messages: [{ role: 'user', content: [{ text: 'Answer " + number + ' ' + at + " briefly: ' + q }] }] }));").join('\\n');`,
    "for (let time = 0; time < 10; time++) if (linter.verify(text(index * 10 + time), promptfare.configs.recommended, { filename: 'a.js' }).length < 50) throw new Error('nothing is found');",
  ],
])('%s', { timeout: 180_000 }, (_, prepare, pass) => {
  const found = heaps(prepare, pass);
  // The first passes fill what is kept: vocabularies, compiled code, the last texts.
  const [early, late] = [Math.max(...found.slice(2, 5)), Math.min(...found.slice(-3))];
  expect(late / early, found.map(bytes => (bytes / 1e6).toFixed(1)).join(' ')).toBeLessThan(1.1);
});
