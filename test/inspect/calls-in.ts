/** Inspects small projects held in memory. */
import { posix } from 'node:path';
import type { Call } from '../../src/core/call.ts';
import type { Host } from '../../src/core/host.ts';
import { createInspector } from '../../src/inspect.ts';

/** Files by path; imports are relative, everything else is a package. */
export function hostOf(files: { readonly [path: string]: string }): Host {
  return {
    read: path => files[path],
    locate(specifier, from, language) {
      if (language === 'python') {
        const local = specifier.replace(/^\.+/, '').replaceAll('.', '/');
        const found = [`${local}.py`, `${local}/__init__.py`].find(path => path in files);
        return found ? { kind: 'file', path: found } : { kind: 'package', name: specifier };
      }
      if (!specifier.startsWith('.')) return { kind: 'package', name: specifier };
      const path = posix.join(posix.dirname(from), specifier);
      const found = [path, `${path}.ts`, `${path}.js`, `${path}/index.ts`].find(candidate => candidate in files);
      return found ? { kind: 'file', path: found } : undefined;
    },
  };
}

/** The calls of one file of a project. */
export function callsIn(files: { readonly [path: string]: string }, path = Object.keys(files)[0]!): readonly Call[] {
  const result = createInspector(hostOf(files)).inspect(path, files[path]!);
  if ('error' in result) throw new Error(result.error);
  return result.calls;
}

/** `role model limit | system | user`, holes in angle brackets. */
export function inShort(call: Call): string {
  const part = (name: string): string => call.prompts.filter(prompt => prompt.part === name).map(prompt => prompt.text.pieces.map(piece => ('exact' in piece ? piece.value : `<${piece.hole}>`)).join('')).join(' + ');
  const limit = call.limit.state === 'set' ? String(call.limit.value) : `${call.limit.state}${call.limit.value === undefined ? '' : ` ${call.limit.value}`}`;
  return `${call.role} ${call.model.ids.join('|') || '?'} ${limit} | ${part('system')} | ${part('user')}`;
}

