/** Prompt templates that LangChain saves as JSON or YAML: the model is the caller's. */
import type { Sdk } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import { filled } from './prompt-template.ts';
import { field } from './request/field.ts';
import { noLimit } from './request/limit.ts';
import { draftOf } from './request/parts.ts';
import { templated } from './template-holes.ts';

/** `_type: prompt`, `_type: few_shot`. */
export const langchainPromptFile: Sdk = {
  name: 'langchain',
  needles: ['_type: prompt', '_type: few_shot', '_type: "prompt"', '_type: "few_shot"', '"_type": "prompt"', '"_type": "few_shot"', '"_type":"prompt"'],
  callees: ['<langchain prompt>'],
  match({ target, args }, context) {
    if (target?.module !== '') return undefined;
    const [format = 'f-string'] = context.strings(field(args.at(0), 'template_format', context).value ?? { kind: 'null' });
    const holes = (value: Value): Value => (format === 'jinja2' ? templated(value, 'jinja') : format === 'mustache' ? templated(value, 'handlebars') : value.kind === 'text' ? filled(value) : value);
    const texts = Array.from({ length: args.count - 1 }, (_, index) => args.at(index + 1)).filter(value => value.kind === 'text');
    if (texts.length === 0) return undefined;
    const prompts = texts.map(value => ({ part: 'user' as const, value: holes(value) }));
    return draftOf('langchain', 'prompt', { kind: 'null' }, { prompts, limit: noLimit, caching: 'none' });
  },
};
