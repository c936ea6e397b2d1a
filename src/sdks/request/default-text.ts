/** What a library takes where the source gives nothing. */
import type { Span } from '../../core/source.ts';
import type { Text, Value } from '../../core/value.ts';

/** A known text that stands nowhere in the source: it reads as one, and nothing can be replaced in it. */
export function defaultText(value: string, { path, range }: Span): Text {
  return { kind: 'text', pieces: [{ value, path, range, exact: false }], origin: { path, range, via: ['default of the library'] } };
}

/** The default where it differs between versions: one of these. */
export function defaultOf(values: readonly string[], here: Span): Value {
  const options = values.map(value => defaultText(value, here));
  return options.length === 1 ? options[0]! : { kind: 'choice', options };
}
