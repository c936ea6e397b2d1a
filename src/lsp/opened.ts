/** A file that is open in the editor, as the engine reads it, and the way between its offsets and the editor's places. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position, Range as LspRange } from 'vscode-languageserver';
import type { Edit } from '../core/edit.ts';
import type { Range } from '../core/source.ts';

/** A place in a document of the editor. */
export interface Located {
  readonly uri: string;
  readonly range: LspRange;
}
export interface Part {
  readonly uri: string;
  /** Null for a file that is not open. */
  readonly version: number | null;
}
export interface Opened {
  /** Of the document, or of the notebook. */
  readonly uri: string;
  /** Changes with the text. */
  readonly version: number;
  /** Absolute. */
  readonly file: string;
  /** Without byte order mark. */
  readonly text: string;
  /** Documents of the editor in which the text stands: itself, or the cells. */
  readonly parts: readonly Part[];
  locate(range: Range): Located;
  /** Undefined for a document that is no part. */
  offsetAt(uri: string, position: Position): number | undefined;
  /** Undefined where an edit cannot be written there. */
  edited(edit: Edit): (Located & { readonly newText: string }) | undefined;
}

const BOM = '\uFEFF';

/** A document as it is. */
export function openedText(document: TextDocument, file: string): Opened {
  const { uri, version } = document;
  const whole = document.getText();
  // Editors keep the mark to themselves, as a rule; the engine's offsets start behind it.
  const shift = whole.startsWith(BOM) ? 1 : 0;
  const locate = ([start, end]: Range): Located => ({ uri, range: { start: document.positionAt(start + shift), end: document.positionAt(end + shift) } });
  return {
    uri, version, file, locate,
    text: whole.slice(shift),
    parts: [{ uri, version }],
    offsetAt: (own, position) => (own === uri ? Math.max(0, document.offsetAt(position) - shift) : undefined),
    edited: ({ range, text }) => ({ ...locate(range), newText: text }),
  };
}

/** Places in a text that no document holds: a file on disk. */
export function unopenedText(uri: string, file: string, text: string): Opened {
  return { ...openedText(TextDocument.create(uri, '', 0, text), file), parts: [{ uri, version: null }] };
}
