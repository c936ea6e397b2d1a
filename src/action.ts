/** The GitHub action: see `action.yml`. */
import { runAction } from './cli/action/run.ts';

process.exitCode = await runAction(process);
