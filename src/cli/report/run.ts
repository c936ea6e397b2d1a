/** One run of `promptfare report`. */
import { sum, usd } from '../../cost/index.ts';
import type { Steps } from '../../reporters/step.ts';
import type { Advised } from '../../usage/advice/index.ts';
import { type LogFlags, readLines, withLogs } from '../usage/logs.ts';
import { projectCalls, type ProjectCalls, type ProjectFlags } from '../project-calls.ts';
import { promptShape } from './prompt-shapes.ts';
import { rootOf } from '../root.ts';
import { columnsOf, type ProcessLike, usesColors } from '../terminal.ts';
import { type Placed, trafficAdvice } from '../advise/traffic-advice.ts';
import { writeOutput } from '../write-output.ts';

export interface ReportFlags extends LogFlags, ProjectFlags {
  readonly format: 'text' | 'html';
  readonly output?: string;
  readonly logs?: readonly string[];
  readonly cacheLife: number;
  /** False for `--no-color`. */
  readonly color?: 'auto' | 'always' | 'never' | boolean;
}

export async function runReport(process: ProcessLike, given: readonly string[], flags: ReportFlags): Promise<number> {
  const { stdout } = process;
  const { format, output, color } = flags;
  const project = await projectCalls(process, given, flags);
  const steps = flags.logs === undefined ? undefined : await stepsOfLogs(process, flags.logs, project, flags);
  const calls = new Map(project.calls.map(({ call }) => [call.id, call]));
  const reporter = format === 'html' ? (await import('../../reporters/html/html.ts')).html : (await import('../../reporters/bars.ts')).bars;
  const text = reporter(project.report, {
    base: rootOf(process.cwd(), given).base,
    shapeOf(id) {
      const call = calls.get(id);
      return call && promptShape(call);
    },
    ...(steps && { steps }),
    colors: output === undefined && usesColors(color === false ? 'never' : color === true ? undefined : color, process),
    columns: output === undefined ? columnsOf(stdout, 100) : 100,
  });
  if (output === undefined) stdout.write(text);
  else await writeOutput(process, output, text);
  return 0;
}

/** Undefined where the logs hold no request: the findings then say what to do. */
async function stepsOfLogs(process: ProcessLike, given: readonly string[], project: ProjectCalls, flags: ReportFlags): Promise<Steps | undefined> {
  return withLogs(process, given, project.counted, { ...flags, withTexts: true }, async logs => {
    const read = readLines(process.cwd(), logs);
    if (!logs.window) {
      process.stderr.write(`promptfare: ${read.join(' ')}\n`);
      return undefined;
    }
    const { advised, advice } = await trafficAdvice(project, { ...logs, window: logs.window }, flags);
    return {
      per: 'a month',
      steps: advice.map(one => stepOf(one, advised)),
      together: usd(advised.together),
      total: usd(advised.usdPerMonth),
      read: [...read, ...(advised.unpriced > 0 ? [`${advised.unpriced} requests of models without a price are left out.`] : [])],
    };
  });
}

function stepOf({ title, place, subject, model, usdPerMonth, findings, effort, risk, isCounted, because }: Placed, { units }: Advised): Steps['steps'][number] {
  const own = units.filter(({ unit: { row } }) => row.model === model && (subject === undefined || row.subject === subject));
  const before = sum(own.map(({ usdPerMonth: cost }) => cost));
  return { title, where: place, before: usd(before), after: usd(before - usdPerMonth), basis: 'measured', rules: [...new Set(findings.map(({ ruleId }) => ruleId))], effort, risk, isCounted, because };
}
