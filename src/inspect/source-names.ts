/** Names that tell what a value is: functions by their package, and names that people give. */
import type { ExternalValue, HoleKind } from '../core/value.ts';
import { callChain } from './call-chain.ts';

/** Functions that give the time, by dotted name. */
const TIME = /^(?:Date\.now|performance\.now|Temporal\.Now\.\w+|(?:luxon\.)?DateTime\.(?:now|utc|local)|datetime\.(?:datetime\.)?(?:now|utcnow|today)|datetime\.date\.today|time\.(?:time|time_ns|localtime|gmtime|ctime|strftime|monotonic|perf_counter)|pendulum\.(?:now|today)|arrow\.(?:now|utcnow)|django\.utils\.timezone\.(?:now|localdate|localtime)|pandas\.Timestamp\.(?:now|today)|time\.Now|(?:java\.time\.)?(?:LocalDate|LocalTime|LocalDateTime|ZonedDateTime|OffsetDateTime|Instant)\.now|System\.currentTimeMillis)$/;
/** Those that give it only where they are given nothing. */
const TIME_WITHOUT_ARGUMENTS = /^(?:Date|moment(?:\.utc)?|dayjs(?:\.utc)?)$/;
const RANDOM = /^(?:Math\.random|crypto\.(?:randomUUID|randomBytes|randomInt|getRandomValues)|uuid\.(?:v[1467]|uuid[14678]|NewString|New|NewRandom)|nanoid(?:\.\w+)?|ulid(?:\.\w+)?|cuid(?:\.\w+)?|@paralleldrive\/cuid2\.createId|shortid\.generate|random\.\w+|secrets\.\w+|numpy\.random\.\w+|os\.urandom|(?:java\.util\.)?UUID\.randomUUID|Guid\.NewGuid)$/;
const FILE = /^(?:fs(?:\/promises)?|fs-extra)\.(?:promises\.)?readFile(?:Sync)?$|^open(?:\.read)?$|(?:^|\.)read_text$|^Deno\.readTextFile/;
const SEARCH = /(?:^|\.)(?:similarity_search\w*|similaritySearch\w*|max_marginal_relevance_search|retrieve|get_relevant_documents|getRelevantDocuments|search)$/;
const NO_SEARCH = /^(?:re|regex)\./;

const NAMES: readonly (readonly [HoleKind, RegExp])[] = [
  ['id', /(?:^|[._])(?:id|uuid|guid)$|[a-z\d](?:Id|ID|Uuid|UUID|Guid)$/],
  ['user', /(?:^|[._])(?:(?:user|customer|client|patient|employee|member|account)[._]?(?:full_?|first_?|last_?)?name|(?:full|first|last)_?name|user_?email|email_?address)$/i],
  ['history', /(?:^|[._])(?:history|transcript|conversation|messages|turns)$|(?:History|Transcript|Conversation|Messages)$/],
  ['search', /(?:search|retriev\w{0,20}|knowledge|kb|rag)_?(?:results?|docs?|documents?|chunks?|passages?|contexts?)$|(?:^|[._])(?:chunks|passages|retrieved\w{0,40})$/i],
];

/** Histories that are no conversation: records of a person, a thing or a market. */
const RECORD = /(?:audit|billing|browsing|career|change|claims?|clinical|commit|credit|education|employment|family|git|health|incident|job|location|maintenance|medical|medication|order|patient|payment|price|purchase|reading|relevant|repair|revision|sales|search|service|social|surgical|trade|transaction|travel|treatment|version|viewing|watch|work)_?history$/i;

/** What a name says that people gave to a value: `sessionId`, `user.name`, `chat_history`; undefined for all others. */
export function kindOfName(name: string): HoleKind | undefined {
  const plain = /^[\w$.?!]+$/.test(name) ? name.replaceAll(/[?!$]/g, '') : undefined;
  return plain === undefined || RECORD.test(plain) ? undefined : NAMES.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** What the function that first made a value gives; undefined where its name says nothing. */
export function kindOfCall(value: ExternalValue): HoleKind | undefined {
  const chain = callChain(value);
  const [first] = chain;
  if (!first) return undefined;
  if (TIME.test(first.name) || (first.isBare && TIME_WITHOUT_ARGUMENTS.test(first.name))) return 'time';
  if (RANDOM.test(first.name)) return 'random';
  if (chain.some(({ name }) => FILE.test(name))) return 'file';
  return chain.some(({ name }) => SEARCH.test(name) && !NO_SEARCH.test(name)) ? 'search' : undefined;
}
