/** Configurations whose schema says that a tool sends what stands in them: each is the calls that its tool makes. */
import type { CallExpr, Expr, TextExpr } from '../../core/ir.ts';
import type { DocumentCall } from './document.ts';
import { at, entryAt, entryOf, exactText, impliedText, itemsOf, stringOf } from './document.ts';
import { applicationSettings } from './application-settings.ts';
import { stateCalls } from './states.ts';

type Read = (path: TextExpr) => CallExpr;
type Format = (root: Expr, path: string, read: Read) => readonly DocumentCall[];

/** Calls of a document of a known format; none where its schema is none of these. */
export function formatCalls(root: Expr, path: string, read: Read): readonly DocumentCall[] {
  for (const format of formats) {
    const calls = format(root, path, read);
    if (calls.length > 0) return calls;
  }
  return [];
}

/** promptfoo: every provider with its settings, and every prompt with the providers that get it. */
const promptfoo: Format = (root, _path, read) => {
  const providers = at(root, 'providers') ?? at(root, 'targets');
  const prompts = at(root, 'prompts');
  if (!providers || !prompts) return [];
  const all = providers.kind === 'list' ? itemsOf(providers) : [providers];
  const known = all.map(provider => ({ range: provider.range, settings: settingsOf(provider) }));
  if (!known.some(({ settings }) => (stringOf(settings) ?? stringOf(at(settings, 'id')))?.startsWith('bedrock:'))) return [];
  const list: Expr = { kind: 'list', range: providers.range, items: known.map(({ settings }) => ({ kind: 'item', value: settings })) };
  const texts = prompts.kind === 'list' ? itemsOf(prompts) : [prompts];
  return [
    ...known.map(({ settings, range }): DocumentCall => ({ callee: '<promptfoo provider>', args: [settings], range })),
    ...texts.map((prompt): DocumentCall => ({ callee: '<promptfoo prompt>', args: [promptOf(prompt, read), list], range: prompt.range })),
  ];
};

/** `bedrock:model` and `{ id: 'bedrock:model', config }` as they are, `{ 'bedrock:model': { config } }` as the latter. */
function settingsOf(provider: Expr): Expr {
  if (provider.kind !== 'object' || at(provider, 'id')) return provider;
  const [only, more] = provider.entries;
  if (more || only?.kind !== 'entry' || typeof only.key !== 'string' || only.value.kind !== 'object') return provider;
  const length = only.key.length;
  const id: TextExpr = { kind: 'text', range: only.keyRange, parts: [{ kind: 'literal', value: only.key, range: only.keyRange, exact: only.keyRange[1] - only.keyRange[0] === length }], delimiter: '' };
  return { ...only.value, entries: [entryOf('id', id), ...only.value.entries] };
}

function promptOf(prompt: Expr, read: Read): Expr {
  const own = prompt.kind === 'object' ? (at(prompt, 'raw') ?? at(prompt, 'id') ?? prompt) : prompt;
  const text = stringOf(own);
  if (text === undefined || own.kind !== 'text') return own;
  const file = /^(?:file:\/\/)?([\w./@ -]+\.(?:txt|md|j2|json|jsonc|ya?ml))$/.exec(text)?.[1];
  if (file !== undefined) return read(pathIn(own, file));
  // Code that makes the prompt, patterns of files, commands.
  return /^(?:file|exec|https?|langfuse|portkey|helicone|huggingface):|^[\w./*-]+\.(?:py|[cm]?[jt]s|sh|csv|txt|md|j2)(?::\w+)?$/.test(text) ? { kind: 'opaque', range: own.range, reason: 'prompt made elsewhere' } : own;
}

/** The path that a text ends with. */
function pathIn(text: TextExpr, path: string): TextExpr {
  const [part, more] = text.parts;
  if (!part || more || part.kind !== 'literal' || !part.exact) return impliedText(path, text.range[0]);
  return { ...text, parts: [{ ...part, value: path, range: [part.range[1] - path.length, part.range[1]] }] };
}

/** Proxy of litellm: every deployment of its list. */
const litellm: Format = root =>
  itemsOf(at(root, 'model_list')).flatMap(item => {
    const params = entryAt(item, 'litellm_params');
    return params && stringOf(at(params.value, 'model')) !== undefined ? [{ callee: '<litellm deployment>' as const, args: [params.value], range: item.range }] : [];
  });

/** Templates that LangChain saves and loads. */
const langchain: Format = (root, _path, read) => {
  const type = stringOf(at(root, '_type'));
  const template = at(root, 'template');
  const file = at(root, 'template_path');
  const isText = type === 'prompt' && (template ?? file) && at(root, 'input_variables');
  const isShots = type === 'few_shot' && at(root, 'suffix') && at(root, 'example_prompt');
  if (!isText && !isShots) return [];
  const content = file?.kind === 'text' ? [read(file)] : template ? [template] : [at(root, 'prefix'), at(root, 'suffix')].filter(each => each !== undefined);
  return [{ callee: '<langchain prompt>', args: [root, ...content], range: (template ?? file ?? at(root, 'suffix')!).range }];
};

/** `name.prompt.yml`: messages, with the model and its parameters. */
const promptYaml: Format = (root, path) => {
  const messages = at(root, 'messages');
  if (!/\.prompt\.ya?ml$/i.test(path) || messages?.kind !== 'list') return [];
  const model = entryAt(root, 'model');
  return [{ callee: '<prompt file>', args: [root, messages, exactText('', [0, 0])], range: (model ?? messages).range }];
};

/** AWS Step Functions: every state that asks a model. */
const states: Format = root => stateCalls(root);

const formats: readonly Format[] = [states, promptfoo, litellm, langchain, promptYaml, applicationSettings];
