/** Reads of JSON that others made: a field of another type than expected is none. */

export function field(data: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as { [key: string | number]: unknown })[key] : undefined), data);
}

export function textAt(data: unknown, ...path: readonly (string | number)[]): string | undefined {
  const value = field(data, ...path);
  return typeof value === 'string' ? value : undefined;
}

export function numberAt(data: unknown, ...path: readonly (string | number)[]): number | undefined {
  return wholeNumber(field(data, ...path));
}

export function listAt(data: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = field(data, ...path);
  return Array.isArray(value) ? value : [];
}

/** The id of something, as text. */
export function idAt(data: unknown, ...path: readonly (string | number)[]): string | undefined {
  const value = field(data, ...path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** A positive whole number, from a number or its digits. */
export function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'number' ? value : typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
