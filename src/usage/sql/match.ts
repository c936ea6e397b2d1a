/** Which call of the code a record is of, as one expression. */
import { createHash } from 'node:crypto';
import type { Anchor, Fingerprint } from '../fingerprint.ts';
import { type Dialect, literal } from './dialect.ts';

export interface Matching {
  readonly fingerprints: readonly Fingerprint[];
  /** The query leaves this machine: the texts of prompts are hashed in it. */
  readonly isHashed: boolean;
}

/** In the order of the fingerprints; the first that fits is meant. */
export function matchOf(dialect: Dialect, { fingerprints, isHashed }: Matching): string {
  const branches = fingerprints.flatMap(fingerprint => {
    const texts = fingerprint.anchors.flatMap(anchor => anchorTest(dialect, anchor, isHashed) ?? []);
    return texts.length === 0 ? [] : [`    WHEN ${[`operation IN (${fingerprint.operations.map(literal).join(', ')})`, ...modelTest(fingerprint), ...texts].join(' AND ')} THEN ${literal(fingerprint.id)}`];
  });
  return branches.length === 0 ? 'CAST(NULL AS VARCHAR)' : `CASE\n${branches.join('\n')}\n  END`;
}

/** Those that a hashed query cannot look for: no prompt of theirs begins with static text. */
export function unhashable(fingerprints: readonly Fingerprint[]): Fingerprint[] {
  return fingerprints.filter(({ anchors }) => !anchors.some(({ isStart }) => isStart));
}

function modelTest({ models }: Fingerprint): string[] {
  return models.length === 0 ? [] : [`(is_opaque OR model_key IN (${models.map(literal).join(', ')}))`];
}

/** A hash can be compared where one knows from where to where the text goes. */
function anchorTest(dialect: Dialect, { part, text, isStart }: Anchor, isHashed: boolean): string | undefined {
  if (!isHashed) return dialect.contains(part, literal(text));
  if (!isStart) return undefined;
  return `${dialect.sha256(`substr(${part}, 1, ${Array.from(text).length})`)} = ${literal(createHash('sha256').update(text).digest('hex'))}`;
}
