/** What functions, methods and patterns do with the text of an answer, by their names. */

/** What becomes of the text: it goes on as text, is used up, is cut into pieces, or is not used at all. */
export type Step = 'same' | 'none' | 'whole' | 'json' | 'number' | 'compared' | 'pieces' | 'pattern';

const SAME = new Set(
  'trim strip lstrip rstrip trimStart trimEnd trimLeft trimRight toString valueOf String str replace replaceAll removeprefix removesuffix normalize toLowerCase toUpperCase toLocaleLowerCase lower upper casefold capitalize title slice substring substr encode decode unescape dedent cast Buffer from_bytes TrimSpace ToLower ToUpper ReplaceAll Trim TrimPrefix TrimSuffix'.split(' '),
);
const COMPARES = new Set('startsWith startswith endsWith endswith includes has Contains HasPrefix HasSuffix EqualFold localeCompare'.split(' '));
const NUMBERS = new Set('parseInt parseFloat Number int float Decimal Atoi ParseFloat ParseInt'.split(' '));
const UNUSED = new Set('len Boolean bool isinstance type count find indexOf lastIndexOf search_index rfind index codePointAt'.split(' '));
const PATTERNS = new Set('match matchAll search findall fullmatch finditer exec test FindStringSubmatch FindString MatchString'.split(' '));
const PIECES = new Set('split splitlines partition rpartition rsplit Split Fields'.split(' '));
const JSON_READERS = /^(?:model_validate_json|validate_json|parse_raw|parse_json(?:_\w+)?|jsonrepair|repair_json|literal_eval|Unmarshal)$|^(?=\w*json)(?:safe|try|parse|load|extract|repair|clean|read|robust|lenient|fix|_)+\w*json\w*$/i;
const CLEANS = /^(?:strip|clean|trim|remove|sanitize|normali[sz]e)_?\w*$/i;
const LOGS = /^(?:console|logger|log|logging|_logger|_log|LOG|LOGGER|this\.logger|self\.logger|core|winston|pino)\.|^(?:warn|debug|log\w*|Error|\w+Error|\w+Exception)$|^(?:metrics?|tracer|span)\./;

/** Methods by which a chat model, an agent or a chain is asked. */
export const ASKS = /^(?:a?invoke|a?call|a?predict|a?generate|run|a?complete|a?chat|a?stream|invoke_async|prompt|converse|query|batch|abatch)$/;
/** Methods of lists and promises whose callback gives what they then hold. */
export const MAPS = /^(?:map|flatMap|then|reduce|from)$/;
/** Methods behind which a response, or a part of it, is still that. */
export const SELECTS = /^(?:result|find|findLast|filter|at|slice|next|pop|shift|values|items|iter|reverse|catch|finally|json|read|text|decode|transformToString|transformToByteArray|toString|model_dump|to_dict|dict|iter_lines|getReader|get_final_message|finalMessage|sort|concat|cast)$/;
/** Functions that give the response that they are handed in another form. */
export const DECODES = /^(?:parse|loads?|decode|from|toString|String|str|fromBytes|toUtf8|next|list|iter|enumerate|reversed|cast|Buffer|Uint8Array|TextDecoder|tuple|dict)$/;
/** Methods of a response that give its text. */
export const AS_TEXT = /^(?:get_final_text|finalText|get_text|text)$/;

/** Characters of a name that somebody gave to be read. */
const mostName = 200;

/** A method of the text: `text.trim()`. */
export function ofMethod(name: string): Step {
  if (SAME.has(name)) return 'same';
  if (COMPARES.has(name)) return 'compared';
  if (UNUSED.has(name)) return 'none';
  if (PATTERNS.has(name)) return 'pattern';
  return PIECES.has(name) ? 'pieces' : 'whole';
}

/** A function that gets the text: `JSON.parse(text)`; `written` is the callee as the source says, `name` its last name. */
export function ofFunction(written: string, name: string): Step {
  if (name.length > mostName) return 'whole';
  if (/^(?:JSON5?|json\w*|ujson|orjson|simplejson|demjson3?|dirtyjson|json_repair|destr|superjson|SuperJSON)\.(?:parse|loads?|decode)$/i.test(written) || JSON_READERS.test(name)) return 'json';
  if (NUMBERS.has(name)) return 'number';
  if (LOGS.test(written) || UNUSED.has(name) || /token/i.test(name)) return 'none';
  if (/^(?:re|regex)\.(?:sub|subn)$/.test(written)) return 'same';
  if (/^(?:re|regex)\.split$/.test(written)) return 'whole';
  if (PATTERNS.has(name)) return 'pattern';
  if (COMPARES.has(name)) return 'compared';
  return SAME.has(name) || CLEANS.test(name) || name === 'join' || name === 'next' ? 'same' : 'whole';
}

/** Functions that give what they were handed, when it has come. */
export function isPassedThrough(written: string, name: string): boolean {
  return /^(?:Promise\.(?:all|resolve|race|any)|asyncio\.(?:gather|run|wait_for|create_task|ensure_future)|anyio\.run|\w+\.run_until_complete)$/.test(written) || /^(?:await|trace|retry|withRetry|pRetry|backOff|withTimeout|with_retry|run_sync|sync|async_to_sync)$/i.test(name);
}

/** Functions that run what they are handed, under a guard of their own, and give what it gives: `breaker.execute(() => …)`. */
export function givesBack(written: string, name: string): boolean {
  return isPassedThrough(written, name) || /retry|timeout|limit|backoff|queue|enqueue|span|trace|measure|withC/i.test(name) || (/^(?:a?call|execute|exec|run|fire|schedule|add|invoke|protect|guard)$/.test(name) && GUARDS.test(written));
}

const GUARDS = /(?:breaker|circuit|bulkhead|limit|queue|policy|retr(?:y|ier)|semaphore|throttl|pool|resilien)\w*\.\w+$/i;

/** What a regular expression picks from an answer. */
export type Picked = { readonly kind: 'json' } | { readonly kind: 'number' } | { readonly kind: 'tag'; readonly name?: string } | { readonly kind: 'words'; readonly words: readonly string[] } | undefined;

/** A pattern that says what it picks is short; what is longer would be read once for each of its braces and tags. */
const mostPattern = 1000;

/** By its source, without delimiters; undefined where it tells nothing of the answer's form. */
export function pickedBy(source: string): Picked {
  if (source.length > mostPattern) return undefined;
  const plain = source.replaceAll(String.raw`\/`, '/').replaceAll(/\\?([<>])/g, '$1');
  const tag = /<([\w-]+)[^<>]*>.*<\/\1\s*>/s.exec(plain) ?? /<([\w-]+)>/.exec(plain);
  if (tag) return { kind: 'tag', name: tag[1]! };
  if (/`{3}|\\?\{.*\\?\}|\\\[.*\\\]/s.test(plain)) return { kind: 'json' };
  if (/^[\^([]*(?:\?:)?[-+?\\b([]*(?:\\d|0-9|1-9)(?:[\\d.?*+()[\]{},0-9$b|-])*$/.test(plain)) return { kind: 'number' };
  const words = /^\^?(?:\\b|\\s\*)?\(?(?:\?:)?([A-Za-z_]+(?:\|[A-Za-z_]+)*)\)?(?:\\b)?\$?$/.exec(plain);
  return words ? { kind: 'words', words: words[1]!.split('|') } : undefined;
}

/** A separator that a text is cut at. */
export function cutAt(separator: string | undefined): 'lines' | 'words' | 'tag' | 'fence' | 'other' {
  if (separator === undefined || separator === ' ') return 'words';
  if (/^\r?\n$/.test(separator)) return 'lines';
  if (separator.startsWith('```')) return 'fence';
  return /^<\/?[\w-]+>$/.test(separator) ? 'tag' : 'other';
}
