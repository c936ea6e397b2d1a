/** oxc-parser as WebAssembly, for the bundle of the action: one file for all machines, and a sandbox around a parser that reads what strangers wrote. */
import { readFileSync } from 'node:fs';
import { getDefaultContext, instantiateNapiModuleSync, WASI } from '@napi-rs/wasm-runtime';
import type { ParseResult, ParserOptions } from 'oxc-parser';
import { wrap } from 'oxc-parser/src-js/wrap.js';

type Binding = { readonly parseSync: (path: string, code: string, options?: ParserOptions) => unknown };
let loaded: Binding | undefined;

/** As `parseSync` of oxc-parser. */
export function parseSync(path: string, code: string, options?: ParserOptions): ParseResult {
  return wrap((loaded ??= binding()).parseSync(path, code, options));
}

function binding(): Binding {
  const module = new WebAssembly.Module(readFileSync(new URL('oxc-parser.wasm', import.meta.url)));
  const { napiModule } = instantiateNapiModuleSync(module, {
    context: getDefaultContext(),
    asyncWorkPoolSize: 0,
    wasi: new WASI({ version: 'preview1', args: [], env: {} }),
    overwriteImports(imports) {
      imports['env'] = { memory: new WebAssembly.Memory({ initial: 1024, maximum: 65_536 }), ...imports['env'], ...imports['napi'], ...imports['emnapi'] };
      // What works in other threads is asked for at the start and never used.
      for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) if (kind === 'function') (imports[from] ??= {})[name] ??= () => 0;
      return imports;
    },
    beforeInit({ instance }) {
      for (const [name, start] of Object.entries(instance.exports)) if (name.startsWith('__napi_register__')) (start as () => void)();
    },
  });
  return napiModule.exports as unknown as Binding;
}
