/** Models as constructs of the AWS CDK name them: `FoundationModel.fromFoundationModelId(this, 'Model', FoundationModelIdentifier.X)`. */
import type { SdkContext } from '../../core/sdk.ts';
import type { ExternalValue, Origin, Value } from '../../core/value.ts';
import { oneOf } from './field.ts';

/** The id or ARN that a construct stands for; the value itself where that is not seen. */
export function modelOfConstruct(value: Value, context: SdkContext, place?: Origin): Value {
  return oneOf(context.options(value).map(option => ofOption(option, context, place))) ?? value;
}

function ofOption(option: Value, context: SdkContext, place: Origin | undefined): Value {
  if (option.kind === 'external') return ofExternal(option, context, place) ?? option;
  if (option.kind !== 'instance') return option;
  // A class of the project that has what the library asks of a model.
  const found = ['modelArn', 'model_arn', '_model_arn'].map(name => context.member(option, name)).find(member => context.strings(member).length > 0 || context.options(member).some(({ kind }) => kind === 'text'));
  return found ? (endOf(found, context) ?? found) : option;
}

/** An ARN ends in the id of its model, which may be one of several. */
function endOf(arn: Value, context: SdkContext): Value | undefined {
  const last = arn.kind === 'text' ? arn.pieces.at(-1) : undefined;
  return last && 'hole' in last && last.value && context.strings(last.value).length > 0 ? last.value : undefined;
}

/** `FoundationModel.from…(scope, id, which)` and its `modelId` or `modelArn`, `FoundationModelIdentifier.X`, `new FoundationModelIdentifier('x')`. */
function ofExternal({ path, result, origin: own }: ExternalValue, context: SdkContext, place: Origin | undefined): Value | undefined {
  const origin = own ?? place;
  const [holder, name] = path.slice(-2);
  if (!result && holder === 'FoundationModelIdentifier' && name !== undefined) return idOf(name, origin);
  if (!result?.args || !/^(?:model_?(?:id|arn))?$/i.test(path.join('.'))) return undefined;
  const made = result.callee.path.at(-1) ?? '';
  const args = context.read(result.args);
  if (/^from_?(?:foundation|provisioned)_?model_?(?:id|arn)$/i.test(made)) return modelOfConstruct(args.at(2), context, origin);
  return made === 'FoundationModelIdentifier' ? args.at(0) : undefined;
}

/** `ANTHROPIC_CLAUDE_3_HAIKU_20240307_V1_0`: the id with other letters, where it can be told which. */
function idOf(name: string, origin: Origin | undefined): Value | undefined {
  const [, vendor, family, version] = /^(ANTHROPIC|AMAZON)_((?:CLAUDE|NOVA|TITAN)\w*?)(?:_V(\d+(?:_\d+)?))?$/.exec(name) ?? [];
  if (vendor === undefined || family === undefined || !origin) return undefined;
  const id = `${vendor}.${family.replaceAll('_', '-')}`.toLowerCase() + (version === undefined ? '' : `-v${version.replace('_', ':')}`);
  return { kind: 'text', pieces: [{ value: id, path: origin.path, range: origin.range, exact: false }], origin };
}
