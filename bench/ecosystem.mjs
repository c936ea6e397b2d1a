/**
 * R1: scans pinned public repositories: `npm run build && node bench/ecosystem.mjs <directory> [--cli dist/src/cli.js] [--against <other cli.js>] [--only <owner/name>]… [--limit 600] [--list bench/ecosystem.json] [--out <page>]`.
 *
 * The repositories of ecosystem.json that `<directory>` lacks are laid out there (`owner+name`) by shallow fetches of their commits.
 * Each is scanned whole by a process of its own, without its configuration. The exit code is 1 where a repository cannot be laid
 * out, where a run crashes, takes longer than `--limit` seconds, exits with anything but 0 or gives no valid report, and where one of
 * the repositories that have nothing to do with Amazon Bedrock (`unrelated`) has a call or a finding; 2 for bad arguments, else 0.
 * Seconds are told and not judged.
 *
 * With `--against`, another version scans each too, and the page begins with what the two find otherwise, short enough for a comment
 * on a pull request. What ends the other version is told, and is no fault of this one.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { reportSchema } from '../dist/src/core/report-schema.js';
import { directoryOf, layOut, scanArguments } from './checkouts.mjs';
import { ecosystemPage } from './ecosystem-page.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cli: { type: 'string', default: join(here, '../dist/src/cli.js') },
    against: { type: 'string' },
    only: { type: 'string', multiple: true },
    limit: { type: 'string', default: '600' },
    list: { type: 'string', default: join(here, 'ecosystem.json') },
    out: { type: 'string' },
  },
});
const all = JSON.parse(readFileSync(flags.list, 'utf8')).repositories;
const strangers = (flags.only ?? []).filter(name => !all.some(({ repository }) => repository === name));
const limit = Number(flags.limit);
if (positionals.length !== 1 || strangers.length > 0 || !(limit > 0)) {
  console.error(strangers.length > 0 ? `${flags.list} has no ${strangers.join(', ')}` : 'usage: node bench/ecosystem.mjs <directory> [--cli dist/src/cli.js] [--against <other cli.js>] [--only <owner/name>] [--limit <seconds>] [--list <file>] [--out <page>]');
  process.exit(2);
}
const checkouts = resolve(positionals[0]);
const scratch = mkdtempSync(join(tmpdir(), 'promptfare-ecosystem-'));

/** What became of a run: its seconds, and a report or the problem that there is none. */
function scanned(cli, directory, read) {
  const [report, said] = [join(scratch, 'report.json'), join(scratch, 'stderr.txt')];
  rmSync(report, { force: true });
  // Files, since a pipe that a process of its own inherits would hold this one beyond the limit.
  const stderr = openSync(said, 'w');
  const start = performance.now();
  const { status, signal, error } = spawnSync(process.execPath, [resolve(cli), ...scanArguments(report, '.')], { cwd: directory, stdio: ['ignore', 'ignore', stderr], timeout: limit * 1000, killSignal: 'SIGKILL' });
  const seconds = (performance.now() - start) / 1000;
  closeSync(stderr);
  const last = () => readFileSync(said, 'utf8').trim().split('\n').at(-1);
  if (error?.code === 'ETIMEDOUT') return { seconds, problem: `was stopped after ${flags.limit} s` };
  if (error) return { seconds, problem: error.message };
  if (signal) return { seconds, problem: `was ended by ${signal}: ${last()}` };
  if (status !== 0) return { seconds, problem: `exit ${status}: ${last()}` };
  try {
    return { seconds, report: read(JSON.parse(readFileSync(report, 'utf8'))) };
  } catch (cause) {
    return { seconds, problem: `gave no valid report: ${cause.message.replaceAll(/\s+/g, ' ')}` };
  }
}

/** Of another version: the schema is that of this one. */
function readOther(report) {
  if (report.version !== 1 || !Array.isArray(report.calls) || !Array.isArray(report.findings)) throw new Error('it is not of version 1');
  return report;
}

/** The first that the second does not hold, by id, each as often as it stands there. */
function beyond(those, others) {
  const left = new Map();
  for (const { id } of others) left.set(id, (left.get(id) ?? 0) + 1);
  return those.filter(({ id }) => {
    const count = left.get(id) ?? 0;
    left.set(id, count - 1);
    return count <= 0;
  });
}

/** What one version finds and the other does not, or why that cannot be told. */
function comparison(run, directory) {
  const { report, problem } = scanned(flags.against, directory, readOther);
  if (problem !== undefined) return { problem };
  if (run.report === undefined) return undefined;
  return Object.fromEntries(['calls', 'findings'].map(key => [key, { new: beyond(run.report[key], report[key]), gone: beyond(report[key], run.report[key]) }]));
}

function rowOf(entry) {
  const directory = directoryOf(checkouts, entry.repository);
  let layout;
  try {
    layout = layOut(checkouts, entry);
  } catch ({ message }) {
    return { ...entry, problem: `could not be laid out: ${message}` };
  }
  const run = scanned(flags.cli, directory, report => reportSchema.parse(report));
  return { ...entry, layout, ...run, ...(flags.against !== undefined && { change: comparison(run, directory) }) };
}

const rows = [];
try {
  for (const entry of all) {
    if (flags.only && !flags.only.includes(entry.repository)) continue;
    const row = rowOf(entry);
    rows.push(row);
    const { repository, seconds, report, problem } = row;
    console.error(`${repository}: ${problem ?? `${report.calls.length} calls, ${report.findings.length} findings, ${seconds.toFixed(1)} s`}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
const isAlarm = ({ unrelated, report }) => unrelated && report && report.calls.length + report.findings.length > 0;
const page = ecosystemPage(rows, { isAlarm, isCompared: flags.against !== undefined });
if (flags.out) writeFileSync(flags.out, page);
else console.log(page);
for (const { repository, problem } of rows) if (problem !== undefined) console.error(`FAILED ${repository} ${problem}`);
for (const { repository, report } of rows.filter(isAlarm)) for (const { path, line, ruleId = 'a call' } of [...report.calls, ...report.findings]) console.error(`FALSE ALARM ${repository} ${path}:${line} ${ruleId}`);
if (rows.some(row => row.problem !== undefined || isAlarm(row))) process.exitCode = 1;
