/** The command `promptfare`: arguments in, exit code out. Everything a command needs is loaded when it runs. */
import type { ProcessLike } from './terminal.ts';
import { version } from './version.ts';

/** 0: nothing at or above `--fail-on`; 1: findings; 2: the work could not be done. */
export async function run(process: ProcessLike): Promise<number> {
  const { argv, stdout, stderr } = process;
  let exitCode = 0;
  for (const output of [stdout, stderr]) {
    output.on?.('error', ({ code }) => {
      // The reader of a pipe may leave early (`| head`): nothing is wrong then, and the run still tells by its exit code what it found.
      if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return;
      if (output === stdout) stderr.write(`promptfare: the output cannot be written (${code ?? 'error'}). Make room, or name a file with \`--output\`.\n`);
      process.exit?.(2);
    });
  }
  const args = argv.slice(2);
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    stdout.write(`${version()}\n`);
    return 0;
  }

  const { createProgram, isHandled } = await import('./program.ts');
  try {
    await createProgram(process, code => (exitCode = code)).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (isHandled(error)) return (error as { exitCode: number }).exitCode === 0 ? 0 : 2;
    const { problemLine } = await import('./problem-line.ts');
    stderr.write(`${problemLine(error, process.env)}\n`);
    return 2;
  }
  return exitCode;
}
