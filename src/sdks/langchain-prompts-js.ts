/** Prompt templates of LangChain for JavaScript, in files that speak of Bedrock: texts that reach a model elsewhere. */
import type { DraftPrompt, Sdk, SdkContext } from '../core/sdk.ts';
import type { Value } from '../core/value.ts';
import type { Dialect, Part } from './request/content.ts';
import { gather, readMessages } from './request/content.ts';
import { field } from './request/field.ts';
import { noLimit } from './request/limit.ts';
import { isOf } from './request/package.ts';
import { draftOf } from './request/parts.ts';
import { withHoles } from './request/template-text.ts';

const PACKAGES = ['@langchain/core', 'langchain', '@langchain/classic'];
const PARTS: { readonly [name: string]: Part } = { system: 'system', ai: 'assistant', assistant: 'assistant' };

/** `ChatPromptTemplate`, `PromptTemplate`. */
export const langchainPromptsJs: Sdk = {
  name: 'langchain',
  needles: ['@langchain/core/prompts', 'langchain/prompts'],
  callees: ['fromMessages', 'fromTemplate', 'PromptTemplate'],
  match({ name, target, args, module, isNew }, context) {
    if (!target || !isOf(target, ...PACKAGES) || !/bedrock/i.test(module.text)) return undefined;
    const owner = target.path.at(-2) ?? '';
    const prompts = name === 'fromMessages' ? readList(args.at(0), context) : readText(isNew ? field(args.at(0), 'template', context).value : /^(?:Chat)?PromptTemplate$/.test(owner) ? args.at(0) : undefined);
    return prompts && draftOf('langchain', 'prompt', undefined, { prompts, limit: noLimit, caching: 'unknown' });
  },
};

function readText(value: Value | undefined): DraftPrompt[] | undefined {
  return value && [{ part: 'user', value: withHoles(value) }];
}

function readList(list: Value, context: SdkContext): DraftPrompt[] {
  const out = gather();
  readMessages(list, { message }, context, out);
  return out.prompts.map(prompt => ({ ...prompt, value: withHoles(prompt.value) }));
}

/** `['system', '…']`, `new SystemMessage('…')`, `SystemMessagePromptTemplate.fromTemplate('…')`. */
const message: Dialect['message'] = (item, context) => {
  if (item.kind === 'list') {
    const [role] = context.strings(item.items[0] ?? { kind: 'null' });
    const content = item.items[1];
    return role !== undefined && content ? { part: PARTS[role] ?? 'user', content } : undefined;
  }
  const made = item.kind === 'external' ? item.result : undefined;
  const [, part] = /^(System|AI)?(?:Human)?Message/.exec(made?.callee.path.find(name => /Message/.test(name)) ?? '') ?? [];
  if (!made?.args) return undefined;
  const content = context.read(made.args).at(0);
  return { part: PARTS[part?.toLowerCase() ?? ''] ?? 'user', content: content.kind === 'object' ? (field(content, 'content', context).value ?? content) : content };
};
