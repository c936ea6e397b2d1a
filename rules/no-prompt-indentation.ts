import type { Edit, Fix } from '../src/core/edit.ts';
import { defineRule } from '../src/core/rule.ts';
import { count } from './figures.ts';
import { isOwn, ownPrompts, visible } from './own.ts';
import type { SourceLine, SourceLiteral } from './source-literals.ts';
import { sourceLiterals } from './source-literals.ts';

/** Text whose indentation may mean something: fences, code, YAML, trees. */
const LAYOUT = /^(?:```|~~~|(?:def|class|if|for|while|try|with|switch|function)\b.*[:{]\s*$|[│├└]|\|\s)/m;
const YAML_PARENT = /^[\w-]+:\s*[|>]?\s*$/;
const LIST_ITEM = /^(?:[-*•]|\d+[.)])\s/;

export default defineRule({
  description: 'Disallow source indentation in prompts.',
  strategy: 'fewer-tokens',
  recommended: 'warning',
  fix: 'safe',
  messages: {
    indented: '{{tokens}} tokens a call are indentation of the source. Remove it, or use `dedent`.',
  },
  options: {
    minTokens: { type: 'integer', minimum: 1, default: 5, description: 'Tokens per call from which indentation is worth a finding.' },
  },
  *check(call, { options, facts }) {
    const [id] = call.model.ids;
    for (const prompt of ownPrompts(call)) {
      for (const literal of sourceLiterals(prompt.text)) {
        // What a wrapper in another file indents is reported there.
        if (!isOwn(call, literal)) continue;
        const prefix = sharedIndent(literal);
        if (prefix.length < 2 && !prefix.includes('\t')) continue;
        if (isNestedList(literal, prefix)) continue;

        const before = facts.count(textOf(literal, ''), id);
        const tokens = before.tokens - facts.count(textOf(literal, prefix), id).tokens;
        if (tokens < options.minTokens) continue;
        const price = id === undefined ? undefined : facts.prices(id)?.inputPerMTok;
        yield {
          message: 'indented',
          span: visible(call, literal),
          data: { tokens: count(tokens) },
          key: textOf(literal, prefix).slice(0, 200),
          savings: { tokensPerCall: tokens, ...(price !== undefined && { usdPerThousandCalls: (tokens * price) / 1000 }), basis: before.basis },
          fixes: [removeIndent(literal, prefix, prompt.part === 'assistant')],
        };
      }
    }
  },
});

/** White space with which every line after the first begins; blank lines do not count. */
function sharedIndent({ lines }: SourceLiteral): string {
  let shared: string | undefined;
  for (const { indent, content } of lines) {
    if (content.trim() === '') continue;
    if (shared === undefined) shared = indent;
    while (!indent.startsWith(shared)) shared = shared.slice(0, -1);
  }
  return shared ?? '';
}

/** `Rules:` with items a step to the right below it: indented for the reader, not by the source. */
function isNestedList({ head, lines }: SourceLiteral, prefix: string): boolean {
  if (head.trim() === '' || prefix.length > 4) return false;
  return lines.every(({ indent, content }) => content.trim() === '' || indent !== prefix || LIST_ITEM.test(content));
}

function removeIndent(literal: SourceLiteral, prefix: string, isAnswer: boolean): Fix {
  const edits: Edit[] = literal.lines.flatMap(line => {
    const length = removable(line, prefix);
    return length === 0 ? [] : [{ path: literal.path, range: [line.range[0], line.range[0] + length], text: '' }];
  });
  const isSafe = !isAnswer && literal.head.trim() === '' && !hasLayout(literal);
  return { safety: isSafe ? 'safe' : 'suggested', title: 'Remove the indentation.', edits };
}

/** How much of the line's indentation goes: the shared part, or all that a blank line has of it. */
function removable({ indent, content }: SourceLine, prefix: string): number {
  if (indent.startsWith(prefix)) return prefix.length;
  return content.trim() === '' && prefix.startsWith(indent) ? indent.length : 0;
}

function hasLayout({ lines }: SourceLiteral): boolean {
  return lines.some(({ indent, content }, index) => {
    if (LAYOUT.test(content)) return true;
    const next = lines[index + 1];
    return YAML_PARENT.test(content) && next !== undefined && next.indent.length > indent.length && YAML_PARENT.test(next.content.replace(/:.*/, ':'));
  });
}

function textOf({ head, lines }: SourceLiteral, prefix: string): string {
  return [head, ...lines.map(line => line.indent.slice(removable(line, prefix)) + line.content)].join('\n');
}
