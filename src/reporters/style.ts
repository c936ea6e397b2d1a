/** Colours, or none. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  cyan(text: string): string;
  underline(text: string): string;
}

export function styleOf(colors: boolean): Style {
  const paint = (open: number, close: number) => (text: string) => (colors && text !== '' ? `\u001B[${open}m${text}\u001B[${close}m` : text);
  return { bold: paint(1, 22), dim: paint(2, 22), red: paint(31, 39), yellow: paint(33, 39), green: paint(32, 39), cyan: paint(36, 39), underline: paint(4, 24) };
}
