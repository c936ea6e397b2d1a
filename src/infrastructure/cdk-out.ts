/** What `cdk synth` made of an application: its templates know values that no look at the code does, and say no more than that. */
import type { FunctionResource } from '../core/resource.ts';
import type { Value } from '../core/value.ts';
import { plain } from '../resolve/text.ts';
import { under } from './function-code.ts';
import { stringsAt } from './property.ts';

/** A template of a cloud assembly. It may be older than the code, and is there on some machines only: what it says makes nothing a finding by itself. */
export function isSynthesized(path: string): boolean {
  return /(?:^|\/)cdk\.out\//.test(path);
}

/** A function of such a template, with what leads back to its code. */
export interface SynthesizedFunction {
  readonly function: FunctionResource;
  /** Ids of constructs, outermost first: `Stack/Ask/Resource`. */
  readonly constructPath: string;
  /** Copy or bundle of its code, without extension. */
  readonly handler: string | undefined;
}

/** Metadata that the CDK leaves on a function. */
export function synthesized(resource: FunctionResource, properties: Value, metadata: Value | undefined, here: string): SynthesizedFunction {
  // The keys have dots and colons of their own.
  const said = (key: string): string | undefined => {
    const value = metadata?.kind === 'object' ? metadata.entries.get(key)?.value : undefined;
    return value && plain(value);
  };
  const asset = said('aws:asset:path');
  const stem = stringsAt(properties, 'Handler')[0]?.replace(/\.[^./]*$/, '');
  return { function: resource, constructPath: said('aws:cdk:path') ?? '', handler: asset === undefined || stem === undefined ? undefined : under(here, `${asset}/${stem}`) };
}

const EXTENSIONS = ['.py', '.js', '.mjs', '.cjs', '.ts'];

/** The functions of assemblies whose code a file is: by the construct that declares one in code, by the same text, or by what a bundle says of its sources. */
export function functionsOf(path: string, all: readonly SynthesizedFunction[], declared: readonly FunctionResource[], read: (path: string) => string | undefined): FunctionResource[] {
  const stem = path.replace(/\.\w+$/, '');
  return all.flatMap(({ function: own, constructPath, handler }): FunctionResource[] => {
    const source = declared.find(({ name }) => name !== '' && constructPath.endsWith(`/${name}/Resource`));
    if (source) return [{ ...source, environment: own.environment }];
    if (handler === undefined) return [];
    // A bundle names its sources as they lie below the application.
    const application = handler.slice(0, handler.search(/(?:^|\/)cdk\.out\//));
    const named = `// ${application === '' ? path : path.slice(application.length + 1)}\n`;
    const isOwn = EXTENSIONS.some(extension => {
      const built = read(handler + extension);
      return built !== undefined && ((path.endsWith(extension) && built === read(path)) || (path.startsWith(application) && built.includes(named)));
    });
    return isOwn ? [{ ...own, code: [path], handlers: [stem] }] : [];
  });
}
