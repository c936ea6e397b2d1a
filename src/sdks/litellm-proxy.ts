/** Proxy of litellm: `config.yaml` with a list of deployments. */
import type { Sdk } from '../core/sdk.ts';
import { deployedModel, generating } from './litellm-model.ts';
import { limitOf, noLimit } from './request/limit.ts';
import { kindOf } from './request/model-kind.ts';
import { draftOf } from './request/parts.ts';

/** `model_list:` of `litellm_params:`. */
export const litellmProxy: Sdk = {
  name: 'litellm',
  needles: ['litellm_params'],
  callees: ['<litellm deployment>'],
  match({ target, args }, context) {
    if (target?.module !== '') return undefined;
    const params = args.at(0);
    const model = deployedModel(params, context);
    // `bedrock/*` hands every name on.
    if (!model || context.strings(model).some(id => id.includes('*'))) return undefined;
    const kind = kindOf(context.strings(model));
    const limit = limitOf(params, generating, context);
    // Who asks the proxy usually names the limit.
    return draftOf('litellm', kind ?? 'generate', model, { prompts: [], limit: kind ? noLimit : limit.value ? limit : { ...limit, state: 'dynamic' }, caching: 'none' }, { role: 'config' });
  },
};
