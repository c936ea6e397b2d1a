/** Names of the files that a hook hands over: code, prompts, infrastructure, and data that code may read as a prompt. */

const extensions = ['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', 'vue', 'svelte', 'astro', 'py', 'ipynb', 'go', 'java', 'tf', 'sh', 'bash', 'yml', 'yaml', 'json', 'jsonc', 'properties', 'prompt', 'prompty', 'template'];

/** For pre-commit: a regular expression of Python. */
export const hookFiles = String.raw`\.(${extensions.join('|')})$`;
/** For lint-staged. */
export const lintStagedGlob = `*.{${extensions.join(',')}}`;
