/**
 * The laws of fixes (DESIGN.md, law 5) on real repositories.
 *
 *   node bench/fix-laws.mjs <checkouts> [--only <name>]… [--cli dist/src/cli.js] [--diffs <dir>] [--work <dir>] [--json <file>]
 *
 * `<checkouts>` holds one directory per repository. Each is copied (without .git) to a working directory, twice: one copy gets
 * `--fix`, the other `--fix-suggested`, then both get the same command again. The checkouts themselves are only read.
 * For every changed file:
 *   parses    it still parses, by a parser that the tool does not use (see `independent-parsers.mjs`); files that did not parse
 *             before are left out
 *   blocks    the blocks of a text of Markdown are those from before, or fewer
 *   settles   the second run changes no byte
 *   gone      the findings whose fix was to be applied are gone, save in files that are refused with a message (`refused`:
 *             they did not parse before); `stay`: nothing was done and nothing said
 *   none new  no rule has more findings in the file than before
 *   inside    every changed character lies in a range that some fix names, or in a call (two calls that share a text have one
 *             finding about it; the second is fixed in a later pass, whose ranges are not reported)
 *   comments  the same comments stand there
 *   form      byte order mark, line ends, final newline and mode are as they were
 * Prints one row per repository and mode, the broken laws, and totals; exits with 1 where a law is broken.
 * `--diffs` keeps the unified diffs, for reading.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isPartOf, understood } from './independent-parsers.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true },
    cli: { type: 'string', default: join(here, '../dist/src/cli.js') },
    diffs: { type: 'string' },
    work: { type: 'string', default: join(tmpdir(), 'promptfare-fix-laws') },
    json: { type: 'string' },
  },
});
const [checkouts] = positionals;
if (!checkouts) {
  console.error('usage: node bench/fix-laws.mjs <checkouts> [--only <name>] [--cli <file>] [--diffs <dir>] [--work <dir>] [--json <file>]');
  process.exit(2);
}
const cli = resolve(flags.cli);
const modes = { '--fix': finding => finding.fixes.some(fix => fix.safety === 'safe'), '--fix-suggested': finding => finding.fixes.length > 0 };

/** Report of one run of the command. */
function run(directory, ...more) {
  const child = spawnSync(process.execPath, [cli, 'scan', '.', '--fail-on', 'never', '--format', 'json', ...more], { cwd: directory, encoding: 'utf8', maxBuffer: 1 << 30, timeout: 600_000 });
  if (child.status !== 0) throw new Error(`exit ${child.status ?? child.signal}: ${child.stderr.slice(0, 500)}`);
  return JSON.parse(child.stdout);
}

function changedSince(directory, marks) {
  const changed = [];
  for (const [path, mark] of marks) {
    const now = statSync(join(directory, path), { throwIfNoEntry: false });
    if (!now || now.ctimeMs !== mark) changed.push(path);
  }
  return changed;
}

function marksOf(directory) {
  const marks = new Map();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = join(entry.parentPath ?? entry.path, entry.name);
    marks.set(full.slice(directory.length + 1), statSync(full).ctimeMs);
  }
  return marks;
}

function formOf(path) {
  const bytes = readFileSync(path);
  const text = bytes.toString('utf8');
  const crlf = (text.match(/\r\n/g) ?? []).length;
  const lf = (text.match(/\n/g) ?? []).length - crlf;
  return { bom: text.startsWith('\uFEFF'), ends: crlf && lf ? 'mixed' : crlf ? 'crlf' : 'lf', final: /\n$/.test(text), mode: statSync(path).mode };
}

/** Runs of characters that differ, as ranges of the old text, found line by line and narrowed. */
function changesOf(before, after) {
  const { stdout } = spawnSync('diff', ['--minimal', '-U0', before, after], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const text = readFileSync(before, 'utf8').replace(/^\uFEFF/, '');
  const other = readFileSync(after, 'utf8').replace(/^\uFEFF/, '');
  const [starts, otherStarts] = [text, other].map(each => [0, ...[...each.matchAll(/\n/g)].map(match => match.index + 1), each.length]);
  return [...stdout.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)].map(([, line, lines = '1', newLine, newLines = '1']) => {
    const slice = (from, all, own) => (all === '0' ? [own[Number(from)] ?? own.at(-1), own[Number(from)] ?? own.at(-1)] : [own[Number(from) - 1], own[Number(from) - 1 + Number(all)] ?? own.at(-1)]);
    let [start, end] = slice(line, lines, starts);
    let [newStart, newEnd] = slice(newLine, newLines, otherStarts);
    while (start < end && newStart < newEnd && text[start] === other[newStart]) start++, newStart++;
    while (start < end && newStart < newEnd && text[end - 1] === other[newEnd - 1]) end--, newEnd--;
    // What was put in or taken out may begin with what stands behind it: all places where it may have been done.
    const moved = start === end ? other.slice(newStart, newEnd) : newStart === newEnd ? text.slice(start, end) : '';
    let earlier = 0;
    while (moved && start > earlier && text[start - 1 - earlier] === moved[moved.length - 1 - (earlier % moved.length)]) earlier++;
    return [start - earlier, end];
  });
}

/** Does a change touch what a fix names? Edits within touching lines make one run. */
function isInside([start, end], ranges) {
  return ranges.some(([from, to]) => from <= end + 1 && start - 1 <= to);
}

const countBy = (findings, path) => {
  const counts = new Map();
  for (const finding of findings) if (finding.path === path) counts.set(finding.ruleId, (counts.get(finding.ruleId) ?? 0) + 1);
  return counts;
};

async function judge(name, mode, source, before, work) {
  const copy = join(work, name);
  rmSync(copy, { recursive: true, force: true });
  cpSync(source, copy, { recursive: true, verbatimSymlinks: true, filter: path => basename(path) !== '.git' });
  const row = { name, mode, findings: before.findings.length, due: 0, files: 0, fixed: 0, refused: 0, broken: [], byRule: {} };
  const fail = (law, path, detail) => row.broken.push({ law, path, detail: String(detail).slice(0, 300) });
  try {
    const marks = marksOf(copy);
    const after = run(copy, mode);
    const changed = changedSince(copy, marks);
    const settled = marksOf(copy);
    run(copy, mode);
    for (const path of changedSince(copy, settled)) fail('settles', path, diffOf(join(source, path), join(copy, path)));

    row.files = changed.length;
    const wasUnderstood = await understood(changed.map(path => join(source, path)));
    const isUnderstood = await understood(changed.map(path => join(copy, path)));
    for (const [index, path] of changed.entries()) {
      const [old, now] = [wasUnderstood[index], isUnderstood[index]];
      if (!old.error && now.error) fail('parses', path, now.error);
      else if (!old.error && old.comments.join('\n') !== now.comments.join('\n')) fail('comments', path, `${old.comments.length} → ${now.comments.length}`);
      if (old.outline && now.outline && !isPartOf(now.outline, old.outline)) fail('blocks', path, `${old.outline.join()} → ${now.outline.join()}`);
      const [form, newForm] = [formOf(join(source, path)), formOf(join(copy, path))];
      if (JSON.stringify(form) !== JSON.stringify(newForm)) fail('form', path, `${JSON.stringify(form)} → ${JSON.stringify(newForm)}`);
      const ranges = before.findings.flatMap(finding => finding.fixes.flatMap(fix => fix.edits.filter(edit => (edit.path ?? finding.path) === path).map(edit => edit.range)));
      ranges.push(...before.calls.filter(call => call.path === path).map(call => call.range));
      for (const change of changesOf(join(source, path), join(copy, path))) if (!isInside(change, ranges)) fail('inside', path, change.join('–'));
      const [counts, newCounts] = [countBy(before.findings, path), countBy(after.findings, path)];
      for (const [rule, number] of newCounts) if (number > (counts.get(rule) ?? 0)) fail('none new', path, `${rule}: ${counts.get(rule) ?? 0} → ${number}`);
    }

    // Not fixed, and said so: it did not parse as a whole before.
    const refused = new Set(after.files.failed.filter(({ message }) => message.startsWith('Not fixed: ')).map(({ path }) => path));
    for (const failure of after.files.failed) if (!refused.has(failure.path) && !before.files.failed.some(other => other.path === failure.path && other.message === failure.message)) fail('failed', failure.path, failure.message);
    const left = new Set(after.findings.map(finding => finding.id));
    const due = before.findings.filter(modes[mode]);
    row.due = due.length;
    for (const finding of due) {
      const counts = (row.byRule[finding.ruleId] ??= { due: 0, fixed: 0 });
      counts.due++;
      if (!left.has(finding.id)) {
        counts.fixed++;
        row.fixed++;
        continue;
      }
      const paths = finding.fixes.flatMap(fix => fix.edits.map(edit => edit.path ?? finding.path));
      if (paths.some(path => changed.includes(path))) fail('gone', finding.path, `${finding.line}: ${finding.ruleId}: ${finding.message}`);
      else if (paths.some(path => refused.has(path))) row.refused++;
      else fail('stay', finding.path, `${finding.line}: ${finding.ruleId}: ${paths.join(' ')}`);
    }
    for (const finding of after.findings.filter(modes[mode])) if (!before.findings.some(other => other.id === finding.id)) fail('still due', finding.path, `${finding.line}: ${finding.ruleId}: ${finding.message}`);
    if (flags.diffs) {
      mkdirSync(flags.diffs, { recursive: true });
      writeFileSync(join(flags.diffs, `${name}${mode}.diff`), changed.map(path => diffOf(join(source, path), join(copy, path))).join(''));
    }
  } catch (error) {
    fail('runs', '.', error.stack ?? error);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  return row;
}

function diffOf(before, after) {
  return spawnSync('diff', ['-u', before, after], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
}

const names = readdirSync(checkouts, { withFileTypes: true }).filter(entry => entry.isDirectory() && (!flags.only || flags.only.includes(entry.name))).map(entry => entry.name).sort();
const rows = [];
console.log('| repository | mode | findings | fixes due | fixed | refused | files changed | broken laws |\n|---|---|--:|--:|--:|--:|--:|---|');
for (const name of names) {
  const source = join(resolve(checkouts), name);
  if (!existsSync(source)) continue;
  let before;
  const work = resolve(flags.work);
  try {
    // A copy too: a scan of the checkout itself would see its .git, and list other files than the copies hold.
    const copy = join(work, name);
    rmSync(copy, { recursive: true, force: true });
    cpSync(source, copy, { recursive: true, verbatimSymlinks: true, filter: path => basename(path) !== '.git' });
    before = run(copy);
    rmSync(copy, { recursive: true, force: true });
  } catch (error) {
    console.log(`| ${name} | | | | | | | runs: ${error.message} |`);
    rows.push({ name, mode: '', findings: 0, due: 0, fixed: 0, files: 0, refused: 0, byRule: {}, broken: [{ law: 'runs', path: '.', detail: error.message }] });
    continue;
  }
  for (const mode of Object.keys(modes)) {
    const row = await judge(name, mode, source, before, work);
    rows.push(row);
    const laws = Object.entries(Object.groupBy?.(row.broken, each => each.law) ?? grouped(row.broken)).map(([law, all]) => `${law} ${all.length}`).join(', ');
    console.log(`| ${name} | ${mode} | ${row.findings} | ${row.due} | ${row.fixed} | ${row.refused} | ${row.files} | ${laws || 'none'} |`);
  }
}
for (const mode of Object.keys(modes)) {
  const own = rows.filter(row => row.mode === mode);
  const sum = key => own.reduce((all, row) => all + row[key], 0);
  const laws = Object.entries(grouped(own.flatMap(row => row.broken))).map(([law, all]) => `${law} ${all.length}`).join(', ');
  console.log(`| **${own.length} repositories** | ${mode} | ${sum('findings')} | ${sum('due')} | ${sum('fixed')} | ${sum('refused')} | ${sum('files')} | ${laws || 'none'} |`);
}
const broken = rows.flatMap(row => row.broken.map(each => ({ name: row.name, mode: row.mode, ...each })));
if (broken.length > 0) console.log(`\n${broken.map(({ name, mode, law, path, detail }) => `${name} ${mode} ${law}: ${path}: ${detail}`).join('\n')}`);
if (flags.json) writeFileSync(flags.json, JSON.stringify(rows, undefined, 2));
process.exitCode = broken.length > 0 ? 1 : 0;

function grouped(all) {
  const groups = {};
  for (const each of all) (groups[each.law] ??= []).push(each);
  return groups;
}
