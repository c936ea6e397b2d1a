/** Reads properties of a resource, through choices and single blocks. */
import type { Value } from '../core/value.ts';
import { optionsOf } from '../resolve/choice.ts';
import { isLiteral, plain } from '../resolve/text.ts';

/** Every value under a dotted key; `*` goes through all items of a list. */
export function valuesAt(value: Value, key: string): Value[] {
  return key.split('.').reduce<Value[]>((found, name) => found.flatMap(each => membersOf(each, name)), [value]).flatMap(optionsOf);
}

function membersOf(value: Value, name: string): readonly Value[] {
  return optionsOf(value).flatMap((option): readonly Value[] => {
    if (option.kind === 'json') return membersOf(option.value, name);
    if (option.kind === 'list') return name === '*' ? option.items : option.items.flatMap(item => membersOf(item, name));
    if (name === '*') return [option];
    const entry = option.kind === 'object' ? option.entries.get(name) : undefined;
    return entry ? [entry.value] : [];
  });
}

/** The first of several spellings under which something stands. */
export function firstAt(value: Value, ...keys: readonly string[]): Value | undefined {
  for (const key of keys) {
    const [found] = valuesAt(value, key);
    if (found && found.kind !== 'null') return found;
  }
  return undefined;
}

/** Known strings under a key. */
export function stringsAt(value: Value, key: string): string[] {
  return valuesAt(value, key).flatMap(found => plain(found) ?? []);
}

/** All entries of an object under one of these keys. */
export function entriesAt(value: Value, ...keys: readonly string[]): readonly (readonly [string, Value])[] {
  for (const key of keys) {
    const found = valuesAt(value, key).filter(each => each.kind === 'object');
    if (found.length > 0) return found.flatMap(each => [...each.entries].map(([name, entry]) => [name, entry.value] as const));
  }
  return [];
}

/** Known characters of all texts in a value: enough to see what it names. */
export function wordsOf(value: Value, depth = 0): string {
  if (depth > 12) return '';
  switch (value.kind) {
    case 'text':
      return value.pieces.map(piece => (isLiteral(piece) ? piece.value : piece.value ? wordsOf(piece.value, depth + 1) : '')).join('');
    case 'list':
      return value.items.map(item => wordsOf(item, depth + 1)).join('\n');
    case 'choice':
      return value.options.map(option => wordsOf(option, depth + 1)).join('\n');
    case 'json':
      return wordsOf(value.value, depth + 1);
    case 'object':
      return [...value.entries].map(([name, entry]) => `${name}: ${wordsOf(entry.value, depth + 1)}`).join('\n');
    default:
      return '';
  }
}
