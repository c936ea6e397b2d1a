/** The sections of a prompt: Markdown headings, XML tags that begin a line, fenced blocks. In time linear in its length. */

export interface Section {
  readonly kind: 'heading' | 'tag' | 'fence' | 'text';
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  readonly depth: number;
  /** Text that belongs to no section within this one, piece by piece. */
  readonly own: readonly string[];
  /** Indexes of the sections right within it. */
  readonly parts: readonly number[];
}

interface Mark {
  readonly kind: 'heading' | 'tag' | 'fence';
  readonly name: string;
  readonly at: number;
  /** Unknown for headings: they end where the next of their level begins. */
  readonly end?: number;
  readonly level: number;
}

/** In order; text outside of all sections comes first, if there is any. Their own texts make up the whole text. */
export function sectionsOf(text: string): Section[] {
  const marks = [...linesMarks(text), ...tagMarks(text)].toSorted((a, b) => a.at - b.at);
  const sections: { kind: Section['kind']; name: string; line: number; depth: number; own: string[]; parts: number[] }[] = [{ kind: 'text', name: '', line: 1, depth: 0, own: [], parts: [] }];
  const open: { index: number; end: number; level: number }[] = [{ index: 0, end: text.length, level: 0 }];
  let done = 0;
  let line = 1;
  let lineAt = 0;
  const give = (to: number): void => {
    if (to > done) sections[open.at(-1)!.index]!.own.push(text.slice(done, to));
    done = Math.max(done, to);
  };
  const close = (at: number): void => {
    while (open.length > 1 && open.at(-1)!.end <= at) {
      give(open.at(-1)!.end);
      open.pop();
    }
  };
  for (const { kind, name, at, end, level } of marks) {
    close(at);
    give(at);
    if (kind === 'heading') while (open.length > 1 && open.at(-1)!.level >= level) open.pop();
    for (; lineAt < at; lineAt++) if (text.charCodeAt(lineAt) === 10) line++;
    const parent = open.at(-1)!;
    const index = sections.length;
    sections.push({ kind, name, line, depth: open.length - 1, own: [], parts: [] });
    sections[parent.index]!.parts.push(index);
    open.push({ index, end: Math.min(end ?? parent.end, parent.end), level });
  }
  close(text.length);
  give(text.length);
  return sections;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})[ \t]*([\w+#.-]{0,30})/;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(\S.{0,200})/;

/** Headings and fenced blocks, line by line. */
function linesMarks(text: string): Mark[] {
  const marks: Mark[] = [];
  let fence: { mark: string; name: string; at: number } | undefined;
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf('\n', at);
    const next = feed === -1 ? text.length : feed + 1;
    // What makes a line special stands at its start.
    const line = text.slice(at, Math.min(next, at + 300)).trimEnd();
    const fenced = FENCE.exec(line);
    if (fence) {
      if (fenced?.[1]!.startsWith(fence.mark) && line.trim() === fenced[1]) {
        marks.push({ kind: 'fence', name: fence.name, at: fence.at, end: next, level: 0 });
        fence = undefined;
      }
    } else if (fenced) {
      fence = { mark: fenced[1]!, name: fenced[2] ?? '', at };
    } else {
      const heading = HEADING.exec(line);
      if (heading) marks.push({ kind: 'heading', name: heading[2]!.replace(/[ \t]+#+$/, ''), at, level: heading[1]!.length });
    }
    at = next;
  }
  if (fence) marks.push({ kind: 'fence', name: fence.name, at: fence.at, end: text.length, level: 0 });
  return marks;
}

/** Tags that begin a line and are closed; each closing tag goes with the nearest of its name. */
function tagMarks(text: string): Mark[] {
  const fences = linesMarks(text).filter(({ kind }) => kind === 'fence');
  const marks: Mark[] = [];
  const open: { name: string; at: number }[] = [];
  const openByName = new Map<string, number>();
  let fence = 0;
  for (const match of text.matchAll(/<(\/?)([A-Za-z_][\w.:-]{0,80})(?:\s[^<>]{0,300})?>/g)) {
    const { index, 1: slash, 2: name = '' } = match;
    while (fence < fences.length && fences[fence]!.end! <= index) fence++;
    if ((fences[fence]?.at ?? Infinity) <= index || match[0].endsWith('/>')) continue;
    const count = openByName.get(name) ?? 0;
    if (slash === '') {
      open.push({ name, at: index });
      openByName.set(name, count + 1);
    } else if (count > 0) {
      for (let last = open.pop()!; ; last = open.pop()!) {
        openByName.set(last.name, openByName.get(last.name)! - 1);
        if (last.name !== name) continue;
        const start = lineStart(text, last.at);
        // Level 0: no heading within a tag ends it.
        if (start !== undefined) marks.push({ kind: 'tag', name, at: start, end: index + match[0].length, level: 0 });
        break;
      }
    }
  }
  return marks;
}

/** Where the line of a tag begins, if nothing but a little space stands before it. */
function lineStart(text: string, at: number): number | undefined {
  let start = at;
  while (start > 0 && at - start < 40 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return start === 0 || text[start - 1] === '\n' ? start : undefined;
}
