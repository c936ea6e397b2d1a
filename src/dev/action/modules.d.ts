/** What is used of packages that declare no types, and of a global that no library of TypeScript without a browser declares. */
declare module '@napi-rs/wasm-runtime' {
  interface Instance {
    readonly exports: { readonly [name: string]: unknown };
  }
  interface Options {
    readonly context: unknown;
    readonly asyncWorkPoolSize: number;
    readonly wasi: unknown;
    overwriteImports(imports: { [module: string]: { [name: string]: unknown } }): unknown;
    beforeInit(loaded: { readonly instance: Instance }): void;
  }
  export function getDefaultContext(): unknown;
  export function instantiateNapiModuleSync(module: WebAssembly.Module, options: Options): { readonly napiModule: Instance };
  export const WASI: new (options: { readonly version: 'preview1'; readonly args: readonly string[]; readonly env: object }) => unknown;
}

declare module 'oxc-parser/src-js/wrap.js' {
  export function wrap(result: unknown): import('oxc-parser').ParseResult;
}

declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  const Module: {
    new (bytes: Uint8Array): Module;
    imports(module: Module): readonly { readonly module: string; readonly name: string; readonly kind: string }[];
  };
  const Memory: new (size: { readonly initial: number; readonly maximum: number }) => object;
}
