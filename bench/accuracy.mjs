/**
 * Writes bench/accuracy.md: `npm run build && node bench/accuracy.mjs <labels> <checkouts> [--out bench/accuracy.md] [--cli dist/src/cli.js]`.
 *
 * `<labels>` is the directory of `score.mjs` and `labels.json`, which are kept apart from this repository so that nothing here is
 * made to fit them; `<checkouts>` holds the work trees of the labelled repositories at the labelled commits. Each is scanned once,
 * without its own configuration, and the scorer then reads the reports, for each language once by the labels as they are, and once
 * by those labels with the places of label-doubts.json mended, each of which was read in the source.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { directoryOf, scanArguments } from './checkouts.mjs';

// As the scorer's command: prints the report of the directory it runs in.
const kept = process.argv.indexOf('--kept');
if (kept > 0) {
  // Whoever exits before a pipe has taken all of it cuts a large report off.
  await new Promise(done => process.stdout.write(readFileSync(join(process.argv[kept + 1], `${basename(process.cwd())}.json`)), done));
  process.exit(0);
}

const here = dirname(fileURLToPath(import.meta.url));
const { values: flags, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string', default: join(here, 'accuracy.md') }, cli: { type: 'string', default: join(here, '../dist/src/cli.js') } } });
const [labelsDirectory, checkouts] = positionals.map(path => resolve(path));
if (!labelsDirectory || !checkouts) {
  console.error('usage: node bench/accuracy.mjs <directory of score.mjs and labels.json> <checkouts> [--out bench/accuracy.md] [--cli dist/src/cli.js]');
  process.exit(2);
}

const labels = JSON.parse(readFileSync(join(labelsDirectory, 'labels.json'), 'utf8'));
const there = labels.filter(({ repo }) => existsSync(directoryOf(checkouts, repo)));
const reports = mkdtempSync(join(tmpdir(), 'promptfare-accuracy-'));
const languages = { javascript: 'JavaScript and TypeScript', python: 'Python' };
const extensions = { javascript: /\.[cm]?[jt]sx?$/i, python: /\.(?:py|ipynb)$/i };

/** The labels with `doubts` mended: requests that they lack are neither right nor wrong, as are those that go elsewhere. */
function mended(all, doubts) {
  return all.map(entry => {
    const { calls = {}, others = {}, limits = [], systems = [] } = doubts[entry.repo] ?? {};
    const isOther = ({ path, line }) => others[path]?.includes(line) ?? false;
    const at = (places, site) => places.find(({ path, line }) => path === site.path && line === site.line);
    const mends = site => {
      const [limit, system] = [at(limits, site), at(systems, site)];
      return { ...(limit && { maxTokens: { state: 'set', value: limit.value } }), ...(system && { system: { state: system.chars > 0 ? 'template' : 'none', chars: system.chars } }) };
    };
    const neutral = Object.entries(calls).flatMap(([place, lines]) => {
      const [path, cell] = place.split('#');
      return lines.map(line => ({ role: 'neutral', path, line, ...(cell !== undefined && { cell: Number(cell) }) }));
    });
    return {
      ...entry,
      sets: entry.sets.map(set => ({
        ...set,
        sites: [
          ...set.sites.map(site => ({ ...site, ...(isOther(site) && { role: 'neutral' }), ...mends(site) })),
          ...neutral.filter(({ path }) => extensions[set.language].test(path)),
        ],
      })),
    };
  });
}

const scans = new Map();
let scored;
let scoredMended;
try {
  for (const repo of new Set(there.map(each => each.repo))) {
    const file = join(reports, `${basename(directoryOf(checkouts, repo))}.json`);
    const { status, stderr } = spawnSync(process.execPath, [resolve(flags.cli), ...scanArguments(file, '.')], { cwd: directoryOf(checkouts, repo), encoding: 'utf8' });
    if (status !== 0) throw new Error(`${repo}: exit ${status}: ${stderr}`);
    const { files } = JSON.parse(readFileSync(file, 'utf8'));
    scans.set(repo, { scanned: files.scanned, failed: files.failed.length });
    process.stderr.write(`${repo}: ${files.scanned} files\n`);
  }
  const command = `${process.execPath} ${fileURLToPath(import.meta.url)} --kept ${reports}`;
  const mendedFile = join(reports, 'labels.json');
  writeFileSync(mendedFile, JSON.stringify(mended(labels, JSON.parse(readFileSync(join(here, 'label-doubts.json'), 'utf8')).repositories)));
  const scoreBy = file => Object.fromEntries(Object.keys(languages).map(language => [language, JSON.parse(execFileSync(process.execPath, [join(labelsDirectory, 'score.mjs'), '--labels', file, '--checkouts', checkouts, '--language', language, '--json', '--cmd', command], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }))]));
  scored = scoreBy(join(labelsDirectory, 'labels.json'));
  scoredMended = scoreBy(mendedFile);
} finally {
  rmSync(reports, { recursive: true, force: true });
}

const percent = ({ n, ok }) => `${((100 * ok) / n).toFixed(1)} %`;
const whats = [...new Set(Object.values(scored).flatMap(({ total }) => Object.keys(total)))].sort();
const recall = ({ perRepo }) => {
  const own = perRepo.filter(row => row.sites > 0);
  return `${((100 * own.reduce((sum, row) => sum + row.found / row.sites, 0)) / own.length).toFixed(1)} % over ${own.length} repositories`;
};
const rowOf = (language, repo) => scored[language].perRepo.find(row => row.repo === repo);
const cellsOf = (language, repo) => {
  const sets = there.filter(each => each.repo === repo).flatMap(({ sets: own }) => own.filter(set => set.language === language));
  const row = sets.length > 0 ? rowOf(language, repo) : undefined;
  return row ? `${row.found} of ${row.sites} | ${sets.some(set => set.scope === 'all') ? row.false : ''}` : ' | ';
};
const version = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: here, encoding: 'utf8' }).trim();
const text = `# Accuracy on public code

Call sites of ${scans.size} public repositories, labelled by hand and kept apart from the tool. Development has looked at them, so code that nobody here has seen may score lower. Written by \`node bench/accuracy.mjs <labels> <checkouts>\` at commit ${version}; each repository is scanned once, without its configuration.

| of the labels | ${Object.values(languages).flatMap(name => [`${name}: n`, 'right', 'wrong', 'missed', 'right, mended']).join(' | ')} |
|---|${'--:|'.repeat(10)}
${whats.map(what => `| ${what} | ${Object.keys(languages).map(language => [scored[language].total[what], scoredMended[language].total[what]]).map(([each, after]) => (each ? `${each.n} | ${percent(each)} | ${each.wrong} | ${each.miss} | ${percent(after)}` : ' | | | | ')).join(' | ')} |`).join('\n')}

Calls found, mean by repository: ${Object.entries(languages).map(([language, name]) => `${name} ${recall(scored[language])}`).join('; ')}.

*Missed*: said to be unknown, or not found. *Precision of calls* counts repositories whose calls are all labelled. A call that is reported and not labelled counts as false there. *Mended*: by the labels with the places of \`label-doubts.json\`, where the source says otherwise than the label, or holds a request that has none: requests are then neither right nor wrong, limits and system prompts those that are sent.

## By repository

| repository | commit | files | ${Object.values(languages).flatMap(name => [`${name}: found`, 'not labelled']).join(' | ')} |
|---|---|--:|${'--:|'.repeat(4)}
${[...scans].sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)).map(([repo, { scanned }]) => `| ${repo} | ${there.find(each => each.repo === repo).commit.slice(0, 7)} | ${scanned} | ${Object.keys(languages).map(language => cellsOf(language, repo)).join(' | ')} |`).join('\n')}
`;
writeFileSync(resolve(flags.out), text);
console.log(`${resolve(flags.out)}: ${scans.size} repositories, ${[...scans.values()].reduce((sum, { failed }) => sum + failed, 0)} files that could not be read`);
