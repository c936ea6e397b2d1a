/** One run of `promptfare lsp`. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { pageUrl } from '../../core/rule.ts';
import { serve } from '../../lsp/server.ts';
import { configurationNames } from '../../scan/configuration.ts';
import { callExplanation } from '../explain/call-explanation.ts';
import { configurationFor } from '../configuration.ts';
import { createEngine } from '../engine.ts';
import { pricesInUse } from '../prices/flag.ts';
import type { ProcessLike } from '../terminal.ts';
import { usageFor, withUsage } from '../usage/file.ts';
import { USAGE_NAME } from '../usage/flag.ts';
import { version } from '../version.ts';

export interface LspFlags {
  /** False for `--no-config`. */
  readonly config?: string | boolean;
  readonly prices?: string;
  /** False for `--no-usage`. */
  readonly usage?: string | boolean;
}

/** Ends with the editor: the connection ends the process, with 0 after `shutdown` and 1 without. */
export async function runLsp(process: ProcessLike, { config, prices, usage }: LspFlags): Promise<void> {
  const { rules, facts, pricing } = await createEngine(pricesInUse(process, prices));
  const cwd = process.cwd();
  const { stdin, stdout } = process as unknown as NodeJS.Process;
  serve(createConnection(ProposedFeatures.all, stdin, stdout), {
    version: version(),
    rules, facts,
    docsUrl: id => pageUrl(id, version()),
    pricing,
    configurationOf: root => configurationFor(root, cwd, config, rules),
    pricingOf: async root => withUsage(pricing, root, await usageFor(root, cwd, usage)),
    explain: callExplanation,
    settingsFiles: [...configurationNames, USAGE_NAME],
  });
  await new Promise(() => {});
}
