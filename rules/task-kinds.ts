/** The simple tasks that prompts ask for, in the words of several languages. */
/** A simple task, and the words that ask for it. */
export interface Kind {
  readonly name: string;
  readonly answer: 'short' | 'data';
  readonly cues: readonly { test(text: string): boolean }[];
  /** The cue itself says that the answer is this and nothing more. */
  readonly closed?: boolean;
  /** What shows that more is asked for. */
  readonly beyond?: RegExp;
}

const LABEL = String.raw`(?:categor(?:y|ies)|class(?:es)?|labels?|intents?|types?|topics?|groups?|buckets?|departments?|agents?|options?)`;

/** `Answer yes or no, then explain`: the answer does not end there. */
const NO_MORE = String.raw`(?![^.\n]{0,60}\b(?:and (?!don?\b|just|never|no\b|not\b|nothing|only)|first|followed by|plus|then|with (?!no\b|nothing)))`;

const ENUMERATION = String.raw`"[\w ]{2,40}"\s{0,9}:\s{0,9}(?:(?:"[\w -]{1,24}"\s{0,9}\|\s{0,9}){1,12}"[\w -]{1,24}"|"(?:[\w-]{1,24}\|){1,12}[\w-]{1,24}")`;

const JUDGED = new RegExp(String.raw`\b(?:analy[sz]e|assess|classify|categori[sz]e|decide|detect|determine|evaluate|identify|judge|moderate|recommend|triage)\b[^]{0,1200}${ENUMERATION}`, 'i');

/** A schema that asks for one value of a list beside several fields in own words asks for more than a label. */
function isMostlyChosen(text: string): boolean {
  const fields = text.match(/"[\w ]{2,40}"\s{0,9}:/g)?.length ?? 0;
  const chosen = text.match(new RegExp(ENUMERATION, 'g'))?.length ?? 0;
  return fields < 4 || chosen * 2 >= fields;
}

const RATED = /\b(?:score|rate|grade|evaluate|rank)\b[^\n]{0,120}(?:\b|\()(?:0|1)(?:\.0)?\s?(?:-|–|to|and)\s?(?:1(?:\.0)?|5|10|100)\b/i;

/** A field of prose beside the score: `"feedback": "…"`. */
const SAYS_WHY = /\b(?:feedback|comments?|explanation|justification|rationale|critique)["'`*]{0,3}\s?:/i;

/** A score among so many fields is one of them, not the answer. */
const MANY_FIELDS = 4;

/** Fields of a schema in words: `- strengths: array of strings`, `- due (string)`. */
const TYPED = /^[ \t]{0,20}[-*][ \t]?["'`*]{0,3}\w{2,40}["'`*]{0,3}[ \t]?[:(][ \t]?(?:an? )?(?:array|bool|boolean|float|int|integer|list|number|object|string)\b/gim;

function fieldsIn(text: string): number {
  return new Set([...(text.match(/"[\w ]{2,40}"\s{0,9}:/g) ?? []), ...(text.match(TYPED) ?? [])]).size;
}

/** Fields of an answer that are lists, in shorthand: `suggestions[{name, score}]`, `tags[]`. */
const LISTS = /\b\w{3,30}\[\s{0,4}(?:\]|\{)/;

/** Fields that ask for a judgement: what is wanted does not stand in the text. */
const JUDGEMENT = /"\w{0,30}(?:analysis|consideration|assessment|recommendation|insight|interpretation|implication|narrative|strateg)\w{0,10}"\s{0,9}:/i;

/** Tried in this order. Quantifiers are bounded: prompts may be hostile. */
export const KINDS: readonly Kind[] = [
  {
    name: 'a yes/no answer',
    answer: 'short',
    closed: true,
    cues: [
      new RegExp(String.raw`\b(?:answer|respond|reply|return|output|say)\b[^.\n]{0,40}\b(?:yes|true)["'\`*]{0,3}(?:,? or |\s?\/\s?)["'\`*]{0,3}(?:no|false)\b${NO_MORE}`, 'i'),
      /[「"]?はい[」"]?(?:か|または|もしくは|\/)[「"]?いいえ/,
      /(?:只|仅|僅)(?:需|能|要)?(?:回答|返回|输出|回复)[“"「]?(?:是|YES)[”"」]?(?:或|\/|还是)[“"「]?(?:否|不是|NO)/i,
    ],
  },
  {
    name: 'a classification',
    answer: 'short',
    beyond: LISTS,
    cues: [
      new RegExp(String.raw`\b(?:classify|categori[sz]e|triage)\b[^.\n]{0,120}\b(?:into|as|by|to|in|using)\b[^.\n]{0,60}\b(?:one of|either|the following|these|${LABEL})\b`, 'i'),
      new RegExp(String.raw`\b(?:choose|pick|select|assign|return|respond with|output)\b[^.\n]{0,40}\b(?:exactly |only )?(?:one|a single) (?:of the|of these|${LABEL}|classification)\b`, 'i'),
      new RegExp(String.raw`\b(?:respond|reply|answer|return|output|choose|pick|select)\b[^.\n]{0,20}\b(?:exactly |only )?one of(?: the| these)?(?: following)?(?: ${LABEL}| words| values)?\s?:\s{0,3}["'\`*]{0,2}[\w -]{1,30}["'\`*]{0,2}(?:,|\||\/| or )`, 'i'),
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
      new RegExp(String.raw`\b(?:answer|respond|reply|return|output)\b[^.\n]{0,30}\b(?:one|single|1)[ -](?:word|number|letter|digit|character|integer)\b${NO_MORE}`, 'i'),
      /(?:一言|単語一つ|一単語|数字のみ|数値のみ)で?(?:答え|回答|返|出力)|(?:只|仅)(?:回答|返回|输出)一个(?:词|单词|数字|字)/,
    ],
  },
  {
    name: 'a score',
    answer: 'short',
    cues: [{ test: text => RATED.test(text) && fieldsIn(text) < MANY_FIELDS }, /\breturn\b[^.\n]{0,30}\barray of scores\b/i],
    beyond: SAYS_WHY,
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
    name: 'extraction',
    answer: 'data',
    beyond: JUDGEMENT,
    cues: [
      /^\W{0,20}(?:please )?(?:extract|parse)\b[^.\n]{0,140}\b(?:from|into|as)\b/im,
      /\byou are (?:a|an) [^.\n]{0,40}\b(?:extractor|extraction|parser)\b|\byour (?:task|job) is to extract\b/i,
      /(?:から|を)[^。\n]{0,24}抽出して|(?:提取|抽取)(?:出|以下|下列)?[^。\n]{0,20}(?:信息|字段|实体)/,
    ],
  },
];
