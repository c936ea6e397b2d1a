/** Models that Spring AI and the LangChain4j of Quarkus make of the settings of an application. */
import type { Sdk } from '../core/sdk.ts';
import { configOf, type ModelClass } from './framework-model.ts';

const names = ['model', 'modelid'];
const chat: ModelClass = { model: names, limit: { key: 'maxtokens' }, stop: ['stopsequences'] };
const embedding: ModelClass = { model: names, operation: 'embed' };
const CLASSES: { readonly [library: string]: { readonly [kind: string]: ModelClass } } = {
  'spring-ai': { chat, embedding },
  // Without a limit Quarkus sends this one.
  langchain4j: { chat: { ...chat, addedBySdk: 1024 }, embedding },
};

/** `spring.ai.bedrock.converse.chat.options.model=…` */
export const applicationSettings: Sdk = {
  name: 'application-settings',
  needles: ['bedrock:', 'ai.bedrock.', 'langchain4j.bedrock.'],
  callees: ['<application settings>'],
  match({ target, args }, context) {
    if (target?.module !== '') return undefined;
    const settings = args.at(0);
    const [library = '', kind = ''] = [1, 2].map(index => context.strings(args.at(index))[0]);
    const cls = CLASSES[library]?.[kind];
    const made = context.as(settings, 'object');
    const model = made && names.flatMap(name => made.entries.get(name)?.value ?? [])[0];
    if (!cls || !made || !model) return undefined;
    const draft = configOf(library, cls, model, made, context);
    const { setEdits: _nowhere, ...limit } = draft.limit;
    // Its versions differ in what Spring AI sends where nothing is said, and code may say it.
    const isOpen = library === 'spring-ai' && cls.limit && !limit.value;
    const isCached = ['cacheoptions.strategy', 'promptcaching'].some(key => made.entries.has(key));
    return { ...draft, limit: isOpen ? { ...limit, state: 'dynamic' } : limit, ...(isCached && { caching: 'used' }) };
  },
};
