/** The files of a Terraform directory share one scope; a module block elsewhere may set its variables. Both are put as a module that re-exports. */
import type { Located } from '../core/host.ts';
import type { Exported, Expr, Fn, Module } from '../core/ir.ts';
import type { Range } from '../core/source.ts';
import { under } from './function-code.ts';

const SUFFIX = '*.tf';
const nowhere: Range = [0, 0];

/** Where an import of a Terraform file leads: `.` is its directory. */
export function locateTerraform(specifier: string, from: string): Extract<Located, { kind: 'file' }> | undefined {
  const directory = directoryOf(from);
  const path = specifier === '.' ? joined(directory, SUFFIX) : under(directory, specifier);
  return path === undefined ? undefined : { kind: 'file', path };
}

/** Is it the path of a directory's scope? */
export function isTerraformDirectory(path: string): boolean {
  return path === SUFFIX || path.endsWith(`/${SUFFIX}`);
}

function directoryOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function joined(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

export class TerraformDirectories {
  private readonly files: () => readonly string[];
  private readonly module: (path: string) => Module | undefined;
  private readonly known = new Map<string, Module>();
  private calls: readonly { readonly from: Module; readonly directory: string; readonly name: string; readonly body: Expr }[] | undefined;

  constructor(files: () => readonly string[], module: (path: string) => Module | undefined) {
    this.files = files;
    this.module = module;
  }

  /** The scope of a directory, by the path that `locateTerraform` gives it. */
  scope(path: string): Module {
    let found = this.known.get(path);
    if (!found) this.known.set(path, (found = this.made(path, directoryOf(path))));
    return found;
  }

  private made(path: string, directory: string): Module {
    const own = this.files().filter(file => /\.tf(?:vars)?$/.test(file) && directoryOf(file) === directory);
    // Files of values are heard before the defaults that they replace.
    const reexports = own.toSorted((a, b) => Number(b.endsWith('.tfvars')) - Number(a.endsWith('.tfvars'))).map(file => `./${file.slice(directory === '' ? 0 : directory.length + 1)}`);
    const functions: Fn[] = [];
    const exports = new Map<string, Exported>();
    const module: Module = { path, language: 'terraform', text: '', syntax: { entry: () => '', literal: () => '', escape: () => undefined, lineComment: '#' }, functions, classes: [], calls: [], globals: new Map(), exports, reexports, imports: [], comments: [] };
    functions.push({ kind: 'module', module, params: [], returns: [], yields: [], decorators: [], range: nowhere });
    for (const [name, value] of this.passed(directory, module)) exports.set(name, { kind: 'local', value });
    for (const [name, value] of this.given(directory, module)) exports.set(name, { kind: 'local', value });
    return module;
  }

  /** Variables that module blocks set, each to one of the values that they pass. */
  private passed(directory: string, module: Module): Map<string, Expr> {
    const values = new Map<string, Expr>();
    const callers = this.moduleCalls().filter(call => call.directory === directory);
    const names = new Set(callers.flatMap(({ body }) => (body.kind === 'object' ? body.entries.flatMap(entry => (entry.kind === 'entry' && typeof entry.key === 'string' ? [entry.key] : [])) : [])));
    for (const name of names) {
      const options = callers.flatMap(({ from, name: block, body }): Expr[] => (hasEntry(body, name) ? [this.imported(module, `./${relativeTo(directory, from.path)}`, `module.${block}.${name}`)] : []));
      const value = options.reduceRight<Expr | undefined>((rest, option) => (rest ? { kind: 'choose', operator: 'if', options: [option, rest], range: nowhere } : option), undefined);
      if (value) values.set(`var.${name}`, value);
    }
    return values;
  }

  /** Outputs of the modules that the blocks of a directory call. */
  private given(directory: string, module: Module): Map<string, Expr> {
    const values = new Map<string, Expr>();
    for (const { from, directory: source, name } of this.moduleCalls()) {
      if (directoryOf(from.path) !== directory) continue;
      for (const file of this.files().filter(each => each.endsWith('.tf') && directoryOf(each) === source)) {
        for (const exported of this.module(file)?.exports.keys() ?? []) {
          if (exported.startsWith('output.')) values.set(`module.${name}.${exported}`, this.imported(module, `./${relativeTo(directory, file)}`, exported));
        }
      }
    }
    return values;
  }

  private imported(module: Module, specifier: string, name: string): Expr {
    const fn = module.functions[0]!;
    const at = { fn, offset: 0, arms: [] };
    return { kind: 'name', name, range: nowhere, at, binding: { name, fn, defs: [{ kind: 'import', specifier, name, at, range: nowhere }] } };
  }

  private moduleCalls(): NonNullable<TerraformDirectories['calls']> {
    this.calls ??= this.files()
      .filter(file => file.endsWith('.tf'))
      .flatMap(file => {
        const from = this.module(file);
        return [...(from?.exports ?? [])].flatMap(([name, exported]) => {
          const call = name.startsWith('module.') && exported.kind === 'local' && exported.value.kind === 'call' ? exported.value : undefined;
          const body = call?.args[0]?.value;
          const source = body?.kind === 'object' ? body.entries.find(entry => entry.kind === 'entry' && entry.key === 'source') : undefined;
          const path = source?.value.kind === 'text' ? source.value.parts.map(part => (part.kind === 'literal' ? part.value : '')).join('') : '';
          const directory = /^\.{1,2}\//.test(path) ? under(directoryOf(file), path) : undefined;
          return directory !== undefined && body ? [{ from: from!, directory, name: name.slice('module.'.length), body }] : [];
        });
      });
    return this.calls;
  }
}

function hasEntry(body: Expr, name: string): boolean {
  return body.kind === 'object' && body.entries.some(entry => entry.kind === 'entry' && entry.key === name);
}

/** A path seen from a directory. */
function relativeTo(directory: string, path: string): string {
  const up = directory === '' ? [] : directory.split('/').map(() => '..');
  return [...up, path].join('/');
}
