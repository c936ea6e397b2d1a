/** AWS CDK: agents and managed prompts defined in code (`new CfnAgent(scope, id, props)`). */
import type { Sdk } from '../core/sdk.ts';
import { agentDefinition, flowDefinition, promptDefinition, snake } from './definition-input.ts';
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
    // Property classes of Python hold the rest of prompts and flows: only the flat keywords are read.
    if (isPython) return name === 'CfnAgent' ? agentDefinition('aws-cdk', args.keywords(), context, snake) : undefined;
    const props = args.at(2);
    if (name === 'CfnFlow') return flowDefinition('aws-cdk', props, context);
    return name.endsWith('Agent') ? agentDefinition('aws-cdk', props, context) : promptDefinition('aws-cdk', props, context);
  },
};
