/** What prompts are made of, for reports that draw it: sizes and names of holes, no text. */
import { examplesIn } from '../../../rules/examples.ts';
import { type Call, isLiteral, type Prompt } from '../../core/call.ts';
import { apportioned, estimate, type KnownInput, prefixOf } from '../../cost/index.ts';
import type { PromptShape, Segment, SegmentKind } from '../../reporters/prompt-shape.ts';
import type { Pricing } from '../../scan/report.ts';

/** More would be hairlines. */
const MOST = 60;

/** Notes the calls that are priced, since a report does not hold their prompts; `shapeOf` knows them after the run. */
export function noting(pricing: Pricing): { readonly pricing: Pricing; readonly shapeOf: (id: string) => PromptShape | undefined } {
  const seen = new Map<string, Call>();
  return {
    pricing: {
      ...pricing,
      estimate(call) {
        seen.set(call.id, call);
        return pricing.estimate(call);
      },
    },
    shapeOf(id) {
      const call = seen.get(id);
      return call && promptShape(call);
    },
  };
}

/** A run of one kind, before its tokens are known. */
interface Run {
  readonly kind: SegmentKind;
  readonly part: keyof KnownInput['parts'];
  readonly chars: number;
  readonly name?: string;
  /** Which of the call's prompts it stands in. */
  readonly prompt: number;
}

/** Tokens are counted for each part; within one they are shared out by characters. */
export function promptShape(call: Call): PromptShape {
  const { parts, priced } = estimate(call);
  const examples = examplesIn(call.prompts);
  const runs = call.prompts.flatMap((prompt, index) => runsOf(prompt, index, examples.filter(example => example.prompt === prompt)));
  const tokens = new Map<Run, number>();
  for (const part of ['tools', 'system', 'messages'] as const) {
    const own = runs.filter(run => run.part === part && run.kind !== 'hole');
    apportioned(own.map(({ chars }) => chars), parts[part]).forEach((count, index) => own[index] && tokens.set(own[index], count));
  }
  const segments = runs.map(({ kind, name }, index): Segment => (kind === 'hole' ? { kind, ...(name !== undefined && { name }) } : { kind, tokens: tokens.get(runs[index]!) ?? 0 }));
  const prefix = prefixIn(call, runs, segments, priced?.id);
  const shown = segments.length > MOST ? [...segments.slice(0, MOST - 1), { kind: 'rest' as const, tokens: sumOf(segments.slice(MOST - 1)) }] : segments;
  return { segments: parts.overhead > 0 ? [...shown, { kind: 'request', tokens: parts.overhead }] : shown, ...(prefix && { prefix: { ...prefix, segments: Math.min(prefix.segments, shown.length) } }) };
}

function prefixIn(call: Call, runs: readonly Run[], segments: readonly Segment[], id: string | undefined): PromptShape['prefix'] {
  const markers = (call.caching.markers ?? []).filter(({ isRead }) => isRead);
  if (call.caching.state === 'used' && markers.length > 0) {
    const behind = Math.max(...markers.map(marker => marker.behind));
    const reach = runs.filter(({ prompt }) => prompt < behind).length;
    return { state: 'used', segments: reach, tokens: sumOf(segments.slice(0, reach)) };
  }
  if (id === undefined || call.caching.state !== 'none') return undefined;
  const { tokens, minimum, isEnough } = prefixOf(call, id);
  if (minimum === undefined || tokens === 0) return undefined;
  const hole = runs.findIndex(({ kind }) => kind === 'hole');
  return { state: isEnough ? 'possible' : 'short', tokens, minimum, segments: hole === -1 ? runs.length : hole };
}

function runsOf(prompt: Prompt, index: number, examples: readonly { readonly start: number; readonly end: number }[]): Run[] {
  const kind = prompt.part === 'tools' || prompt.part === 'system' ? prompt.part : 'messages';
  const runs: Run[] = [];
  const add = (of: SegmentKind, chars: number, name?: string): void => {
    const last = runs.at(-1);
    if (of !== 'hole' && last?.kind === of) runs[runs.length - 1] = { ...last, chars: last.chars + chars };
    else if (of === 'hole' || chars > 0) runs.push({ kind: of, part: kind, chars, prompt: index, ...(name !== undefined && { name }) });
  };
  let at = 0;
  for (const piece of prompt.text.pieces) {
    if (!isLiteral(piece)) {
      add('hole', 0, piece.hole);
      continue;
    }
    const end = at + piece.value.length;
    for (const example of examples.filter(({ start, end: last }) => start < end && last > at)) {
      add(kind, Math.max(0, example.start - at));
      const from = Math.max(at, example.start);
      at = Math.min(end, example.end);
      add('examples', at - from);
    }
    add(kind, end - at);
    at = end;
  }
  // Nothing is known of it, so it is one hole.
  return runs.length === 0 && prompt.state === 'unknown' ? [{ kind: 'hole', part: kind, chars: 0, name: prompt.part, prompt: index }] : runs;
}

function sumOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { tokens = 0 }) => sum + tokens, 0);
}
