/** One run of `promptfare explain`. */
import type { ReportFinding } from '../../core/report.ts';
import { integerText, messageText, usdText } from '../../reporters/figures.ts';
import { printable } from '../../core/printable.ts';
import { wrapped } from '../../reporters/table.ts';
import { callExplanation } from './call-explanation.ts';
import { createEngine } from '../engine.ts';
import { explanationOf } from './rule-page.ts';
import { oneOf, projectCalls, type ProjectCall, type ProjectFlags } from '../project-calls.ts';
import { columnsOf, type ProcessLike } from '../terminal.ts';

export async function runExplain(process: ProcessLike, id: string, paths: readonly string[], flags: ProjectFlags): Promise<number> {
  if (!/^[cf]_/.test(id)) {
    const { rules } = await createEngine();
    process.stdout.write(explanationOf(id, rules));
    return 0;
  }
  const { report, calls } = await projectCalls(process, paths, flags);
  const lines = id.startsWith('f_') ? findingLines(oneOf(report.findings, finding => finding.id, id, 'finding'), calls) : callLines(oneOf(calls, ({ call }) => call.id, id, 'call'));
  const width = Math.max(40, columnsOf(process.stdout, 120));
  // Long lines hang, so that the sums stay readable.
  process.stdout.write(`${lines.flatMap(line => wrapped(printable(line), width - 4).map((part, index) => (index === 0 ? part : `    ${part}`))).join('\n')}\n`);
  return 0;
}

function findingLines({ id, ruleId, severity, message, savings, callId, path, line, fixes }: ReportFinding, calls: readonly ProjectCall[]): string[] {
  const call = calls.find(one => one.call.id === callId);
  const saved = savings && [savings.tokensPerCall === undefined ? [] : [`${integerText(savings.tokensPerCall)} tokens per call`], savings.usdPerThousandCalls === undefined ? [] : [`${usdText(savings.usdPerThousandCalls)} per 1,000 calls`]].flat();
  return [
    `${id}: ${severity} of ${ruleId} at ${call?.place.replace(/:\d+$/, `:${line}`) ?? `${path}:${line}`}`,
    messageText(message),
    ...(savings && saved && saved.length > 0 ? [`saves: ${saved.join(', ')} (${savings.basis})`] : []),
    ...fixes.map(({ safety, title }) => `${safety} fix: ${messageText(title)}`),
    ...(call ? ['', ...callLines(call)] : []),
  ];
}

function callLines({ call, reported, place }: ProjectCall): string[] {
  return [
    `${call.id}: ${call.operation} of ${call.sdk} at ${place}${call.within === undefined ? '' : ` in ${call.within}`}${call.role === 'call' ? '' : ` (${call.role})`}`,
    ...(reported.model.state === 'known' && reported.model.via ? [`model: ${reported.model.id}, found via ${reported.model.via.join(', ')}`] : []),
    ...callExplanation(call),
  ];
}
