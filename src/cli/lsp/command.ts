/** `promptfare lsp`: the flags. */
import { Command } from 'commander';
import type { LspFlags } from './run.ts';
import { pricesOption } from '../prices/flag.ts';
import type { ProcessLike } from '../terminal.ts';
import { usageOptions } from '../usage/flag.ts';

export function lspCommand(process: ProcessLike): Command {
  const lsp = new Command('lsp')
    .description('serve editors: findings, fixes and costs as you type (Language Server Protocol on stdin and stdout)')
    .option('--stdio', 'talk over stdin and stdout (the only way there is)')
    .option('-c, --config <file>', 'use this configuration file')
    .option('--no-config', 'use no configuration file')
    .addOption(pricesOption());
  for (const option of usageOptions()) lsp.addOption(option);
  return lsp.action(async (flags: LspFlags) => {
    const { runLsp } = await import('./run.ts');
    await runLsp(process, flags);
  });
}
