/** Tokens and cost over each call and prompt. */
import type { CodeLens } from 'vscode-languageserver';
import type { Facts } from '../core/facts.ts';
import type { Range } from '../core/source.ts';
import { callText, promptText, rangeIn } from './figures.ts';
import type { Analysed, Folder } from './folder.ts';
import type { Opened } from './opened.ts';

/** Those of the document `uri`, in order of place; a prompt that several calls send has one, of the first. */
export function codeLensesOf(uri: string, opened: Opened, { path, calls }: Analysed, folder: Folder, facts: Facts): CodeLens[] {
  const lenses: CodeLens[] = [];
  const seen = new Set<string>();
  const add = (range: Range, title: string | undefined): void => {
    const located = opened.locate(range);
    const key = `${range.join()}`;
    if (title === undefined || located.uri !== uri || seen.has(key)) return;
    seen.add(key);
    // Without a command it is text, and nothing to press.
    lenses.push({ range: { start: located.range.start, end: located.range.start }, command: { title, command: '' } });
  };
  for (const call of calls) {
    add(call.range, callText(call, folder.estimate(call)));
    for (const prompt of call.prompts) {
      const range = rangeIn(prompt, path);
      if (range) add(range, promptText(prompt, call, facts));
    }
  }
  return lenses.toSorted((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
}
