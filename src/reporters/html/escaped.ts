/** HTML in which nothing that strangers wrote is more than text: whatever is put into a template passes here. */
import { printable } from '../../core/printable.ts';
import { withoutSecrets } from '../secrets.ts';

/** Markup of ours. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What a template takes: text and numbers are escaped, markup is not; undefined is nothing. */
export type Part = string | number | Html | undefined | readonly Part[];

/** A template of ours with its parts in place. Attributes stand in double quotes; style and script take no part. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(template.map((text, index) => text + markupOf(parts[index])).join(''));
}

function markupOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(markupOf).join('');
  return escaped(String(part));
}

/** The one way from text to markup, for elements and attributes alike. */
function escaped(text: string): string {
  return printable(text).replaceAll(/[&<>"'`]/g, mark => `&#${mark.charCodeAt(0)};`);
}

const most = 400;

/** A sentence of a rule: what stands in backticks is code. It may quote code, and code may hold secrets. */
export function sentence(text: string): Html {
  const cut = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  return html`${withoutSecrets(cut).split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** A path that lines may break in behind its slashes, and nowhere else where that can be. */
export function pathText(path: string): Html {
  const parts = path.split('/');
  return html`${parts.map((part, index) => (index < parts.length - 1 ? html`${part}/<wbr>` : part))}`;
}
