/** The report as one file: nothing is loaded from elsewhere, and all figures stand there without a script, too. */
import { currencyName } from '../currency.ts';
import { countText } from '../figures.ts';
import type { Reporter } from '../reporter.ts';
import { placeText } from '../place.ts';
import { stepsOfFindings } from '../step.ts';
import { barsOf } from './bars.ts';
import { budgetsOf, coverageOf } from './coverage.ts';
import { html as markup } from './escaped.ts';
import { headline } from './headline.ts';
import { pageOf, type Section } from './page.ts';
import { promptsOf } from './prompts.ts';
import { stepsTable } from './steps.ts';
import { callsTable, findingsTable } from './tables.ts';
import { treemapOf } from './treemap.ts';

/** Sections without content are left out. */
export const html: Reporter = (report, { base = '', shapeOf, steps = stepsOfFindings(report, finding => placeText(finding, base)) } = {}) => {
  const treemap = treemapOf(report, base);
  const sections = [
    { id: 'cost', title: 'Where the money goes', body: report.calls.length === 0 ? undefined : markup`${treemap}${barsOf(report, base)}` },
    { id: 'steps', title: 'What to do', body: stepsTable(steps) },
    { id: 'prompts', title: 'Prompts', body: promptsOf(report, base, shapeOf) },
    { id: 'budgets', title: 'Budgets', body: budgetsOf(report) },
    { id: 'findings', title: 'Findings', body: findingsTable(report, base) },
    { id: 'calls', title: 'Calls', body: callsTable(report, base) },
    { id: 'coverage', title: 'Coverage', body: coverageOf(report, base) },
  ].filter((section): section is Section => section.body !== undefined);
  const head = markup`<h1>What the prompts of this project cost</h1>
<p class="soft">${countText(report.files.analyzed, 'file')} analysed by promptfare ${report.tool.version}. Amazon Bedrock prices as of <time datetime="${report.prices.asOf}">${report.prices.asOf}</time>, ${currencyName()} before taxes and discounts.</p>
${headline(report, steps)}`;
  const foot = markup`<p>A figure rests on what stands beside it: <b>exact</b>, counted as the service counts; <b>± n %</b> or <b>calibrated</b>, estimated with a measured error; <b>declared</b>, from the usage file; <b>measured</b>, from logs. What comes at run time is not counted without traffic. ${report.summary.usdPerMonth || steps.total !== undefined ? '' : 'No traffic is known here, so nothing is said of a month: a usage file or logs bring that.'}</p>`;
  return pageOf('promptfare report', head, sections, foot);
};
