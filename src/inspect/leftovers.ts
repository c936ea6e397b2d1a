/** Placeholders that stand in a prompt as they are, though what they name is at hand: someone forgot to make the string a template. */
import type { Leftover } from '../core/call.ts';
import type { Fn, Module } from '../core/ir.ts';
import type { Range } from '../core/source.ts';
import type { Text } from '../core/value.ts';
import type { Engine } from '../resolve/engine.ts';
import { isLiteral } from '../resolve/text.ts';

/** `{name}`, `${user.name}`; not `{{name}}`, which other tools fill. */
const PLACEHOLDER = /(?<![{$\\])\$?\{([A-Za-z_$][\w$]{0,40})(?:\.[\w$]{1,40}|\[[\w'"]{1,40}\]){0,4}\}(?!\})/g;
/** A file that fills templates in a way that is not followed here may fill this one. */
const FILLS = /\.(?:format(?:_map)?|sub|substitute|safe_substitute|render|invoke_prompt|partial)\(|\.replace(?:All)?\(\s*(?:\/|new RegExp|[A-Za-z_$])|\b(?:Template|PromptTemplate|jinja2?|mustache|handlebars|nunjucks|interpolate)\b/i;

/** `fn`: the function around the call. Texts of data files are templates whose filling may not have been seen. */
export function leftoversIn(engine: Engine, text: Text, fn: Fn | undefined): Leftover[] {
  const found: Leftover[] = [];
  for (const piece of text.pieces) {
    if (!isLiteral(piece) || !piece.exact || !piece.value.includes('{')) continue;
    const module = engine.files.module(piece.path);
    if (!module || FILLS.test(module.text) || (fn && fn.module !== module && FILLS.test(fn.module.text))) continue;
    const isScript = module.language === 'javascript' || module.language === 'typescript';
    for (const match of piece.value.matchAll(PLACEHOLDER)) {
      // In Python the dollar is a character like others; in JavaScript bare braces are.
      if (isScript !== match[0].startsWith('$') || !isAtHand(match[1]!, piece.range, module, fn)) continue;
      const start = piece.range[0] + match.index;
      found.push({ text: match[0], span: { path: piece.path, range: [start, start + match[0].length] } });
    }
  }
  return found;
}

/** Is it a parameter or a variable of a function around the text, or around the call? */
function isAtHand(name: string, range: Range, module: Module, fn: Fn | undefined): boolean {
  const around = module.functions.filter(each => each.kind !== 'module' && each.range[0] <= range[0] && range[1] <= each.range[1]);
  for (let outer = fn; outer && outer.kind !== 'module'; outer = outer.parent) if (!around.includes(outer)) around.push(outer);
  const assigned = new RegExp(String.raw`(?<![\w$.])${name.replaceAll('$', String.raw`\$`)}\s*(?::[^=\n]{1,60})?=(?!=)`);
  return around.some(each => each.params.some(param => param.name === name) || assigned.test(each.module.text.slice(...each.range)));
}
