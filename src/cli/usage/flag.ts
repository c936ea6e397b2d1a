/** `--usage`: where the traffic of the calls stands. */
import { Option } from 'commander';

/** In the directory of the project, or above it in the repository. */
export const USAGE_NAME = 'promptfare.usage.yaml';

/** The options of every command that turns figures per call into figures per month. */
export function usageOptions(): Option[] {
  return [new Option('--usage <file>', `traffic of the calls (default: ${USAGE_NAME}, searched upwards)`), new Option('--no-usage', 'use no usage file')];
}
