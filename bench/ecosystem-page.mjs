/** The page of bench/ecosystem.mjs: what failed, what two versions find otherwise, and the figures of each repository. */
import { modelText } from '../dist/src/reporters/call-words.js';
import { findingItems } from '../dist/src/reporters/comment-findings.js';
import { countText, integerText } from '../dist/src/reporters/figures.js';
import { fileLink } from '../dist/src/reporters/file-link.js';
import { markupOf } from '../dist/src/reporters/markup.js';

/** A comment on GitHub may have 65,536 characters, and who posts it may add some. */
const most = 60_000;
/** Of a list of one repository. */
const open = 100;
const markup = markupOf('github');

/**
 * `rows`: of each repository `repository`, `commit`, `unrelated`, and `problem` or `layout`, `seconds` and `report`; compared also
 * `change`, with `calls` and `findings` that are `new` and `gone`, or with the `problem` of the other version.
 */
export function ecosystemPage(rows, { isAlarm, isCompared }) {
  for (let shown = open; ; shown >>= 1) {
    const page = pageOf(rows, { isAlarm, isCompared, shown });
    if (page.length <= most || shown === 0) return page;
  }
}

function pageOf(rows, { isAlarm, isCompared, shown }) {
  const failures = [...problemLines(rows), ...rows.filter(isAlarm).flatMap(row => alarmLines(row, shown))];
  const figures = [...figureLines(rows), ...ruleLines(rows), ...failedFileLines(rows, shown)];
  return `${[
    '# Ecosystem',
    '',
    ...(isCompared ? [...changeLines(rows, shown), ''] : []),
    headLine(rows, isAlarm),
    ...(failures.length > 0 ? ['', ...failures] : []),
    '',
    ...(isCompared ? markup.folded('Figures', figures) : figures),
    '',
    footLine(rows),
  ].join('\n')}\n`;
}

function headLine(rows, isAlarm) {
  const unrelated = rows.filter(row => row.unrelated);
  const failed = rows.reduce((sum, { report }) => sum + (report?.files.failed.length ?? 0), 0);
  return `**${countText(rows.length, 'public repository', 'public repositories')}: ${countText(rows.filter(({ problem }) => problem !== undefined).length, 'run')} failed, ${countText(rows.filter(isAlarm).length, 'false alarm')} in ${integerText(unrelated.length)} without Amazon Bedrock, ${countText(failed, 'file')} that could not be read.**`;
}

function footLine(rows) {
  const unchecked = rows.filter(({ layout }) => layout === 'unchecked').length;
  const note = unchecked > 0 ? ` Of ${integerText(unchecked)} the commit could not be checked (\`?\`): they stood there without \`.git\`, or with changes.` : '';
  const version = rows.find(({ report }) => report)?.report.tool.version;
  return `Written by \`node bench/ecosystem.mjs <directory>\` on ${new Date().toISOString().slice(0, 10)}${version ? `, promptfare ${version}` : ''}, Node ${process.version}. Each repository is scanned whole, without its configuration. *Prompts* stand in files and code without a call that sends them. Seconds are of a machine that does other things too.${note}`;
}

function problemLines(rows) {
  return rows.filter(({ problem }) => problem !== undefined).map(({ repository, problem }) => `- **failed**: ${markup.code(repository)} ${markup.code(problem)}`);
}

function alarmLines({ repository, commit, report }, shown) {
  return [`- **false alarm**: ${markup.code(repository)}`, ...bounded([...callItems(report.calls, linksOf(repository, commit)), ...itemsOf(report.findings, linksOf(repository, commit))], shown).map(line => `  ${line}`)];
}

const linksOf = (repository, commit) => ({ before: `https://github.com/${repository}/blob/${commit}/` });
/** Without severity and fix: a difference, and no advice. */
const itemsOf = (findings, links) => findingItems(findings, markup, { flavour: 'github', links, isFixed: true });

function callItems(calls, links) {
  return calls.map(call => {
    const { path, line, cell, sdk, operation, role } = call;
    const [place, url] = [markup.code(`${path}:${cell === undefined ? '' : `cell ${cell}:`}${line}`), fileLink(links.before, path, line, 'github')];
    return `- ${url ? `[${place}](${url})` : place} ${role} ${markup.code(`${sdk} ${operation}`)} ${markup.code(modelText(call))}`;
  });
}

/** So many of the items; the others are counted. */
function bounded(items, shown) {
  return items.length <= shown ? items : [...items.slice(0, shown), `- … and ${integerText(items.length - shown)} more.`];
}

function changeLines(rows, shown) {
  const compared = rows.filter(({ change }) => change && change.problem === undefined);
  const size = ({ change }) => [change.calls, change.findings].reduce((sum, each) => sum + each.new.length + each.gone.length, 0);
  const changed = compared.filter(row => size(row) > 0);
  const sum = (key, kind) => integerText(compared.reduce((all, { change }) => all + change[key][kind].length, 0));
  const others = rows.filter(({ change }) => change?.problem !== undefined);
  return [
    `**Findings: ${sum('findings', 'new')} new, ${sum('findings', 'gone')} gone. Calls: ${sum('calls', 'new')} new, ${sum('calls', 'gone')} gone.**`,
    '',
    ...changed.flatMap(row => [...changeOf(row, shown), '']),
    `No change in ${countText(compared.length - changed.length, 'repository', 'repositories')}.`,
    ...(others.length > 0 ? ['', 'The other version failed, so that nothing is compared:', '', ...others.map(({ repository, change }) => `- ${markup.code(repository)} ${markup.code(change.problem)}`)] : []),
  ];
}

function changeOf({ repository, commit, change }, shown) {
  const links = linksOf(repository, commit);
  const lists = [
    ['new finding', itemsOf(change.findings.new, links)],
    ['gone finding', itemsOf(change.findings.gone, links)],
    ['new call', callItems(change.calls.new, links)],
    ['gone call', callItems(change.calls.gone, links)],
  ].filter(([, items]) => items.length > 0);
  return markup.folded(`${markup.code(repository)}: ${lists.map(([what, items]) => countText(items.length, what)).join(', ')}`, lists.flatMap(([what, items], index) => [...(index > 0 ? [''] : []), `**${countText(items.length, what)}**`, '', ...bounded(items, shown)]));
}

const isPrompt = ({ operation }) => operation === 'prompt';

/** How many findings each rule has, the most first. */
function byRule(findings) {
  const counts = new Map();
  for (const { ruleId } of findings) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  return [...counts].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}

function figureLines(rows) {
  return [
    '| repository | commit | files | failed | calls | prompts | findings | by rule | s |',
    '|---|---|--:|--:|--:|--:|--:|---|--:|',
    ...rows.map(({ repository, commit, unrelated, layout, seconds, report }) => {
      const pinned = `${commit.slice(0, 7)}${layout === 'unchecked' ? '?' : ''}`;
      const name = `${repository}${unrelated ? ' (unrelated)' : ''}`;
      if (!report) return `| ${name} | ${pinned} |  |  |  |  |  | failed |  |`;
      const { files, calls, findings } = report;
      return `| ${name} | ${pinned} | ${integerText(files.scanned)} | ${files.failed.length} | ${calls.filter(call => !isPrompt(call)).length} | ${calls.filter(isPrompt).length} | ${findings.length} | ${byRule(findings).map(each => each.join(' ')).join(', ')} | ${seconds.toFixed(1)} |`;
    }),
  ];
}

function ruleLines(rows) {
  const findings = rows.flatMap(({ repository, report }) => (report?.findings ?? []).map(({ ruleId }) => ({ ruleId, repository })));
  if (findings.length === 0) return [];
  return ['', '| rule | findings | repositories |', '|---|--:|--:|', ...byRule(findings).map(([rule, count]) => `| ${rule} | ${count} | ${new Set(findings.filter(({ ruleId }) => ruleId === rule).map(({ repository }) => repository)).size} |`)];
}

function failedFileLines(rows, shown) {
  const failed = rows.flatMap(({ repository, report }) => (report?.files.failed ?? []).map(({ path, message }) => `- ${markup.code(`${repository} ${path}`)} ${markup.sentence(message)}`));
  return failed.length === 0 ? [] : ['', 'Files that could not be read:', '', ...bounded(failed, shown)];
}
