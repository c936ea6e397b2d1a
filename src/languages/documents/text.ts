/** Text that stands for itself. */
import type { Comment, Syntax } from '../../core/ir.ts';

/** Nothing can be put into text but text. */
export const textSyntax: Syntax = {
  entry: (key, value) => `${key}: ${value}`,
  literal: value => (typeof value === 'string' ? value : JSON.stringify(value)),
  escape: text => text,
  lineComment: '#',
  onLines: () => undefined,
};

/** Comments of HTML, Jinja and Handlebars; looked for only where one can matter. */
export function textComments(text: string): Comment[] {
  if (!text.includes('promptfare-ignore')) return [];
  return [...text.matchAll(/<!--((?:(?!-->)[^\n]){0,500})-->|\{#-?((?:(?!#\})[^\n]){0,500}?)-?#\}|\{\{!(?:--)?((?:(?!\}\})[^\n]){0,500}?)(?:--)?\}\}/g)].map(match => ({
    text: match[1] ?? match[2] ?? match[3] ?? '',
    range: [match.index, match.index + match[0].length],
  }));
}
