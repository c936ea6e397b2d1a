/** Prompts that are named as such, and that no call of the project was seen to send. */
import type { Call } from '../core/call.ts';
import { staticText } from '../core/call.ts';
import { identify, tellApart } from '../core/identity.ts';
import { type Inspector, isDataFile, leastWords, withoutTree } from '../inspect.ts';
import { decode } from '../project/decode.ts';
import type { Project } from '../project/project.ts';
import type { AnalysedFile, Analysis } from './analyse.ts';
import { byPath, withOwnIds } from './analyse.ts';
import { Texts } from './owned.ts';
import { createPrefilter } from './prefilter.ts';
import { holdsText } from './prose.ts';
import { skipByContent } from './skip.ts';

/** In any case of letters that names have. */
const speaksOfPrompts = createPrefilter(['prompt', 'Prompt', 'PROMPT', 'nstructions', 'INSTRUCTIONS', 'ystem_message', 'ystemMessage', 'SYSTEM_MESSAGE']);

const speaksOfMessages = createPrefilter(['essages']);
const namesBuilder = /\b(?:def|function|const)\s+\w*[mM]essages\b/;

/** Can names in it call a text a prompt? */
function canName(bytes: Buffer): boolean {
  return speaksOfPrompts(bytes) || (speaksOfMessages(bytes) && namesBuilder.test(bytes.toString('latin1')));
}

/**
 * Listings by file, sorted by path; for a project that calls models: where it does not, its prompts are for another service.
 * Rules do not see them, for what sends them, and where, is not known.
 */
export function namedPromptsOf(analysis: Analysis, project: Project, inspector: Inspector, files: readonly string[]): AnalysedFile[] {
  const calls = analysis.files.flatMap(file => file.calls);
  const sent = new Texts();
  for (const call of calls) sent.add(call);

  const listed = namedPromptsIn(project, inspector, files);
  const kept = withoutParts(listed.flatMap(file => file.calls).filter(call => !sent.hold(call)));
  return withOwnIds(listed.map(file => ({ ...file, calls: file.calls.filter(call => kept.has(call)) }))).filter(file => file.calls.length > 0).toSorted(byPath);
}

/** Texts that are called prompts, by file, whoever sends them. */
export function namedPromptsIn(project: Project, inspector: Inspector, files: readonly string[]): AnalysedFile[] {
  const listed: AnalysedFile[] = [];
  for (const path of files) {
    const opened = isDataFile(path) ? undefined : project.open(path);
    if (!opened || 'refused' in opened || !canName(opened.bytes)) continue;
    const decoded = decode(opened.bytes);
    if ('refused' in decoded || !holdsText(path, decoded.text, leastWords) || skipByContent(path, decoded.text) !== undefined) continue;
    const { module, prompts } = inspector.namedPrompts(path, decoded.text);
    if (module && prompts.length > 0) listed.push({ path, module: withoutTree(module), calls: identify(prompts) });
  }
  return listed;
}

/** The same listings where fixes have moved them: their texts, and with these their ids, stay. */
export function movedPrompts(listed: readonly AnalysedFile[], project: Project, inspector: Inspector): AnalysedFile[] {
  return listed.map(file => {
    const ids = new Map(file.calls.map(call => [call.id, call]));
    const [now] = namedPromptsIn(project, inspector, [file.path]);
    const calls = now?.calls.flatMap(call => {
      const id = [call.id, tellApart(call.id, file.path)].find(each => ids.has(each));
      return id === undefined ? [] : [{ ...call, id }];
    });
    return now && calls ? { ...now, calls } : file;
  });
}

/** The longest first: a builder's text holds that of the constants it is built of. */
function withoutParts(calls: readonly Call[]): ReadonlySet<Call> {
  const kept = new Set<Call>();
  const texts = new Texts();
  for (const call of calls.toSorted((a, b) => length(b) - length(a))) {
    if (texts.holdAll(call)) continue;
    kept.add(call);
    texts.add(call);
  }
  return kept;
}

function length({ prompts }: Call): number {
  return prompts.reduce((sum, { text }) => sum + staticText(text).length, 0);
}
