import { afterComment, afterRegExp, afterString, afterTemplateText, afterWord, isLineEnd, isWord } from './literals.ts';
import { afterJsx, startsJsx } from './jsx-nesting.ts';
import { Nest } from './nest.ts';

/** How deep a file may nest before it reaches a parser that recurses in native code. */
export const DEEPEST_NESTING = 1_000;

/** Words after which an operand follows; each nests one level where `1`. */
const PREFIXES: ReadonlyMap<string, number> = new Map([
  ...['typeof', 'void', 'delete', 'await', 'yield', 'new', 'keyof', 'infer', 'unique', 'asserts'].map(name => [name, 1] as const),
  ...['return', 'throw', 'case', 'function', 'class', 'async', 'abstract', 'readonly', 'try', 'finally', 'static', 'declare', 'default', 'export', 'import'].map(name => [name, 0] as const),
]);
const INFIXES = new Set(['in', 'instanceof', 'of', 'as', 'satisfies', 'extends', 'is']);
const HEADS = new Set(['if', 'while', 'for', 'with']);

/**
 * A bound, from above, of how deep the syntax tree of a text gets: brackets, templates and JSX, and in each of them the
 * operators, members, calls, arrows and statements that hang on one another. Reads each character once, and gives up at
 * `limit` with the offset where it is passed.
 */
export function measureNesting(text: string, hasJsx: boolean, limit: number = DEEPEST_NESTING, onLine?: (offset: number) => void): Nest {
  const nest = new Nest(limit, text);
  let i = text.startsWith('#!') ? afterComment(`//${text}`, 0)! - 2 : 0;
  while (i < text.length && nest.refusedAt === undefined) {
    const frame = nest.top;
    if (frame.kind === 'template') i = templateText(nest, text, i);
    else if (frame.kind === 'tag' || frame.kind === 'children') i = afterJsx(nest, text, i);
    else i = token(nest, text, i, hasJsx, onLine);
  }
  return nest;
}

function templateText(nest: Nest, text: string, start: number): number {
  const i = afterTemplateText(text, start);
  if (text[i] === '$') {
    nest.open('hole', i);
    return i + 2;
  }
  nest.close('template');
  nest.operand();
  return i + 1;
}

function token(nest: Nest, text: string, i: number, hasJsx: boolean, onLine: ((offset: number) => void) | undefined): number {
  const code = text.charCodeAt(i);
  if (code === 32 || code === 9) return i + 1;
  if (isLineEnd(code)) {
    nest.sawLine = true;
    onLine?.(i + 1);
    return i + 1;
  }
  if (isWord(code)) return word(nest, text, i);
  switch (code) {
    case 34: // "
    case 39: // '
      nest.beforeOperand();
      nest.operand();
      return afterString(text, i);
    case 96: // `
      if (nest.isOperand) nest.add(1, i);
      else nest.beforeOperand();
      nest.open('template', i);
      return i + 1;
    case 40: // (
    case 91: // [
      nest.openPostfix(code === 40 ? '(' : '[', i);
      return i + 1;
    case 123: // {
      nest.openBrace(i);
      return i + 1;
    case 41: // )
      nest.closePostfix('(', i);
      return i + 1;
    case 93: // ]
      nest.closePostfix('[', i);
      return i + 1;
    case 125: // }
      nest.closeBrace();
      return i + 1;
    case 59: // ;
      nest.endStatement();
      return i + 1;
    case 44: // ,
      nest.separate();
      return i + 1;
    case 47: // /
      return slash(nest, text, i);
    case 60: // <
      if (hasJsx && !nest.isOperand && startsJsx(text, i)) {
        nest.beforeOperand();
        nest.open('tag', i);
        return i + 1;
      }
      return operator(nest, text, i);
    default:
      return operator(nest, text, i);
  }
}

function word(nest: Nest, text: string, start: number): number {
  let end = afterWord(text, start);
  const first = text.charCodeAt(start);
  if (first >= 48 && first <= 57) {
    // The fraction and the signed exponent of a number.
    if (text.charCodeAt(end) === 46) end = afterWord(text, end + 1);
    nest.beforeOperand();
    nest.operand();
    return end;
  }
  const length = end - start;
  const name = length <= 10 && length >= 2 && first >= 97 && !nest.isProperty ? text.slice(start, end) : '';
  if (name !== '' && keyword(nest, name, start)) return end;
  if (!nest.isProperty) nest.beforeOperand();
  nest.operand();
  return end;
}

function keyword(nest: Nest, name: string, at: number): boolean {
  if (name === 'else') {
    nest.nestStatement('else', at);
  } else if (name === 'do' || HEADS.has(name)) {
    nest.beforeOperand();
    nest.nestStatement(name === 'do' ? 'do' : 'head', at);
  } else if (INFIXES.has(name)) {
    nest.operator(1, at);
  } else {
    const depth = PREFIXES.get(name);
    if (depth === undefined) return false;
    nest.beforeOperand();
    nest.operator(depth, at);
  }
  return true;
}

function slash(nest: Nest, text: string, i: number): number {
  const comment = afterComment(text, i);
  if (comment !== undefined) {
    // A comment over several lines ends a statement as a line end does.
    if (text.charCodeAt(i + 1) === 42 && text.slice(i, comment).includes('\n')) nest.sawLine = true;
    return comment;
  }
  const regExp = nest.isOperand ? undefined : afterRegExp(text, i);
  if (regExp === undefined) {
    nest.operator(1, i);
    return i + 1;
  }
  nest.beforeOperand();
  nest.operand();
  return regExp;
}

function operator(nest: Nest, text: string, i: number): number {
  const code = text.charCodeAt(i);
  const next = text.charCodeAt(i + 1);
  switch (code) {
    case 46: // .
      if (next === 46) {
        nest.operator(0, i);
        return i + 3;
      }
      nest.member(i);
      return i + 1;
    case 63: // ?
      if (next === 46 && !isDigit(text.charCodeAt(i + 2))) {
        nest.member(i);
        return i + 2;
      }
      if (next !== 63) nest.question(i);
      else nest.operator(1, i);
      return i + (next === 63 ? 2 : 1);
    case 58: // :
      nest.colon(i);
      return i + 1;
    case 33: // !
      if (next === 61) break;
      // `x!` leaves what it follows as it is.
      if (!nest.isOperand) nest.operator(1, i);
      return i + 1;
    case 43: // +
    case 45: // -
      if (next !== code) break;
      if (!nest.isOperand) nest.operator(1, i);
      return i + 2;
    case 60: // <
      if (next === 60 || next === 61) break;
      nest.less(i);
      return i + 1;
    case 62: // >
      nest.greater(i);
      return i + (next === 61 ? 2 : 1);
    case 64: // @
      nest.operator(0, i);
      return i + 1;
    case 61: // =
      if (next === 62) {
        nest.operator(1, i);
        nest.isArrow = true;
        return i + 2;
      }
      break;
  }
  nest.operator(1, i);
  return afterOperator(text, i);
}

/** `===`, `**=`, `&&`, `<<=` are one operator. */
function afterOperator(text: string, start: number): number {
  const first = text.charCodeAt(start);
  let i = start + 1;
  if (text.charCodeAt(i) === first && (first === 42 || first === 38 || first === 124 || first === 60)) i++;
  while (text.charCodeAt(i) === 61 && i - start < 3) i++;
  return i;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
