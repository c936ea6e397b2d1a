/** CloudFormation and SAM templates, YAML or JSON, to neutral IR. */
import { isMap, isScalar, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import type { CallExpr, Comment, Expr, Module } from '../../core/ir.ts';
import { yamlDocuments } from '../../core/nested-yaml.ts';
import { at, calledIn, type DocumentCall } from '../documents/document.ts';
import { jsonIn } from '../documents/json.ts';
import { stateCalls } from '../documents/states.ts';
import { emptyModule } from '../empty-module.ts';
import { TemplateLowering } from './lower.ts';
import { cloudformationSyntax } from './syntax.ts';

/** Nested deeper than this, a template is not parsed. */
const deepestParsed = 200;

/** Does a text hold a template, as far as a look at it tells? */
export function isTemplate(text: string): boolean {
  return /Resources(?<=(?:^|[{,])\s*["']?Resources)["']?\s*:/m.test(text) && /["']?Type["']?\s*:\s*["']?(?:AWS|Custom|Alexa)::/.test(text);
}

/** `error` where the text is no template. */
export function parseCloudFormation(path: string, text: string): Module | { readonly error: string } {
  if (!isTemplate(text)) return { error: 'no language for what is no template' };
  const documents = yamlDocuments(text, deepestParsed);
  if (!documents) return { error: 'nested too deeply' };
  const [document] = documents;
  if (!document || !isMap(document.contents)) return { error: 'no language for what is no template' };
  return lowerTemplate(path, text, document.contents, document);
}

/** Lowers a map with `Parameters`, `Mappings` and `Resources`. */
function lowerTemplate(path: string, text: string, root: YAMLMap, document: Document.Parsed): Module {
  const { module, body, exports } = emptyModule({ path, language: 'cloudformation', text, syntax: cloudformationSyntax, comments: commentsIn(text) });
  const lowering = new TemplateLowering(body, text, document, sectionOf(root, 'Mappings'));

  for (const { name, value } of pairsOf(sectionOf(root, 'Parameters'))) {
    if (isMap(value)) lowering.parameter(name, value);
  }
  const resources = pairsOf(sectionOf(root, 'Resources'));
  // A profile is billed as the model that it copies; others may refer to it from above.
  for (const { name, value } of resources) {
    const source = isMap(value) && value.get('Type') === 'AWS::Bedrock::ApplicationInferenceProfile' ? value.getIn(['Properties', 'ModelSource', 'CopyFrom'], true) : undefined;
    if (source) lowering.standIns.set(name, lowering.expr(source as Node));
  }
  for (const { name, value, pair } of resources) {
    const call = isMap(value) ? lowering.resource(name, value, pair) : undefined;
    if (!call) continue;
    lowering.declare(name, call);
    lowering.calls.push(...machineCalls(call, text).map(each => calledIn(body, each)));
    exports.set(name, { kind: 'local', value: call });
  }
  const globals = sectionOf(root, 'Globals');
  if (globals) exports.set('Globals', { kind: 'local', value: lowering.expr(globals) satisfies Expr });
  module.calls.push(...lowering.calls);
  return module;
}

/** What the states of a state machine ask: its definition is an object, or a text of JSON. */
function machineCalls({ callee, args: [properties] }: CallExpr, text: string): readonly DocumentCall[] {
  if (callee.kind !== 'name' || !/^AWS::(?:StepFunctions|Serverless)::StateMachine$/.test(callee.name)) return [];
  const written = at(properties?.value, 'DefinitionString') ?? at(properties?.value, 'Definition');
  if (written?.kind !== 'text') return stateCalls(written);
  const [start, end] = written.range;
  const from = text.indexOf('{', start);
  // White space in front of it keeps the places.
  return from < 0 || from >= end || written.delimiter === '"' ? [] : stateCalls(jsonIn(' '.repeat(from) + text.slice(from, end)).root);
}

function sectionOf(root: YAMLMap, name: string): YAMLMap | undefined {
  const section = root.get(name, true);
  return isMap(section) ? section : undefined;
}

function pairsOf(section: YAMLMap | undefined): { readonly name: string; readonly value: Node | null; readonly pair: Pair<Node, Node | null> }[] {
  return (section?.items ?? []).flatMap(pair => (isScalar(pair.key) ? [{ name: String(pair.key.value), value: pair.value as Node | null, pair: pair as Pair<Node, Node | null> }] : []));
}

/** Comments on lines of their own: those inside block scalars are harmless here. */
function commentsIn(text: string): Comment[] {
  return [...text.matchAll(/^([ \t]*)#([^\n\r]*)/gm)].map(match => ({ text: match[2]!.trim(), range: [match.index + match[1]!.length, match.index + match[0].length] }));
}
