/** What a call asks the model to do, where its own words say so. */
import type { Call } from '../src/core/call.ts';
import { staticText } from '../src/core/call.ts';

/** `short`: an answer of a few words. `data`: as long as what is put in, or a filled schema. */
export interface Task {
  /** With an article, for messages: `a yes/no answer`. */
  readonly name: string;
  readonly answer: 'short' | 'data';
  /** What shows that nothing but this is asked, for messages: `a limit of 50 tokens`. */
  readonly evidence: string;
}

interface Kind {
  readonly name: string;
  readonly answer: 'short' | 'data';
  readonly cues: readonly { test(text: string): boolean }[];
  /** The cue itself says that the answer is this and nothing more. */
  readonly closed?: boolean;
}

const LABEL = String.raw`(?:categor(?:y|ies)|class(?:es)?|labels?|intents?|types?|topics?|groups?|buckets?|departments?|agents?|options?)`;

const ENUMERATION = String.raw`"[\w ]{2,40}"\s{0,9}:\s{0,9}(?:(?:"[\w -]{1,24}"\s{0,9}\|\s{0,9}){1,12}"[\w -]{1,24}"|"(?:[\w-]{1,24}\|){1,12}[\w-]{1,24}")`;

const JUDGED = new RegExp(String.raw`\b(?:analy[sz]e|assess|classify|categori[sz]e|decide|detect|determine|evaluate|identify|judge|moderate|recommend|triage)\b[^]{0,1200}${ENUMERATION}`, 'i');

/** A schema that asks for one value of a list beside several fields in own words asks for more than a label. */
function isMostlyChosen(text: string): boolean {
  const fields = text.match(/"[\w ]{2,40}"\s{0,9}:/g)?.length ?? 0;
  const chosen = text.match(new RegExp(ENUMERATION, 'g'))?.length ?? 0;
  return fields < 4 || chosen * 2 >= fields;
}

/** Tried in this order. Quantifiers are bounded: prompts may be hostile. */
const KINDS: readonly Kind[] = [
  {
    name: 'a yes/no answer',
    answer: 'short',
    closed: true,
    cues: [
      /\b(?:answer|respond|reply|return|output|say)\b[^.\n]{0,40}\b(?:yes|true)["'`*]{0,3}(?:,? or |\s?\/\s?)["'`*]{0,3}(?:no|false)\b/i,
      /[「"]?はい[」"]?(?:か|または|もしくは|\/)[「"]?いいえ/,
      /(?:只|仅|僅)(?:需|能|要)?(?:回答|返回|输出|回复)[“"「]?(?:是|YES)[”"」]?(?:或|\/|还是)[“"「]?(?:否|不是|NO)/i,
    ],
  },
  {
    name: 'one label of a list',
    answer: 'short',
    cues: [
      new RegExp(String.raw`\b(?:classify|categori[sz]e|triage)\b[^.\n]{0,120}\b(?:into|as|by|to|in|using)\b[^.\n]{0,60}\b(?:one of|either|the following|these|${LABEL})\b`, 'i'),
      new RegExp(String.raw`\b(?:choose|pick|select|assign|return|respond with|output)\b[^.\n]{0,40}\b(?:exactly |only )?(?:one|a single) (?:of the|of these|${LABEL}|classification)\b`, 'i'),
      /\b(?:respond|reply|answer|return|output)\b[^.\n]{0,20}\b(?:only|just)\b[^.\n]{0,12}\bthe (?:category|label|class|intent|action|department|topic|route|agent|classification)\b/i,
      /\byou are (?:a|an|the) [^.\n]{0,60}\b(?:classifier|router|moderator|content moderation|intent (?:detector|detection|recogni[sz]er))\b/i,
      /\brespond with a single classif|\bmoderate\b[^.\n]{0,40}\b(?:content|comments?|posts?|messages?|submissions?|reviews)\b/i,
      /\b(?:du bist|sie sind|tu es|vous êtes|eres|você é|sei) (?:ein|une?|uma?)\b[^.\n]{0,40}\b(?:klassifi[kz]|classificat|clasificador|classificador)/i,
      // Values to choose from in a schema, behind a word that says that something is judged.
      { test: text => JUDGED.test(text) && isMostlyChosen(text) },
      /\bsentiment\b[^\n]{0,120}\bpositive\b[^\n]{0,40}\b(?:negative|neutral)\b/i,
      /(?:いずれか|どれか|次の|以下の)[^。\n]{0,40}(?:に|へ)分類|分類して(?:ください|下さい)|分类为|(?:归类|分類|分类)(?:到|为|至)|(?:以下|其中)(?:之一|一个)类/,
      /\b(?:klassifiziere|ordne)\b[^.\n]{0,80}\b(?:kategorien?|klassen?|einer der)\b|\bclas(?:sifie[rz]?|sez|ifica|sifique)\b[^.\n]{0,80}\b(?:cat[ée]gor[ií][ea]s?|une? des|una de las|uma das)\b/i,
    ],
  },
  {
    name: 'a one-word answer',
    answer: 'short',
    closed: true,
    cues: [
      /\b(?:answer|respond|reply|return|output)\b[^.\n]{0,30}\b(?:one|single|1)[ -](?:word|number|letter|digit|character|integer)\b/i,
      /(?:一言|単語一つ|一単語|数字のみ|数値のみ)で?(?:答え|回答|返|出力)|(?:只|仅)(?:回答|返回|输出)一个(?:词|单词|数字|字)/,
    ],
  },
  {
    name: 'a score',
    answer: 'short',
    cues: [/\b(?:score|rate|grade|evaluate|rank)\b[^\n]{0,120}(?:\b|\()(?:0|1)(?:\.0)?\s?(?:-|–|to|and)\s?(?:1(?:\.0)?|5|10|100)\b/i, /\breturn\b[^.\n]{0,30}\barray of scores\b/i],
  },
  {
    name: 'a title',
    answer: 'short',
    cues: [
      /\b(?:generate|create|write|give|suggest|provide|come up with)\b[^.\n]{0,30}\b(?:title|headline|subject line)\b[^.\n]{0,40}\b(?:for|of|from|that|based)\b[^.\n]{0,30}\b(?:conversation|chat|thread|session|discussion|message|document|text|article|note|question|query|request)\b/i,
      /(?:会話|チャット|対話|スレッド|文章|質問)[^。\n]{0,24}(?:タイトル|題名|見出し)|(?:对话|會話|会话|聊天|文本)[^。\n]{0,16}(?:标题|標題)/,
    ],
  },
  {
    name: 'keywords',
    answer: 'short',
    cues: [/\b(?:extract|generate|list|return|identify|suggest)\b[^.\n]{0,40}\b(?:keywords?|key ?phrases|hashtags?|search terms)\b/i, /キーワード[^。\n]{0,12}(?:抽出|生成|列挙)|(?:提取|生成)[^。\n]{0,12}(?:关键词|关键字)/],
  },
  {
    name: 'a query rewrite',
    answer: 'short',
    cues: [/\b(?:rewrite|rephrase|reformulate|expand|standalone)\b[^.\n]{0,60}\b(?:search )?(?:query|question)\b/i, /\balternative (?:phrasings|queries)\b/i],
  },
  {
    name: 'a translation',
    answer: 'data',
    cues: [
      /\byou are (?:a|an) [^.\n]{0,40}\btranslat(?:or|ion)\b|^\W{0,20}translate\b[^.\n]{0,80}\b(?:in)?to\b/im,
      /(?:日本語|英語|中国語|韓国語|[^\s。]{1,8}語)に(?:翻訳|訳)して|(?:翻译|翻譯)(?:成|为|為)/,
    ],
  },
  {
    name: 'extraction to a schema',
    answer: 'data',
    cues: [
      /^\W{0,20}(?:please )?(?:extract|parse)\b[^.\n]{0,140}\b(?:from|into|as)\b/im,
      /\byou are (?:a|an) [^.\n]{0,40}\b(?:extractor|extraction|parser)\b|\byour (?:task|job) is to extract\b/i,
      /(?:から|を)[^。\n]{0,24}抽出して|(?:提取|抽取)(?:出|以下|下列)?[^。\n]{0,20}(?:信息|字段|实体)/,
    ],
  },
];

/** Work without a known shape: the larger model may be there for good reason. */
const OPEN =
  /\b(?:write|draft|compose|author)\b[^.\n]{0,60}\b(?:article|blog|essay|story|e-?mail|letter|report|code|function|script|program|poem|proposal|documentation|plan|lesson|newsletter|post|explanation|reply|review)\b|\b(?:create|generate|produce|design|develop|devise|build|make)\b[^.\n]{0,60}\b(?:code|sql|essay|article|story|report|lesson|quiz|plans?|strategy|roadmap|architecture|itinerary|workflow|outline|recommendations|recipe|descriptions?|content)\b|\bstep[- ]by[- ]step\b|\bchain[- ]of[- ]thought\b|\breason (?:carefully|through|about)\b|\bin[- ]depth\b|\bcomprehensive\b|\bdetailed (?:analysis|explanation|report)\b|\bdiagnos|\blegal (?:advice|analysis)\b|\btutor\b|\bcoach\b|\b(?:images?|photos?|screenshots?|pictures?)\b|ステップバイステップ|詳細な(?:分析|説明|レポート)|逐步|详细(?:分析|说明)/i;

const ONLY =
  /\b(?:respond|reply|answer|return|output|provide|give|print)\b[^.\n]{0,40}\b(?:only|just|solely|nothing (?:else|but)|exactly one|(?:a )?single|one word)\b|\bonly (?:respond|return|output|reply|answer|the|a|valid|json)\b|\b(?:no|without) (?:other text|explanations?|preamble|commentary|additional text|extra text|markdown)\b|\bnothing else\b|(?:のみ|だけ)(?:を|で)?(?:出力|返|回答|答え)|(?:只|仅|僅)(?:需|能|要)?(?:返回|输出|回答|回复)|\b(?:nur|uniquement|s[oó]lo|apenas|somente|soltanto)\b/i;

/** The answer has the form of data: nothing is written around it. */
const LISTED = /\b(?:return|respond (?:with|in)|output|answer (?:with|in)|reply (?:with|in))\b[^.\n]{0,30}\bjson\b|\b(?:one per line|comma[- ]separated)\b|\beach\b[^.\n]{0,20}\bon (?:a|its own) (?:new |separate )?line\b/i;

const SMALL_LIMIT = 128;
/** A task stands at the head or the tail of a prompt; cues in the middle are about something else. */
const HEAD = 700;

/** The one simple task that a call asks for; undefined where it asks for more, or does not say. */
export function taskOf(call: Call): Task | undefined {
  const prompts = call.prompts.filter(({ part }) => part === 'system' || part === 'user');
  const whole = prompts.map(({ text }) => staticText(text)).join('\n');
  if (OPEN.test(whole.slice(0, 20_000))) return undefined;

  const places = prompts.map(({ text }) => ends(staticText(text))).join('\n');
  const kind = KINDS.find(({ cues }) => cues.some(cue => cue.test(places)));
  if (!kind) return undefined;
  const evidence = closing(call, whole.slice(0, 20_000)) ?? (kind.closed ? 'the prompt says so' : undefined);
  return evidence === undefined ? undefined : { name: kind.name, answer: kind.answer, evidence };
}

/** Does a call ask for writing, reasoning or code, by its own words? */
export function isOpenTask({ prompts }: Call): boolean {
  return OPEN.test(prompts.filter(({ part }) => part === 'system' || part === 'user').map(({ text }) => staticText(text)).join('\n').slice(0, 20_000));
}

/** What shows that the answer ends there. */
function closing({ limit, structured }: Call, text: string): string | undefined {
  if (limit.state === 'set' && limit.value !== undefined && limit.value <= SMALL_LIMIT) return `a limit of ${limit.value} tokens`;
  if (structured) return 'a schema';
  if (ONLY.test(text)) return 'nothing else';
  return LISTED.test(text) ? 'JSON or a list' : undefined;
}

function ends(text: string): string {
  return text.length <= 2 * HEAD ? text : `${text.slice(0, HEAD)}\n${text.slice(-HEAD)}`;
}
