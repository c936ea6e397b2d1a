/** A report in Markdown, for a job summary or a comment that someone else posts: one sentence, the dearest calls, the findings. */
import { countedCalls } from '../core/counted.ts';
import type { ReportCall } from '../core/report.ts';
import { figureLines } from './budget-words.ts';
import { findingItems } from './comment-findings.ts';
import { currencyName, isConverted } from './currency.ts';
import { countText, integerText, usdText } from './figures.ts';
import { markupOf } from './markup.ts';
import type { Reporter } from './reporter.ts';
import { shortened } from './table.ts';

const most = { calls: 30, findings: 50 };

export const markdown: Reporter = ({ calls, findings, summary, files, budgets = [] }, { quiet = false, base = '' } = {}) => {
  const { code, sentence, folded } = markupOf('github');
  const shown = findings.filter(({ severity }) => !quiet || severity === 'error').map(finding => ({ ...finding, path: base + finding.path }));
  const counted = countedCalls(calls).toSorted((a, b) => inputOf(b) - inputOf(a));
  const { input, outputMax } = summary.usdPerThousandCalls;
  const rows = counted.slice(0, most.calls).map(call => {
    const place = `${code(`${shortened(base + call.path, 60, 'start')}:${call.cell === undefined ? '' : `cell ${call.cell}:`}${call.line}`)}${call.within === undefined ? '' : `<br>${code(shortened(call.within, 40))}`}`;
    return `| ${[place, modelText(call, code), integerText(call.tokens.input.static) + (call.tokens.input.holes ? '+' : ''), call.tokens.output.max === undefined ? '–' : integerText(call.tokens.output.max), call.cost ? usdText(call.cost.inputPerCall * 1000) : 'unpriced', call.cost?.outputMaxPerCall == null ? '–' : usdText(call.cost.outputMaxPerCall * 1000)].join(' | ')} |`;
  });
  const unread = [...files.failed.map(({ path, message }) => `- ${code(base + path)} failed: ${sentence(message)}`), ...files.skipped.map(({ path, reason }) => `- ${code(base + path)} skipped: ${sentence(reason)}`)];
  const sections = [
    [`### Prompt cost: ${usdText(input)} input and at most ${usdText(outputMax)} output per 1,000 runs of each call`],
    [`${countText(summary.calls, 'call')} in ${countText(new Set(calls.map(({ path }) => path)).size, 'file')}, ${countText(shown.length, 'finding')}${summary.unpriced > 0 ? `, ${integerText(summary.unpriced)} unpriced` : ''}.${isConverted() ? ` Money is in ${currencyName()}.` : ''}`],
    figureLines(budgets, code).map(({ text, isOver }) => `- ${isOver ? `**${text}**` : text}`),
    shown.length > 0 ? ['**Findings**'] : [],
    findingItems(shown.slice(0, most.findings), markupOf('github'), { flavour: 'github' }),
    shown.length > most.findings ? [`… and ${countText(shown.length - most.findings, 'finding')} more.`] : [],
    rows.length > 0 && !quiet ? folded!(`Calls, dearest first${counted.length > rows.length ? ` (${integerText(rows.length)} of ${integerText(counted.length)})` : ''}`, ['| Call | Model | Input tokens | Output at most | Input per 1,000 | Output per 1,000 |', '|:--|:--|--:|--:|--:|--:|', ...rows]) : [],
    unread.length > 0 && !quiet ? folded!(`${countText(unread.length, 'file')} not read`, [...unread.slice(0, 20), ...(unread.length > 20 ? [`- … and ${integerText(unread.length - 20)} more.`] : [])]) : [],
  ];
  return `${sections.filter(lines => lines.length > 0).map(lines => lines.join('\n')).join('\n\n')}\n`;
};

function inputOf({ cost }: ReportCall): number {
  return cost ? cost.inputPerCall : -1;
}

function modelText({ model }: ReportCall, code: (text: string) => string): string {
  if (model.state === 'known') return code(model.name ?? model.canonical);
  if (model.state === 'choice') return `${code(model.ids[0] ?? '')} or ${countText(model.ids.length - 1, 'other')}`;
  return model.state === 'none' ? '–' : 'unknown';
}
