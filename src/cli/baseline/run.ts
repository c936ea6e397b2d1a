/** One run of `promptfare baseline`. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { countText } from '../../reporters/figures.ts';
import { printable } from '../../core/printable.ts';
import { baselineOf, divided } from '../../scan/baseline.ts';
import { scan } from '../../scan/scan.ts';
import { UsageError } from '../../scan/usage-error.ts';
import { baselineFor, pathsFrom } from './file.ts';
import { configurationFor } from '../configuration.ts';
import { createEngine } from '../engine.ts';
import { rootOf } from '../root.ts';
import type { ProcessLike } from '../terminal.ts';
import { version } from '../version.ts';
import { writeOutput } from '../write-output.ts';

export interface BaselineFlags {
  readonly prune?: boolean;
  readonly output: string;
  /** False for `--no-config`. */
  readonly config?: string | boolean;
}

export async function runBaseline(process: ProcessLike, given: readonly string[], { prune, output, config }: BaselineFlags): Promise<number> {
  const cwd = process.cwd();
  const { root, paths } = rootOf(cwd, given);
  const path = resolve(cwd, output);
  const before = existsSync(path) ? baselineFor(root, cwd, output)!.findings : undefined;
  if (prune && !before) throw new UsageError(`${printable(output)}: there is no such baseline. \`promptfare baseline\` writes one.`);

  const engine = await createEngine();
  const { report } = scan({ root, paths, configuration: await configurationFor(root, cwd, config, engine.rules), ...engine, version: version() });
  const from = pathsFrom(root, path);
  const now = report.findings.map(finding => ({ ...finding, path: from(finding.path) }));
  const after = baselineOf(prune ? divided(now, before!).known : now);
  const text = `${JSON.stringify({ version: 1, findings: after }, null, 2)}\n`;
  await writeOutput(process, output, text, output);
  const gone = before ? divided(now, before).fixed.length : 0;
  process.stdout.write(`${printable(output)}: ${countText(after.length, 'finding')}${gone > 0 ? `, ${countText(gone, 'fixed one')} taken out` : ''}.\n`);
  return 0;
}
