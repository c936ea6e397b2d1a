/** `--baseline`: findings that are known. */
import { Option } from 'commander';

/** In the directory of the project, or above it in the repository. */
export const BASELINE_NAME = 'promptfare.baseline.json';

export function baselineOptions(): Option[] {
  return [new Option('--baseline <file>', `report only findings that are not in this file (default: ${BASELINE_NAME}, searched upwards)`), new Option('--no-baseline', 'report known findings too')];
}
