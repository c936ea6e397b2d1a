/** Addresses of lines of files, where people look at them. */
import type { Flavour } from './markup.ts';

/** Addresses that the path of a file is put behind, percent-encoded: `https://github.com/owner/name/blob/<commit>/`. Each ends where the path begins. */
export interface Links {
  /** Of the state after the change. */
  readonly after?: string;
  /** Of the state before it, where removed calls stood. */
  readonly before?: string;
  /** Of the pages of rules: the id and `.md` follow. */
  readonly rules?: string;
}

const longest = 1000;

/** The address of a line; undefined without links, for what is no web address, and where it would fill the comment. */
export function fileLink(base: string | undefined, path: string, line: number | undefined, flavour: Flavour): string | undefined {
  if (base === undefined || !/^https?:\/\/[^\s()<>"`|\\[\]]+$/.test(base)) return undefined;
  const encoded = path.split('/').map(segment => encodeURIComponent(segment.replaceAll(/[\ud800-\udfff]/gu, '\uFFFD')).replaceAll(/[!'()*~_]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)).join('/');
  const address = `${base}${encoded}${line === undefined ? '' : lineAnchor(line, flavour)}`;
  return address.length > longest ? undefined : address;
}

function lineAnchor(line: number, flavour: Flavour): string {
  // On Azure path and line are parameters of a query.
  if (flavour === 'bitbucket') return `#lines-${line}`;
  return flavour === 'azure' ? `&line=${line}&lineEnd=${line + 1}&lineStartColumn=1&lineEndColumn=1` : `#L${line}`;
}
