/** What the project around some code deploys, and which variables that code gets there. Read when first asked for. */
import type { Module } from '../core/ir.ts';
import type { FunctionResource, Resource } from '../core/resource.ts';
import type { Value } from '../core/value.ts';
import type { Files } from '../resolve/engine.ts';
import { optionsOf } from '../resolve/choice.ts';
import { Evaluator } from '../resolve/evaluator.ts';
import { addedEnvironment, cdkCode, cdkDeclarations, copiedModel, usesCdk, withDefault } from './cdk.ts';
import { functionsOf, isSynthesized, synthesized, type SynthesizedFunction } from './cdk-out.ts';
import { type Declaration, declarationsIn } from './declaration.ts';
import { environmentOf } from './environment.ts';
import { lambdaModuleCode, templateCode, terraformCode } from './function-code.ts';
import { type Deployment, PARAMETER, deploymentsIn, given, mayDeploy } from './parameters.ts';
import { entriesAt, firstAt, stringsAt } from './property.ts';
import { headOf, resourceOf } from './resources.ts';
import { serverlessFunctions } from './serverless.ts';
import { isSpringSettings, springSettings } from './spring.ts';

const SERVERLESS = /(?:^|\/)serverless\.ya?ml$/;
const CODE = /\.(?:[cm]?[jt]s|py)$/;

export interface Surroundings {
  /** Files that may hold infrastructure. */
  files(): readonly string[];
  read(path: string): string | undefined;
  /** The one name of a path. */
  normal(path: string): string;
  module(path: string): Module | undefined;
  /** Does data of this text declare what is deployed? Most YAML and JSON of a project does not, and is not parsed. */
  declares(path: string, text: string): boolean;
  readonly engineFiles: Files;
}
export interface Infrastructure {
  /** In order of place. */
  resources(): readonly Resource[];
  /** What a variable of the environment may be in a file, by the functions whose code it is; undefined where none says. */
  environment(name: string, path: string): Value | undefined;
}

export function createInfrastructure(surroundings: Surroundings): Infrastructure {
  let found: { readonly resources: readonly Resource[]; readonly built: SynthesizedFunction[] } | undefined;
  let functions: typeof found;
  let deployments: readonly Deployment[] | undefined;
  const parameter = (name: string, path: string): Value | undefined => {
    if (!name.startsWith(PARAMETER)) return undefined;
    deployments ??= surroundings.files().filter(mayDeploy).flatMap(file => deploymentsIn(file, surroundings.read(file) ?? '', () => surroundings.engineFiles.data(file)));
    return given(deployments, name.slice(PARAMETER.length), path);
  };
  const read = (isWanted: (path: string, text: string) => boolean): NonNullable<typeof found> => {
    const built: SynthesizedFunction[] = [];
    return { resources: readResources({ ...surroundings, engineFiles: { ...surroundings.engineFiles, environment: parameter } }, built, isWanted).map(resource => named(resource, surroundings)), built };
  };
  return {
    resources: () => (found ??= read(() => true)).resources,
    environment: (name, path) => {
      if (name.startsWith(PARAMETER)) return parameter(name, path);
      // Most files that declare something declare no function: a hook has no time to parse them for their variables.
      const known = (functions ??= found ?? read(mayDeclareFunction));
      const declared = known.resources.filter(resource => resource.kind === 'function');
      const said = environmentOf(declared, name, path);
      // Code that computes a value leaves it unknown; what was synthesized of it may tell.
      if (said && optionsOf(said).some(({ kind }) => kind !== 'unknown')) return said;
      const built = functionsOf(path, known.built, declared, surroundings.read);
      return (built.length > 0 ? environmentOf(built, name, path) : undefined) ?? said;
    },
  };
}

/** Words without which no file gives a function its variables. */
function mayDeclareFunction(path: string, text: string): boolean {
  if (SERVERLESS.test(path) || isSpringSettings(path)) return true;
  return (CODE.test(path) ? /Function/ : /AWS::(?:Serverless|Lambda)::Function|aws_lambda_function|terraform-aws-modules\/lambda/).test(text);
}

/** Code that lies in the root by a way over its parent lies in the root. */
function named(resource: Resource, { normal }: Surroundings): Resource {
  return resource.kind === 'function' ? { ...resource, code: resource.code.map(normal), handlers: resource.handlers.map(normal) } : resource;
}

/** `built` gets the functions of cloud assemblies: their code lies elsewhere. */
function readResources({ files, read, module: load, declares, engineFiles }: Surroundings, built: SynthesizedFunction[], isWanted: (path: string, text: string) => boolean): Resource[] {
  const engine = new Evaluator(engineFiles);
  return files().flatMap((path): Resource[] => {
    const text = read(path);
    if (text === undefined || !isWanted(path, text)) return [];
    if (SERVERLESS.test(path)) return serverlessFunctions(path, text, engineFiles.data(path));
    if (isSpringSettings(path)) return springSettings(path, text, engineFiles.data(path));
    if (CODE.test(path) && !usesCdk(text)) return [];
    if (!declares(path, text)) return [];
    const module = load(path);
    if (!module) return [];
    if (isSynthesized(path)) return synthesizedResources(engine, module, built);
    return module.language === 'cloudformation' || module.language === 'terraform' ? templateResources(engine, module) : cdkResources(engine, module);
  });
}

/** What a synthesized template deploys its sources deploy: it adds what no look at these tells. */
function synthesizedResources(engine: Evaluator, module: Module, built: SynthesizedFunction[]): Resource[] {
  if (module.language !== 'cloudformation') return [];
  return declarationsIn(engine, module).flatMap((declaration): Resource[] => {
    const { type, properties, metadata } = declaration;
    if (type !== 'AWS::Lambda::Function') return also(declaration);
    const resource: FunctionResource = { ...headOf(declaration), kind: 'function', code: [], handlers: [], environment: new Map(entriesAt(properties, 'Environment.Variables')) };
    built.push(synthesized(resource, properties, metadata, directoryOf(module)));
    return [];
  });
}

function templateResources(engine: Evaluator, module: Module): Resource[] {
  const here = directoryOf(module);
  const shared = module.exports.get('Globals');
  const globals = shared?.kind === 'local' ? engine.evaluate(shared.value, engine.frame(module.functions[0]!)) : undefined;
  return declarationsIn(engine, module).flatMap(declaration => {
    const { type, properties, metadata } = declaration;
    const head = headOf(declaration);
    switch (type) {
      case 'AWS::Serverless::Function':
      case 'AWS::Lambda::Function': {
        // What stands in the template itself, and speaks of no model, calls none.
        const inline = [...stringsAt(properties, 'InlineCode'), ...stringsAt(properties, 'Code.ZipFile')];
        if (inline.length > 0 && !inline.some(text => /bedrock/i.test(text))) return also(declaration);
        const isSam = type === 'AWS::Serverless::Function';
        const environment = new Map([...(isSam && globals ? entriesAt(globals, 'Function.Environment.Variables') : []), ...entriesAt(properties, 'Environment.Variables')]);
        return [{ ...head, kind: 'function', ...templateCode(properties, metadata, isSam ? globals : undefined, here), environment } satisfies FunctionResource, ...also(declaration)];
      }
      case 'aws_lambda_function':
        return [{ ...head, kind: 'function', ...terraformCode(properties, value => archiveSources(engine, value), here), environment: new Map(entriesAt(properties, 'environment.variables')) } satisfies FunctionResource];
      case 'module':
        return stringsAt(properties, 'source').some(source => source.startsWith('terraform-aws-modules/lambda/aws'))
          ? [{ ...head, kind: 'function', ...lambdaModuleCode(properties, here), environment: new Map(entriesAt(properties, 'environment_variables')) } satisfies FunctionResource]
          : [];
      default:
        return also(declaration);
    }
  });
}

function also(declaration: Declaration): Resource[] {
  const resource = resourceOf(declaration);
  return resource ? [resource] : [];
}

/** `filename = data.archive_file.code.output_path`: what goes into the archive. */
function archiveSources(engine: Evaluator, value: Value): string[] {
  if (value.kind !== 'external' || value.result?.callee.path.at(-1) !== 'data.archive_file' || !value.result.args) return [];
  const { expr, env, module } = value.result.args;
  const body = expr.args[0] && engine.evaluate(expr.args[0].value, env ?? engine.frame(module.functions[0]!));
  return body ? [...stringsAt(body, 'source_dir'), ...stringsAt(body, 'source_file')] : [];
}

function cdkResources(engine: Evaluator, module: Module): Resource[] {
  const added = addedEnvironment(engine, module);
  return cdkDeclarations(engine, module).flatMap(declaration => {
    const { type, properties, call } = declaration;
    if (!/(?:^|[/.])(?:aws[-_]lambda|lambda_|aws_lambda)\b.{0,200}Function$|(?:Nodejs|Python|DockerImage|Go)Function(?:Alpha)?$/.test(type)) return also(declaration);
    const code = cdkCode(engine, declaration);
    const handler = firstAt(properties, 'handler');
    const stem = handler?.kind === 'text' ? stringsAt(properties, 'handler')[0]?.replace(/\.[^./]*$/, '') : undefined;
    const index = stringsAt(properties, 'index')[0]?.replace(/\.\w+$/, '');
    const handlers = code.flatMap(path => [path.replace(/\.\w+$/, ''), ...(stem === undefined ? [] : [`${path}/${stem}`]), ...(index === undefined ? [] : [`${path}/${index}`])]);
    const environment = new Map([...entriesAt(properties, 'environment'), ...added.filter(({ to }) => to === call).map(({ name, value }) => [name, value] as const)].map(([name, value]) => [name, copiedModel(engine, withDefault(engine, value))] as const));
    return [{ ...headOf(declaration), kind: 'function', code, handlers, environment } satisfies FunctionResource];
  });
}

function directoryOf({ path }: Module): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
