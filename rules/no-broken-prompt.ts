import type { Call, Prompt } from '../src/core/call.ts';
import { isLiteral, staticText } from '../src/core/call.ts';
import type { Fix } from '../src/core/edit.ts';
import { removeFromText, wrap } from '../src/core/edit.ts';
import { defineRule } from '../src/core/rule.ts';
import type { Span } from '../src/core/source.ts';
import { isTestPath } from '../src/core/test-path.ts';
import type { Piece, Text } from '../src/core/value.ts';
import { isOwn, ownPrompts, visible } from './own.ts';

type Hole = Extract<Piece, { readonly hole: string }>;

/** The mark that opens a prompt of the old text API, and the one that ends it. */
const HUMAN = /^\s*Human:[ \t]*/;
const ASSISTANT = /\n[^\S\n]*Assistant:\s*$/;
/** Turns of a conversation that is handed in as text. */
const TRANSCRIPT = /\n[^\S\n]*(?:AI|Bot|User|Customer|Agent):/;
/** A turn of the model that goes on behind its mark: what it says would be left without it. */
const ANSWER_BEGUN = /\n[^\S\n]*Assistant:\s*\S/;
const OLD_CLAUDE = /\banthropic\.claude-(?:v\d|instant)/;
/** Keys of bodies that hold one text, as the old API took it. */
const COMPLETION = /^(?:max_tokens_to_sample|max_gen_len|maxTokenCount|textGenerationConfig.*)$/;

export default defineRule({
  description: 'Disallow prompts that reach the model broken: unfilled placeholders, `undefined`, the body of another vendor.',
  strategy: 'fewer-tokens',
  recommended: 'error',
  fix: 'suggested',
  messages: {
    placeholder: '`{{placeholder}}` is sent as it stands: nothing fills it. Make the string a template.',
    nothing: '`{{hole}}` has no value here, so the model reads `{{word}}`. Leave it out or fill it.',
    object: '`{{hole}}` is an object, so the model reads `[object Object]`. Send it as JSON.',
    markers: '`{{marker}}` belongs to the old text API; this one sends roles. Remove it.',
    foreign: '`{{model}}` does not read `{{key}}`: this body is for another model. Send `{{expected}}`.',
  },
  *check(call) {
    // Tests hand functions half of what they take, and mean it.
    if (call.role === 'wrapper-call' && isTestPath(call.path)) return;
    const { foreignBody: foreign } = call;
    if (foreign && isOwn(call, foreign.span ?? call)) {
      const [model] = call.model.ids;
      yield { message: 'foreign', span: visible(call, foreign.span), key: foreign.key, data: { model: model!, key: foreign.key, expected: foreign.expected } };
    }
    for (const prompt of ownPrompts(call)) {
      if (prompt.part === 'tools') continue;
      for (const { text, span } of prompt.leftovers ?? []) {
        if (isOwn(call, span)) yield { message: 'placeholder', span: visible(call, span), key: text, data: { placeholder: text } };
      }
      for (const piece of prompt.text.pieces) {
        if (isLiteral(piece) || !isOwn(call, piece)) continue;
        const word = wordFor(piece);
        if (word !== undefined) yield { message: 'nothing', span: visible(call, piece), key: piece.hole, data: { hole: piece.hole, word } };
        else if (isObject(piece)) yield { message: 'object', span: visible(call, piece), key: piece.hole, data: { hole: piece.hole }, fixes: [asJson(piece, prompt.text)] };
      }
      if (prompt.part === 'user' && takesRoles(call)) yield* markers(call, prompt);
    }
  },
});

/** What a value that is none looks like as text. */
function wordFor({ value, path }: Hole): string | undefined {
  if (value?.kind !== 'null' || value.isDeclared) return undefined;
  const { expr, module } = value.origin ?? {};
  if (isPython(module?.path ?? path)) return 'None';
  return expr?.kind === 'constant' && expr.value === null ? 'null' : 'undefined';
}

function isPython(path: string): boolean {
  return /\.(?:py|ipynb)$/.test(path);
}

/** JavaScript prints a plain object as its type. */
function isObject({ value, path }: Hole): boolean {
  return value?.kind === 'object' && /\.[cm]?[jt]sx?$/.test(path) && !value.entries.has('toString');
}

function asJson({ path, range }: Hole, { origin }: Text): Fix | undefined {
  const source = origin?.module?.path === path ? origin.module.text.slice(...range) : undefined;
  if (source === undefined) return undefined;
  const inner: Span = /^\$\{[^]*\}$/.test(source) ? { path, range: [range[0] + 2, range[1] - 1] } : { path, range };
  return { safety: 'suggested', title: 'Send it as JSON.', edits: wrap(inner, 'JSON.stringify(', ')') };
}

/** Messages with roles, not one text that the caller frames. */
function takesRoles({ operation, sdk, limit, model }: Call): boolean {
  if (operation === 'prompt' || operation === 'agent') return false;
  // LangChain writes these models the old prompt, marks and all.
  if (sdk === 'langchain' && model.ids.some(id => OLD_CLAUDE.test(id))) return false;
  return !operation.startsWith('invoke-model') || (limit.key === 'max_tokens' && limit.state === 'set' && !COMPLETION.test(limit.wrongKey?.key ?? '') && model.ids.length > 0 && model.ids.every(id => /anthropic\.claude-/.test(id) && !OLD_CLAUDE.test(id)));
}

function* markers(call: Call, prompt: Prompt) {
  const { pieces } = prompt.text;
  const [first, last] = [pieces[0], pieces.at(-1)];
  const known = staticText(prompt.text);
  const tail = staticText({ ...prompt.text, pieces: pieces.slice(pieces.findLastIndex(piece => !isLiteral(piece)) + 1) });
  const opening = first && isLiteral(first) ? HUMAN.exec(known) : null;
  const closing = ASSISTANT.exec(tail);
  if ((!opening && !closing) || (!closing && TRANSCRIPT.test(known))) return;
  // With all the blank lines before it.
  const end = closing && tail.indexOf('\n', tail.slice(0, closing.index).trimEnd().length);
  const edits = [opening && removeFromText(prompt.text, 0, opening[0].length), end === null ? null : removeFromText(prompt.text, known.length - tail.length + end, known.length)];
  const fix: Fix | undefined = edits.includes(undefined) || ANSWER_BEGUN.test(known) ? undefined : { safety: 'suggested', title: 'Remove the marks.', edits: edits.flatMap(each => each ?? []) };
  const shown = opening ? first : last;
  if (!shown || !isOwn(call, shown)) return;
  yield { message: 'markers' as const, span: visible(call, shown), key: 'markers', data: { marker: opening ? 'Human:' : 'Assistant:' }, fixes: [fix] };
}
