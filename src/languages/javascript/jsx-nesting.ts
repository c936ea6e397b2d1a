import { afterComment } from './literals.ts';
import type { Nest } from './nest.ts';

const ELEMENT = /<\s*(?:>|[\p{ID_Start}$_])/uy;
/** `<T,>(x) => …`, `<T extends U>(x) => …`: what follows is no element. */
const TYPE_PARAMETERS = /<\s*(?:const\s+)?[\w$]+\s*(?:,|extends\s+[\w$({[]|=\s*[\w$]+\s*[,>])/y;

/** The `<` at this offset, where an operand is expected, opens a JSX element. */
export function startsJsx(text: string, at: number): boolean {
  ELEMENT.lastIndex = at;
  TYPE_PARAMETERS.lastIndex = at;
  return ELEMENT.test(text) && !TYPE_PARAMETERS.test(text);
}

/** Goes on inside a tag or between tags; gives the offset after what it read. */
export function afterJsx(nest: Nest, text: string, i: number): number {
  return nest.top.kind === 'tag' ? insideTag(nest, text, i) : insideChildren(nest, text, i);
}

function insideTag(nest: Nest, text: string, i: number): number {
  switch (text[i]) {
    case '>':
      nest.top.kind = 'children';
      return i + 1;
    case '/': {
      if (text[i + 1] !== '>') return afterComment(text, i) ?? i + 1;
      endElement(nest, 'tag');
      return i + 2;
    }
    case '{':
      nest.open('{', i);
      return i + 1;
    case '"':
    case "'": {
      const end = text.indexOf(text[i]!, i + 1);
      return end < 0 ? text.length : end + 1;
    }
    case '<': {
      // `<A<B> c={d}>` has type arguments; `a=<b/>` an element for a value.
      const types = /\w<[\w\s.,[\]<>|&'"]*?>(?=[\s/>])/y;
      types.lastIndex = Math.max(0, i - 1);
      if (types.test(text)) return types.lastIndex;
      nest.open('tag', i);
      return i + 1;
    }
    default:
      return i + 1;
  }
}

function insideChildren(nest: Nest, text: string, start: number): number {
  let i = start;
  while (i < text.length && text[i] !== '<' && text[i] !== '{') i++;
  if (text[i] === '{') {
    nest.open('{', i);
    return i + 1;
  }
  if (text[i] !== '<') return i;
  const closing = /<\s*\//y;
  closing.lastIndex = i;
  if (!closing.test(text)) {
    nest.open('tag', i);
    return i + 1;
  }
  const end = text.indexOf('>', i);
  endElement(nest, 'children');
  return end < 0 ? text.length : end + 1;
}

function endElement(nest: Nest, kind: 'tag' | 'children'): void {
  nest.close(kind);
  nest.operand();
}
