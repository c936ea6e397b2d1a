import { createTwoFilesPatch } from 'diff';
import { printable } from '../../core/printable.ts';
import type { ScanResult } from '../../scan/scan.ts';

/** A unified diff that `patch -p1` takes; for terminals and CI logs its lines are made harmless, which may alter hostile ones. */
export function diffOf(changes: ScanResult['changes'], isHarmless: boolean): string {
  const diffs = changes.map(({ path, before, after }) => createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 }).replace(/^=+\n/, ''));
  const text = diffs.join('');
  return isHarmless ? text.split('\n').map(line => line.split('\t').map(printable).join('\t')).join('\n') : text;
}
