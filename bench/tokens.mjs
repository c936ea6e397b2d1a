// Speed of counting beside plain tiktoken, in one run: `npm run build && node bench/tokens.mjs [file …]`.
// Prints ratios to tiktoken's cl100k_base, cold (with load, 100 KB) and warm; then hostile texts.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);
const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const sources = files.length ? files : ['typescript/lib/lib.dom.d.ts', 'yaml/README.md', 'zod/README.md'].map((path) => createRequire(here).resolve('typescript').replace(/typescript\/lib.*/, path));
const text = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
const FAMILIES = ['claude-v3', 'claude-v4.7', 'nova-1', 'qwen', 'gpt-oss'];
const seconds = (work) => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

/** Counters by name; loading is part of the first call. */
async function counter(name) {
  if (name === 'tiktoken') {
    let encoding;
    return (piece) => {
      encoding ??= createRequire(here)('tiktoken').get_encoding('cl100k_base');
      return encoding.encode(piece, [], []).length;
    };
  }
  const { countTokens } = await import('../dist/src/tokens/index.js');
  return (piece) => countTokens(piece, name).tokens;
}

const cold = process.argv.find((argument) => argument.startsWith('--cold='));
if (cold) {
  const count = await counter(cold.slice(7));
  console.log(seconds(() => count(text.slice(0, 100_000))));
} else {
  const rows = [];
  for (const name of ['tiktoken', ...FAMILIES]) {
    const first = Math.min(...[1, 2, 3].map(() => Number(execFileSync(process.execPath, [here, `--cold=${name}`, ...files], { encoding: 'utf8' }))));
    const count = await counter(name);
    count(text);
    const warm = Math.min(...[1, 2, 3].map(() => seconds(() => count(text))));
    rows.push({ name, first, warm });
  }
  const [base] = rows;
  console.table(
    rows.map(({ name, first, warm }) => ({
      tokenizer: name,
      'cold 100 KB, ms': Math.round(first * 1000),
      'cold ÷ tiktoken': (base.first / first).toFixed(2),
      'warm, MB/s': (text.length / 1e6 / warm).toFixed(1),
      'warm ÷ tiktoken': (base.warm / warm).toFixed(2),
    })),
  );
  const hostile = { 'a × 1e6': 'a'.repeat(1e6), 'space × 1e6': ' '.repeat(1e6), 'newline × 1e6': '\n'.repeat(1e6), 'aB1 × 3e5': 'aB1'.repeat(3e5), '=- × 5e5': '=-'.repeat(5e5), '漢 × 1e6': '漢'.repeat(1e6), 'NFD é × 5e5': 'e\u0301'.repeat(5e5) };
  for (const name of ['claude-v3', 'nova-1', 'gpt-oss']) {
    const count = await counter(name);
    console.log(name, Object.entries(hostile).map(([label, value]) => `${label}: ${Math.round(1000 * seconds(() => count(value)))} ms`).join(', '));
  }
}
