/** `promptfare mcp`: the flags. */
import { Command } from 'commander';
import type { ProcessLike } from '../terminal.ts';

export function mcpCommand(process: ProcessLike): Command {
  return new Command('mcp')
    .description('serve coding assistants: scan, count, what-if, explain and models as tools (Model Context Protocol on stdin and stdout)')
    .option('--allow-fix', 'also give the tool that applies fixes')
    .addHelpText('after', '\nNeeds the package @modelcontextprotocol/sdk beside promptfare. Files outside the current directory are refused.')
    .action(async (flags: { readonly allowFix?: boolean }) => {
      const { runMcp } = await import('./run.ts');
      await runMcp(process, flags.allowFix === true);
    });
}
