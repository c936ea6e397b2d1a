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
    const fence = /^\s*---[^\S\n]*\n([^]*?)^---/m.exec(text);
    if (fence) kept.push(rangeOf(fence, 1));
  }
  for (const found of text.matchAll(SCRIPT)) {
    const attributes = found[1]!;
    if (!isCode(attributes)) continue;
    hasJsx ||= /\blang\s*=\s*["']?[jt]sx/.test(attributes);
    kept.push(rangeOf(found, 2));
  }
  return { code: blankedOutside(text, kept), hasJsx };
}

const SCRIPT = /<script\b((?:[^>"']|"[^"]*"|'[^']*')*)>([^]*?)<\/script\s*>/gdi;

/** `type="application/json"` and templates are no code. */
function isCode(attributes: string): boolean {
  const type = /\btype\s*=\s*["']?([^"'\s>]*)/i.exec(attributes)?.[1];
  return type === undefined || /^(?:module|(?:text|application)\/(?:java|type|ecma)script|text\/babel|ts|)$/i.test(type);
}

function rangeOf(found: RegExpExecArray | RegExpMatchArray, group: number): [number, number] {
  const start = found.indices?.[group]?.[0] ?? found.index! + found[0].indexOf(found[group]!);
  return [start, start + found[group]!.length];
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
