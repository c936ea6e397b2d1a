/** Words that tell how much of something comes: cuts and counts that bound it, and calls that give all there is. */
import type { Expr, Module } from '../core/ir.ts';

/** Cuts, as they are written; `[1:]` and `.slice(1)` leave off the head, and are none. */
const CUT =
  /\.(?:slice|splice)\((?!\s*\d+\s*\)|\s*\))[^()]{0,60}\)?|\.(?:substring|substr|take|limit|top|nlargest|most_common|truncate|head|tail|first|islice)\([^()]{0,40}\)?|\b(?:islice|nlargest)\([^()]{0,60}\)?|\[\s*-\w+\s*:\s*\]|\[[^[\]{}\n:]{0,40}:\s*[\w.-]+\s*(?:[+*-]\s*[\w.]+\s*)?\]|\bLIMIT\s+(?:[\d?$:%]|\{)[^\s;"'`]{0,30}|\bFETCH (?:FIRST|NEXT)\b|\bSELECT TOP\b/;
/** Arguments that ask for so many. */
const COUNT = /\b(?:limit|take|k|top_?k|top_?n|n_results|number_?of_?results|num_?results|page_?size|max_?(?:results|items|length|chars|characters|tokens|messages|documents|rows|bytes|size)|first|size)["']?\s*[:=](?!=)\s*[\w.$]+/i;
const LIMITING = String.raw`truncat|trim_?(?:messages|history|context|to|text)|sliding|prune|clip_?text|fit_?(?:to|in)_?|token_?(?:budget|limit|count)|count_?tokens|num_?tokens|estimate_?tokens|max_?(?:history|messages|context|chars|characters|doc|chunks|turns|length|content|input|file|text|size|bytes|lines|items|results|rows)|history_?(?:limit|window|size)|context_?(?:window|limit|budget)|window_?size`;
/** Words of code that counts: a function that holds one is taken to bound what passes it. */
const LIMITS = new RegExp(String.raw`\b\w*(?:${LIMITING})\w*`, 'i');
/** Names of a part or an abridgement of something. */
const ABRIDGED = new RegExp(String.raw`\b\w*(?:${LIMITING}|shorten|summar(?:y|i[sz])|compress|compact|condens|abridg|excerpt|snippet|preview|recent|latest|last|top_?\w|first|chunk|sample)\w*`, 'i');
const RECEIVER_KEPT =
  /^(?:map|filter|join|flatMap|flat|concat|reverse|toReversed|sort|toSorted|toString|trim|strip|lstrip|rstrip|trimEnd|trimStart|replace|replaceAll|format|reduce|slice|lower|upper|toLowerCase|toUpperCase|decode|encode|values|entries|items|keys|toArray|to_list|tolist|to_string|to_dict|copy|then|catch|read|text|getvalue|get_text|extract_text|splitlines|split|normalize|data|all|rows|fetchall)$/;
const ARGUMENT_KEPT =
  /^(?:stringify|dumps|dump|str|String|list|tuple|sorted|reversed|enumerate|zip|dict|deepcopy|structuredClone|from|all|gather|assign|fromEntries|parse|loads|join|sub|escape|unescape|dedent|safe_load|load|convertToModelMessages|convertToCoreMessages|buffer|Buffer|TextDecoder|decode|b64decode|get_buffer_string|format_messages|fill|html2text|markdownify|wrap|cast|BeautifulSoup|StringIO|BytesIO)$/;

const FILE = /^(?:readFile|readFileSync|readTextFile|readTextFileSync|read_text|ReadFile|open|pdfParse|extractRawText|PdfReader|PdfFileReader|PDFLoader|PyPDFLoader|TextLoader|extract_text|read_docx)$/;
const PAGE = /^(?:fetch|urlopen|scrape\w*|scrapeUrl|crawl\w*|newspaper|Article|WebBaseLoader|CheerioWebBaseLoader)$/;
const PAGE_OF = /^(?:requests|httpx|axios|got|session|http)\.(?:get|request)$/;
const ROWS = /^(?:findMany|fetchall|scan|fetch_all|toArray|ScanCommand)$/;

export interface Bound {
  readonly name: string;
  readonly at: number;
}

/** The cut, count or abridgement that a step on the way names. */
export function boundOf(expr: Expr, module: Module): Bound | undefined {
  if (expr.kind !== 'call' && expr.kind !== 'member' && expr.kind !== 'name') return undefined;
  const source = module.text.slice(expr.range[0], Math.min(expr.range[1], expr.range[0] + 2000));
  const cut = expr.kind === 'name' ? undefined : (CUT.exec(source) ?? (expr.kind === 'call' ? COUNT.exec(source) : undefined));
  const named = expr.kind === 'call' ? module.text.slice(...expr.callee.range) : source;
  const found = cut ?? (/["'`]/.test(named) ? undefined : ABRIDGED.exec(named));
  return found ? { name: shown(found[0]), at: found.index } : undefined;
}

/** The count or limit that code speaks of. */
export function limitIn(source: string): Bound | undefined {
  const found = LIMITS.exec(source);
  return found ? { name: shown(found[0]), at: found.index } : undefined;
}

/** Is the length of this name compared with a limit? */
export function isMeasured(source: string, name: string): boolean {
  const plain = name.replaceAll(/[^\w$]/g, '').replaceAll('$', String.raw`\$`);
  if (plain === '') return false;
  const length = String.raw`(?:len\(\s*(?:self\.)?${plain}\s*\)|\b${plain}\??\.(?:length|size|byteLength)\b)`;
  return new RegExp(String.raw`${length}\s*[<>]=?(?!\s*[01]\b)|\b${plain}\.(?:shift|pop|splice|popleft)\(|\bdel (?:self\.)?${plain}\[|maxlen`).test(source);
}

/** What a call of this name gives whole. */
export function wholeOf(last: string, dotted: string): 'file' | 'page' | 'rows' | undefined {
  if (FILE.test(last)) return 'file';
  if (PAGE.test(last) || PAGE_OF.test(dotted)) return 'page';
  return ROWS.test(last) ? 'rows' : undefined;
}

/** Does what a call gives hold what its receiver, or its arguments, hold? */
export function keeps(last: string): 'receiver' | 'arguments' | undefined {
  return ARGUMENT_KEPT.test(last) ? 'arguments' : RECEIVER_KEPT.test(last) ? 'receiver' : undefined;
}

/** Does a call of this name read data of a text? */
export function isParser(last: string): boolean {
  return /^(?:parse|loads|load|safe_load)$/.test(last);
}

/** What comes with a request from outside: `req.json()`, `event.body`, `request.get_json()`. */
export const FROM_REQUEST = /^(?:await )?(?:[\w$]+\.)?(?:req|request|event|ctx\.request|c\.req|context\.request|ctx\.req)(?:\.(?:json|get_json|body|data|payload|form|formData|valid|text))(?:\(.{0,30}\))?$|^(?:JSON\.parse|json\.loads)\((?:await )?(?:req|request|event)\b[^()]{0,40}\)*$|^(?:event|request)\[["']body["']\]$/;

/** Texts that developers write: prompts that are kept in files are no documents. */
export const WRITTEN = /prompt|template|instruct|schema|guideline|persona|config|example|readme|polic(?:y|ies)|few_?shot|skill|rubric|system|fixture|golden|expected|knowledge|manifest|package\.json|ontology|__dirname|__file__/i;

/** Functions that read such a text, from a file that something else names. */
export const LOADS_PROMPT = /^_*(?:load|read|fetch|open)\w*(?:prompt|template|instruction)/i;

/** What somebody said, as one text: a conversation only where it was one. */
export const SPOKEN = /transcript$/i;

export function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
