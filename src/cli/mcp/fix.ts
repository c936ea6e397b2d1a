/** The tool that changes files; there only where the server was started with `--allow-fix`. */
import { z } from 'zod';
import { runScan } from '../scan/run.ts';
import type { ProcessLike } from '../terminal.ts';
import { captured, confined } from './captured.ts';
import { type Tool, tool } from './register.ts';
import { paths } from './shapes.ts';

const MOST_DIFF = 50_000;

export function fixTool(process: ProcessLike): Tool {
  return tool({
    name: 'fix',
    description: 'Show what fixes would change in this project, as a diff; with `dryRun: false`, change it.',
    writes: true,
    input: {
      paths,
      rules: z.array(z.string().max(100)).max(50).default([]).describe('only these rules'),
      suggested: z.boolean().default(false).describe('also fixes that change words, models, limits or caching'),
      dryRun: z.boolean().default(true).describe('write nothing'),
    },
    output: { written: z.boolean(), files: z.array(z.string()), diff: z.string() },
    async run({ paths: given, rules, suggested, dryRun }) {
      const flags = { rule: rules, failOn: 'never' as const, ...(suggested ? { fixSuggested: true } : { fix: true }) };
      const inside = confined(process, given);
      const diff = await captured(process, one => runScan(one, inside, { ...flags, diff: true }));
      if (!dryRun) await captured(process, one => runScan(one, inside, { ...flags, format: [{ format: 'json' }] }));
      const files = [...diff.matchAll(/^\+\+\+ b\/(.*)$/gm)].map(([, path]) => path!.split('\t')[0]!);
      return { written: !dryRun && files.length > 0, files, diff: diff.length <= MOST_DIFF ? diff : `${diff.slice(0, MOST_DIFF)}\n… ${diff.length - MOST_DIFF} more characters; name fewer paths.` };
    },
  });
}
