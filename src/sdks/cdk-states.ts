/** AWS CDK: states of Step Functions that ask a model (`new BedrockInvokeModel(scope, id, { model, body })`). */
import type { Sdk, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { invokeBody } from './body/index.ts';
import { modelOfConstruct } from './request/cdk-model.ts';
import { unseen } from './request/content.ts';
import { field, oneOf } from './request/field.ts';
import { noLimit } from './request/limit.ts';
import { idsIn, kindOf } from './request/model-kind.ts';
import { isOf } from './request/package.ts';
import { draftOf, unknownParts } from './request/parts.ts';

const SDK = 'aws-cdk';

/** `aws-cdk-lib/aws-stepfunctions-tasks`. */
export const cdkStates: Sdk = {
  name: SDK,
  needles: ['BedrockInvokeModel'],
  callees: ['BedrockInvokeModel'],
  match({ target, args, isNew, module }, context) {
    const isPython = module.language === 'python';
    if (!(isNew || isPython) || !isOf(target, 'aws-cdk-lib', '@aws-cdk/aws-stepfunctions-tasks', 'aws_cdk', 'aws_cdk.aws_stepfunctions_tasks')) return undefined;
    const props = isPython ? args.keywords() : args.at(2);
    const model = modelOfConstruct(field(props, 'model', context).value ?? unseen('model', props), context);
    const body = field(props, 'body', context).value;
    const parts = body ? invokeBody(inputOf(body, context), model, context) : unknownParts;
    const kind = kindOf(idsIn(model, context));
    return draftOf(SDK, 'invoke-model', model, kind ? { ...parts, operation: kind, limit: noLimit } : parts);
  },
};

/** What `TaskInput.fromObject(…)` holds. */
function inputOf(body: Value, context: SdkContext): Value {
  const options = context.options(body).map(option => {
    const { callee, args } = option.kind === 'external' ? (option.result ?? {}) : {};
    return args && /^from_?(?:object|text)$/i.test(callee?.path.at(-1) ?? '') ? context.read(args).at(0) : option;
  });
  return oneOf(options) ?? body;
}
