/** The source of a regular expression that finds any of some texts, as they stand. */
export function oneOf(texts: Iterable<string>): string {
  return Array.from(texts, text => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)).join('|');
}
