/** The scripts of a component file, all else blanked so that offsets stay. */
export interface Scripts {
  readonly code: string;
  readonly hasJsx: boolean;
}

/** Extracts the scripts of Vue, Svelte and Astro files; undefined for other files. */
export function componentScripts(path: string, text: string): Scripts | undefined {
  const extension = /\.(vue|svelte|astro)$/i.exec(path)?.[1]?.toLowerCase();
  if (extension === undefined) return undefined;
  const kept: [start: number, end: number][] = [];
  let hasJsx = false;
  if (extension === 'astro') {
    const fence = /^[ \t]*---[^\S\n]*\n/m.exec(text);
    const start = fence ? fence.index + fence[0].length : -1;
    const end = fence ? text.indexOf('\n---', start - 1) : -1;
    if (end !== -1) kept.push([start, end + 1]);
  }
  for (const { attributes, range } of scriptsIn(text)) {
    if (!isCode(attributes)) continue;
    hasJsx ||= /\blang\s*=\s*["']?[jt]sx/.test(attributes);
    kept.push(range);
  }
  return { code: blankedOutside(text, kept), hasJsx };
}

interface ScriptElement {
  readonly attributes: string;
  readonly range: [start: number, end: number];
}

/** Tags that never end are looked at as far as the file goes, so only so many of them. */
const mostUnended = 20;

function scriptsIn(text: string): ScriptElement[] {
  const open = /<script\b/gi;
  const rest = /((?:[^>"']|"[^"]*"|'[^']*')*)>/y;
  const close = /<\/script\s*>/gi;
  const found: ScriptElement[] = [];
  for (let unended = 0; open.test(text) && unended < mostUnended; ) {
    rest.lastIndex = open.lastIndex;
    const attributes = rest.exec(text)?.[1];
    close.lastIndex = rest.lastIndex;
    const end = attributes === undefined ? null : close.exec(text);
    if (attributes === undefined || !end) unended++;
    else {
      found.push({ attributes, range: [rest.lastIndex, end.index] });
      open.lastIndex = close.lastIndex;
    }
  }
  return found;
}

/** `type="application/json"` and templates are no code. */
function isCode(attributes: string): boolean {
  const type = /\btype\s*=\s*["']?([^"'\s>]*)/i.exec(attributes)?.[1];
  return type === undefined || /^(?:module|(?:text|application)\/(?:java|type|ecma)script|text\/babel|ts|)$/i.test(type);
}

function blankedOutside(text: string, kept: readonly (readonly [number, number])[]): string {
  let code = '';
  let end = 0;
  for (const [start, next] of kept) {
    if (start < end) continue;
    code += blank(text.slice(end, start)) + text.slice(start, next);
    end = next;
  }
  return code + blank(text.slice(end));
}

/** As many blanks, with the same line ends. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
