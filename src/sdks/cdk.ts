/** AWS CDK: agents and managed prompts defined in code (`new CfnAgent(scope, id, props)`). */
import type { Sdk, SdkContext } from '../core/sdk.ts';
import type { Entry, Value } from '../core/value.ts';
import { agentDefinition, flowDefinition, promptDefinition, type Spelling } from './definition-input.ts';
import { oneOf } from './request/field.ts';
import { noLimit } from './request/limit.ts';
import { isOf } from './request/package.ts';

const LIBRARIES = ['aws-cdk-lib', 'aws_cdk', 'aws_cdk.aws_bedrock', '@aws-cdk/aws-bedrock-alpha', '@aws-cdk/aws-bedrock-agents-alpha', '@cdklabs/generative-ai-cdk-constructs'];

/** `aws-cdk-lib/aws-bedrock` and the constructs built on it. */
export const cdk: Sdk = {
  name: 'aws-cdk',
  needles: ['CfnAgent', 'CfnPrompt', 'CfnFlow', 'aws-bedrock', 'generative-ai-cdk-constructs'],
  callees: ['CfnAgent', 'CfnPrompt', 'CfnFlow', 'Agent', 'Prompt'],
  match({ name, target, args, isNew, module }, context) {
    const isPython = module.language === 'python';
    if (!(isNew || isPython) || !target || !isOf(target, ...LIBRARIES)) return undefined;
    // `Agent` is a name of many constructs: those of Bedrock are reached through its module or namespace.
    if (!name.startsWith('Cfn') && !/bedrock|generative-ai/.test(`${target.module} ${target.path.join(' ')}`)) return undefined;
    if (isPython && !name.startsWith('Cfn')) return undefined;
    const read = name === 'CfnFlow' ? flowDefinition : name.endsWith('Agent') ? agentDefinition : promptDefinition;
    if (!isPython) return read('aws-cdk', args.at(2), context);
    const draft = read('aws-cdk', withoutClasses(args.keywords(), context), context, snake);
    // What would be put in stands in a class there, and in one of its own.
    const { setEdits: _set, ...limit } = draft?.limit ?? noLimit;
    return draft && { ...draft, limit };
  },
};

const snake: Spelling = key => key.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
const deepest = 16;

/** Python: what `CfnPrompt.PromptVariantProperty(…)` and the like are given, as objects. */
function withoutClasses(value: Value, context: SdkContext, depth = 0): Value {
  if (depth > deepest) return value;
  const inside = (each: Value): Value => withoutClasses(each, context, depth + 1);
  const options = context.options(value).map((option): Value => {
    if (option.kind === 'list') return { ...option, items: option.items.map(inside) };
    if (option.kind === 'external') return option.result?.args && /Property$/.test(option.result.callee.path.at(-1) ?? '') ? inside(context.read(option.result.args).keywords()) : option;
    if (option.kind !== 'object') return option;
    return { ...option, entries: new Map([...option.entries].map(([key, entry]): [string, Entry] => [key, { ...entry, value: inside(entry.value) }])) };
  });
  return oneOf(options) ?? value;
}
