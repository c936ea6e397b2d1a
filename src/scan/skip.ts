/** Files that nobody here wrote by hand: listed as skipped, with the reason. */

const vendored = new Set(['node_modules', 'bower_components', 'jspm_packages', 'site-packages', '.venv', 'venv', '__pycache__', '.tox', '.nox', '__pypackages__', '.yarn', '.pnpm-store', 'third_party', 'third-party']);
const built = new Set(['dist', '.next', '.nuxt', '.output', '.svelte-kit', '.vercel', '.mastra', '.serverless', '.aws-sam', 'cdk.out', 'coverage', 'storybook-static', '.turbo', '.parcel-cache']);

/** A copy of code that the CDK deploys, whatever the directory is called that it writes to. */
const CDK_ASSET = /^asset\.[0-9a-f]{64}$/;

export interface Skip {
  /** The file, or the directory with everything in it (ends in `/`). */
  readonly path: string;
  readonly reason: string;
}

/** Vendored code and build output, by the names of directories. */
export function skipByPath(path: string): Skip | undefined {
  const segments = path.split('/');
  for (let index = 0; index < segments.length - 1; index++) {
    const name = segments[index]!;
    if (vendored.has(name) || (index === 0 && name === 'vendor')) return { path: `${segments.slice(0, index + 1).join('/')}/`, reason: 'vendored' };
    if (built.has(name) || CDK_ASSET.test(name)) return { path: `${segments.slice(0, index + 1).join('/')}/`, reason: 'build output' };
    if (name === '.ipynb_checkpoints') return { path: `${segments.slice(0, index + 1).join('/')}/`, reason: 'autosaved notebooks' };
  }
  return /[.-]min\.[cm]?js$/.test(segments.at(-1)!) ? { path, reason: 'minified' } : undefined;
}

const bundleMarks = /__webpack_require__|^\/\*{6}\/|\bvar __commonJS ?= ?\(|^!function\(/m;

/** Why a file that could hold calls is not analysed, by what stands in it. */
export function skipByContent(path: string, text: string): string | undefined {
  if (isGenerated(text)) return 'generated';
  if (!/\.[cm]?jsx?$/.test(path)) return undefined;
  if (isMinified(text)) return 'minified';
  return bundleMarks.test(text.slice(0, 20_000)) ? 'build output' : undefined;
}

/** Says so in a comment among its first lines. */
export function isGenerated(text: string): boolean {
  const head = text.slice(0, 2000).split(/\r?\n/, 15).join('\n');
  return /(?:^|[^\w`'"])@generated\b/.test(head) || /^\W*(?:code|file) generated (?:by|from)\b.*\bdo not (?:edit|modify)/im.test(head);
}

/** Long lines that are code: a few may be data, but not most of the file. */
function isMinified(text: string): boolean {
  if (text.length < 5000) return false;
  let long = 0;
  let start = 0;
  for (let end = text.indexOf('\n'); start <= text.length; end = text.indexOf('\n', start)) {
    const stop = end < 0 ? text.length : end;
    if (stop - start > 1000 && /[;,{}][^\s;,{}][^\n]{0,40}[;,{}][^\s]/.test(text.slice(start, start + 2000))) long += stop - start;
    start = stop + 1;
  }
  return long > text.length * 0.6;
}
