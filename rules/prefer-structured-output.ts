import type { Call, Prompt } from '../src/core/call.ts';
import { generates, staticText } from '../src/core/call.ts';
import type { Facts } from '../src/core/facts.ts';
import { defineRule } from '../src/core/rule.ts';
import { isPython } from '../src/core/source.ts';
import { isOwn, ownPrompts, visible } from './own.ts';

/** Words that ask for JSON. Bounded: prompts may be hostile. */
const ASKS_JSON =
  /\b(?:answer|format(?:ted)?|generate|give|output|print|produce|provide|reply|respond|return|write)\b[^.\n]{0,80}\bjson\b|\b(?:only|valid|raw|strict|following|exact) json\b|\bjson\b[^.\n]{0,24}\b(?:only|format)\b|json[^。\n]{0,24}(?:返|出力|回答|形式|格式|输出|返回)|(?:返|出力|回答|输出|返回)[^。\n]{0,24}json/i;
/** Chat Completions and what speaks it take a schema beside the messages. */
const CHAT = /^(?:openai|litellm)/;

export default defineRule({
  description: 'Prefer a schema or a forced tool to JSON that is asked for in words.',
  strategy: 'fewer-tokens',
  recommended: 'off',
  fix: 'none',
  messages: {
    words: 'The answer is parsed, but JSON is asked for in words alone. Use {{way}}.',
  },
  *check(call, { facts }) {
    if (!generates.has(call.operation) || call.structured) return;
    if (!call.answer?.uses.some(({ kind }) => kind === 'json')) return;
    // Tools of its own, or an answer that is begun for the model, give it a form already.
    if (call.prompts.some(prompt => prompt.part === 'tools' || isBegun(prompt))) return;
    const asking = ownPrompts(call).find(prompt => (prompt.part === 'system' || prompt.part === 'user') && ASKS_JSON.test(ownText(call, prompt).slice(0, 40_000)));
    const way = wayOf(call, facts);
    if (!asking || way === undefined) return;
    const parsed = call.answer.uses.find(({ kind }) => kind === 'json')!;
    yield { message: 'words', span: visible(call, asking.span), key: 'json', data: { way }, details: [`Parsed by \`${parsed.evidence}\` in ${parsed.span.path}.`] };
  },
});

/** The known text without what a wrapper adds to it, which asks for all of its callers. */
function ownText(call: Call, { text }: Prompt): string {
  return staticText({ ...text, pieces: text.pieces.filter(piece => isOwn(call, piece)) });
}

/** `{`, a fence or a tag at the end of the assistant's turn. */
function isBegun({ part, text }: Prompt): boolean {
  return part === 'assistant' && /(?:[{[]|```\w*|<[\w-]+>)\s*$/.test(staticText(text));
}

/** What this library and all of the models take; undefined where one of them takes none. */
function wayOf({ sdk, operation, language, model }: Call, facts: Facts): string | undefined {
  const families = model.ids.map(id => facts.model(id)?.family ?? '');
  const [family = ''] = families;
  const takesTools = families.length > 0 && families.every(each => /^(?:claude-(?!legacy)|nova)/.test(each));
  if (CHAT.test(sdk)) return families.length > 0 ? '`response_format` with a schema' : undefined;
  if (!takesTools) return undefined;
  if (sdk === 'ai-sdk') return '`generateObject` with a schema';
  if (sdk === 'langchain') return isPython(language) ? '`with_structured_output`' : '`withStructuredOutput`';
  if (sdk === 'strands') return '`structured_output_model`';
  if (operation === 'converse' || operation === 'converse-stream') return '`toolConfig` with a forced tool';
  if (operation !== 'invoke-model' && operation !== 'invoke-model-stream' && operation !== 'messages') return undefined;
  return family.startsWith('nova') ? '`toolConfig` with a forced tool' : '`tools` with a forced `tool_choice`';
}
