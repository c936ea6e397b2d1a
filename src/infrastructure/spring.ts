/** Settings of applications of Spring (and Quarkus): `application.properties` and `application.yml` among their resources. */
import type { FunctionResource } from '../core/resource.ts';
import type { Value } from '../core/value.ts';
import { choice, unknown } from '../resolve/choice.ts';
import { computed, plain } from '../resolve/text.ts';

const SETTINGS = /^(.*?)src\/(main|test)\/resources\/(?:config\/|META-INF\/)?(?:application|bootstrap|microprofile-config)(?:-[\w.-]+)?\.(?:properties|ya?ml)$/;
const deepest = 12;

/** Is it called as settings are, and does it lie where they do? */
export function isSpringSettings(path: string): boolean {
  return SETTINGS.test(path);
}

/** The code that gets the settings of a file, with the names by which it asks for them. */
export function springSettings(path: string, text: string, data: Value | undefined): FunctionResource[] {
  const [, directory = '', kind] = SETTINGS.exec(path) ?? [];
  if (kind === undefined) return [];
  const written = entriesOf(data);
  const values = new Map(written);
  const environment = new Map(written.flatMap(([name, value]) => {
    const filled = filledIn(value, values);
    return [...new Set([name, relaxed(name)])].map(each => [each, filled] as const);
  }));
  return [{ kind: 'function', type: 'application settings', name: path, language: path.endsWith('.properties') ? 'text' : 'yaml', path, range: [0, Math.min(text.length, 1)], code: [`${directory}src/${kind}/java`], handlers: [], environment }];
}

/** `modelId` is `model-id` to those who ask for that. */
function relaxed(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, (_, before: string, letter: string) => `${before}-${letter.toLowerCase()}`);
}

function entriesOf(value: Value | undefined, prefix = '', depth = 0): (readonly [string, Value])[] {
  if (value?.kind !== 'object' || depth > deepest) return [];
  return [...value.entries].flatMap(([key, { value: own }]): (readonly [string, Value])[] => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    return own.kind === 'object' ? entriesOf(own, name, depth + 1) : own.kind === 'text' || own.kind === 'number' ? [[name, own]] : [];
  });
}

/** `${NAME:default}`, `${other.setting}`: a setting of the same file, else what the run may say, else the default. */
function filledIn(value: Value, values: ReadonlyMap<string, Value>, depth = 0): Value {
  const written = plain(value);
  if (!written?.includes('${')) return value;
  const [, name, fallback] = /^\$\{([^:}]+)(?::([^}]*))?\}$/.exec(written) ?? [];
  if (name === undefined || depth > deepest || value.kind !== 'text') return unknown('environment');
  const other = values.get(name);
  if (other) return filledIn(other, values, depth + 1);
  const [piece] = value.pieces;
  return fallback && piece ? choice([unknown('environment', name), computed(fallback, piece.path, piece.range)]) : unknown('environment', name);
}
