/** Resources that stacks of the AWS CDK declare in code. */
import type { CallExpr, Module } from '../core/ir.ts';
import type { ArgumentReader } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { lastName } from '../core/walk.ts';
import { reader } from '../resolve/arguments.ts';
import { mapOptions, optionsOf } from '../resolve/choice.ts';
import type { Engine } from '../resolve/engine.ts';
import { pathOf } from '../resolve/files.ts';
import { plain } from '../resolve/text.ts';
import type { Declaration } from './declaration.ts';
import { under } from './function-code.ts';
import { firstAt } from './property.ts';

/** Does a text use the CDK? */
export function usesCdk(text: string): boolean {
  return /aws-cdk-lib|@aws-cdk\/|aws_cdk/.test(text);
}

const LIBRARY = /^(?:aws-cdk-lib|@aws-cdk|@cdklabs|aws_cdk|cdklabs)(?:[/.]|$)/;

/** `new Function(scope, id, props)`, `Function(self, "id", **props)`; of what hangs in no tree, a statement of a policy alone: `new PolicyStatement(props)`. */
export function cdkDeclarations(engine: Engine & { begin(): void }, module: Module): Declaration[] {
  return module.calls.flatMap(call => {
    const isStatement = lastName(call.callee) === 'PolicyStatement';
    if (call.args.length < 2 && !isStatement) return [];
    engine.begin();
    const env = engine.frame(call.at.fn);
    const target = optionsOf(engine.evaluate(call.callee, env)).find(option => option.kind === 'external');
    if (!target || !LIBRARY.test(target.module) || !/^[A-Z]/.test(target.path.at(-1) ?? '')) return [];
    const args = reader(engine, { expr: call, env, module });
    return [{ type: `${target.module}.${target.path.join('.')}`, name: isStatement ? '' : (plain(args.at(1)) ?? ''), properties: isStatement && module.language !== 'python' ? args.at(0) : propertiesOf(args, module), call, module }];
  });
}

/** What a construct is made of: keywords in Python, else the third argument. */
function propertiesOf(args: ArgumentReader, { language }: Module): Value {
  return language === 'python' ? args.keywords() : args.at(2);
}

/** Variables that are added to a function later: `fn.addEnvironment('K', v)`. */
export function addedEnvironment(engine: Engine & { begin(): void }, module: Module): { readonly to: CallExpr; readonly name: string; readonly value: Value }[] {
  return module.calls.flatMap(call => {
    const { callee } = call;
    if (callee.kind !== 'member' || !/^add_?[eE]nvironment$/.test(String(callee.property))) return [];
    engine.begin();
    const env = engine.frame(call.at.fn);
    const receiver = optionsOf(engine.evaluate(callee.object, env)).find(option => option.kind === 'external');
    const args = reader(engine, { expr: call, env, module });
    const name = plain(args.at(0));
    return receiver?.kind === 'external' && receiver.result?.args && name !== undefined ? [{ to: receiver.result.args.expr, name, value: args.at(1) }] : [];
  });
}

/** `profile.attrInferenceProfileArn`: an inference profile is billed as the model that it copies, and stands for it. */
export function copiedModel(engine: Engine, value: Value): Value {
  return mapOptions(value, option => {
    const made = option.kind === 'external' && /^attr_?(?:inference_?profile_?)?(?:arn|id|identifier)$/i.test(option.path.join('.')) ? option.result : undefined;
    if (!made?.args || !/InferenceProfile$/.test(made.callee.path.at(-1) ?? '') || !LIBRARY.test(made.callee.module)) return option;
    const args = reader(engine, made.args);
    const properties = propertiesOf(args, made.args.module);
    return firstAt(properties, 'modelSource.copyFrom', 'model_source.copy_from') ?? copyFrom(engine, firstAt(properties, 'model_source')) ?? option;
  });
}

/** `CfnApplicationInferenceProfile.InferenceProfileModelSourceProperty(copy_from="…")` */
function copyFrom(engine: Engine, source: Value | undefined): Value | undefined {
  return source?.kind === 'external' && source.result?.args ? firstAt(reader(engine, source.result.args).keywords(), 'copy_from') : undefined;
}

/** Directories and files of a function's code: of `entry`, or of the asset that `code` is made of. Several where it is not known from where the path counts. */
export function cdkCode(engine: Engine, { properties, module, type, name }: Declaration): string[] {
  const here = module.path.includes('/') ? module.path.slice(0, module.path.lastIndexOf('/')) : '';
  const entry = firstAt(properties, 'entry') ?? firstAt(properties, 'code');
  if (!entry) return type.endsWith('NodejsFunction') ? [module.path.replace(/\.\w+$/, `.${name}`)] : [];
  const found = placed(engine, entry);
  if (!found) return [];
  if (found.isOfFile) return [under(here, found.path) ?? found.path];
  const above = here.split('/').map((_, index, all) => all.slice(0, all.length - index).join('/'));
  return [...new Set([...above, ''].flatMap(directory => under(directory, found.path) ?? []))];
}

function placed(engine: Engine, value: Value): { readonly path: string; readonly isOfFile: boolean } | undefined {
  const text = plain(value);
  if (text !== undefined) return { path: text.replace(/^\//, ''), isOfFile: false };
  const args = value.kind === 'external' ? value.result?.args : undefined;
  if (!args) return undefined;
  const path = pathOf(engine, args.expr, args.env ?? engine.frame(args.module.functions[0]!));
  const isAsset = value.kind === 'external' && /asset/i.test(value.result?.callee.path.at(-1) ?? '');
  const first = args.expr.args[0]?.value;
  const source = first && isAsset ? engine.evaluate(first, args.env ?? engine.frame(args.module.functions[0]!)) : value;
  const said = source.kind === 'external' && source.result?.args ? source.result.args : args;
  const isOfFile = /__dirname|__file__|import\.meta/.test(said.module.text.slice(...said.expr.range));
  return path === undefined ? undefined : { path, isOfFile };
}

/** `new CfnParameter(this, 'Model', { default: '…' }).valueAsString` is what a deployment that says nothing else sets: its default. */
export function withDefault(engine: Engine, value: Value): Value {
  if (value.kind !== 'external' || !/^value_?as_?/i.test(value.path.at(-1) ?? '') || !value.result?.callee.path.includes('CfnParameter') || !value.result.args) return value;
  const args = reader(engine, value.result.args);
  return firstAt(propertiesOf(args, value.result.args.module), 'default') ?? value;
}
