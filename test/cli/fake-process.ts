import { run } from '../../src/cli/run.ts';

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}
interface Situation {
  cwd: string;
  env?: { [name: string]: string };
  stdin?: string | Buffer;
  isTTY?: boolean;
  columns?: number;
}

/** Runs the command with a process of its own. */
export async function promptfare(args: readonly string[], { cwd, env = {}, stdin = '', isTTY = false, columns }: Situation): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({ write: (text: string) => void (written[name] += text), isTTY, ...(columns !== undefined && { columns }) });
  const code = await run({
    argv: ['node', 'promptfare', ...args],
    env,
    cwd: () => cwd,
    stdin: (async function* () {
      yield Buffer.from(stdin);
    })(),
    stdout: output('stdout'),
    stderr: output('stderr'),
  });
  return { code, ...written };
}
