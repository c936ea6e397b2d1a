import { type Command, Option } from 'commander';

/** Where exact counts come from: the file and, for what is not in it, the service; or the file alone. */
export type ExactMode = 'service' | 'cache';

/** Adds `--exact` and `--exact=cache`. A word after `--exact` is an argument of the command, not of the flag. */
export function withExactFlag(command: Command): Command {
  command.addOption(
    new Option('--exact [from]', 'ask Amazon Bedrock for exact counts (CountTokens, free of charge) and keep them in promptfare.counts.json; `--exact=cache` reads that file only').choices(['service', 'cache']),
  );
  const parse = command.parseOptions.bind(command);
  command.parseOptions = args => {
    const end = args.indexOf('--');
    return parse(args.map((arg, index) => (arg === '--exact' && (end === -1 || index < end) ? '--exact=service' : arg)));
  };
  return command;
}
