import { testRule } from '../harness.ts';
import { converse } from './sources.ts';

const sonnet = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const haiku = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const small = 'inferenceConfig: { maxTokens: 10 },';
const flagged = (name: string, user: string, task: string, evidence: string, rest = small) => ({
  name,
  code: converse({ model: sonnet, user, rest }),
  findings: [{ messageId: 'oversized', line: 6, data: { percent: 67, smaller: 'Claude Haiku 4.5', task, evidence }, fixed: null, suggested: converse({ model: haiku, user, rest }) }],
});
const silent = (name: string, user: string, rest = 'inferenceConfig: { maxTokens: 2000 },') => ({ name, code: converse({ model: sonnet, user, rest }), findings: [] });

const shared = (use: string): string =>
  converse({ user: '`Is this spam? Answer yes or no.\\n${question}`', rest: small, before: `const MODEL = '${sonnet}';\n${use}` }).replace("'us.anthropic.claude-sonnet-4-6'", 'MODEL');

testRule('no-oversized-model', [
  { name: 'a name of its own', code: shared(''), findings: [{ messageId: 'oversized', suggested: shared('').replace(sonnet, haiku) }] },
  {
    name: 'a second model, where the first failed',
    code: `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
const send = (modelId, mail) => client.send(new ConverseCommand({ modelId, messages: [{ role: 'user', content: [{ text: \`Is this spam? Answer yes or no.\\n\${mail}\` }] }], inferenceConfig: { maxTokens: 9 } }));
export async function isSpam(mail) {
  try {
    return await send('us.amazon.nova-micro-v1:0', mail);
  } catch {
    return send('us.amazon.nova-pro-v1:0', mail);
  }
}
`,
    findings: [],
  },
  {
    name: 'extraction that the model thinks about first',
    filename: 'case.py',
    code: `import json
import boto3
client = boto3.client("bedrock-runtime")


def pull(text):
    body = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 16000, "messages": [{"role": "user", "content": f"Extract the reviews from the page as JSON. Return only JSON.\\n{text}"}]}
    body["thinking"] = {"type": "enabled", "budget_tokens": 5000}
    return client.invoke_model(modelId="${sonnet}", body=json.dumps(body))
`,
    findings: [],
  },
  {
    name: 'a picture to read',
    filename: 'case.py',
    code: 'import boto3\nclient = boto3.client("bedrock-runtime")\n\ndef read(page, number):\n    return client.converse(modelId="us.anthropic.claude-sonnet-4-6", messages=[{"role": "user", "content": [{"image": {"format": "png", "source": {"bytes": page}}}, {"text": f"Extract all text from page {number}. Return only JSON."}]}], inferenceConfig={"maxTokens": 2000})\n',
    findings: [],
  },
  { name: 'whether the model is there at all', code: converse({ model: sonnet, user: "'Answer with one word only: OK'", rest: small }), findings: [] },
  { name: 'in a test of a model', filename: 'tests/test_models.py', code: 'import boto3\nboto3.client("bedrock-runtime").converse(modelId="us.amazon.nova-pro-v1:0", messages=[{"role": "user", "content": [{"text": "Answer with one word only: is this a test?"}]}], inferenceConfig={"maxTokens": 9})\n', findings: [] },
  silent('extraction into fields of judgement', '`You are a clinical data extraction assistant. Respond with only valid JSON: {"key_values": ["string"], "pattern_analysis": "string", "clinical_considerations": "string"}\n${question}`'),
  { name: 'a name that other code reads', code: shared('export const fallback = MODEL;\n'), findings: [{ messageId: 'oversized', suggested: null }] },
  flagged('yes or no', '`Is this spam? Answer yes or no.\\n${question}`', 'a yes/no answer', 'a limit of 10 tokens'),
  flagged('yes or no, by its words', '`Is this spam? Answer only "yes" or "no".\\n${question}`', 'a yes/no answer', 'nothing else is asked', 'inferenceConfig: { maxTokens: 2000 },'),
  flagged('a label', '`Classify the ticket into one of these categories: bug, billing. ${question}`', 'a classification', 'a limit of 10 tokens'),
  flagged('a score', '`Rate how relevant the text is on a scale from 0 to 10. Return only the number. ${question}`', 'a score', 'a limit of 10 tokens'),
  flagged('a title', '`Generate a short title for this conversation. ${question}`', 'a title', 'a limit of 10 tokens'),
  flagged('a query in other words, one on each line', '`Given this search query, generate 3 alternative phrasings. Each variation should be on a new line. ${question}`', 'a query rewrite', 'only JSON or a list', 'inferenceConfig: { maxTokens: 2000 },'),
  flagged('a translation', '`Translate the text into French. Return only the translation. ${question}`', 'a translation', 'nothing else is asked', 'inferenceConfig: { maxTokens: 2000 },'),
  flagged('extraction', '`Extract the names from the text. Return only JSON. ${question}`', 'extraction', 'nothing else is asked', 'inferenceConfig: { maxTokens: 2000 },'),
  ...['image: { format: "png", source: { bytes } }', 'video: { format: "mp4", source: { bytes } }'].map(block => silent(`extraction from what it sees: ${block}`, `\`Extract the names from the page. Return only JSON.\` }, { ${block}`)),
  flagged('in Japanese', '`次の文章を以下のカテゴリのいずれかに分類してください。カテゴリ名のみを出力してください。${question}`', 'a classification', 'a limit of 10 tokens'),
  flagged('in Chinese', '`请将下面的评论分类为正面或负面，只返回类别。${question}`', 'a classification', 'a limit of 10 tokens'),
  flagged('in German', '`Ordne die Nachricht einer der Kategorien zu. Antworte nur mit der Kategorie. ${question}`', 'a classification', 'a limit of 10 tokens'),
  flagged('one label of a list', '`Answer with exactly one of: CARD, LOAN, OTHER. ${question}`', 'a classification', 'a limit of 10 tokens'),
  silent('yes or no, where somebody asks for it', '`You help gardeners. If the user asks whether a plant is poisonous, answer yes or no. ${question}`'),
  silent('yes or no, behind a condition', '`You help customers. Answer yes or no where the user asks so. ${question}`'),
  silent('yes or no, which is forbidden', '`You help customers. Never reply with yes or no only. ${question}`'),
  flagged('yes or no, and never more', '`Is this spam? Answer only yes or no, and never maybe. ${question}`', 'a yes/no answer', 'a limit of 10 tokens'),
  silent('yes or no, and more', '`You help customers. Answer yes or no first, and name the page of the manual. ${question}`'),
  flagged('nothing but yes or no', '`Is this spam? Do not answer anything but yes or no. ${question}`', 'a yes/no answer', 'the prompt says so', 'inferenceConfig: { maxTokens: 2000 },'),
  silent('a label among other work', '`Classify the ticket into one of these categories, then write a reply that solves it step by step. ${question}`'),
  silent('a label that nothing ends', '`Classify the ticket into one of these categories and say why you think so. ${question}`'),
  flagged('a title for something that is written', '`Write a short title for this article. ${question}`', 'a title', 'a limit of 10 tokens'),
  silent('an article and its title', '`Write an article and a title for it. Return only these. ${question}`'),
  silent('an article, with a title', '`Write an article with a title about ${question}. Return only the article.`'),
  silent('writing', '`Write an article about ${question}. Return only the article.`'),
  silent('code', '`Generate code for ${question}. Respond with only the code.`'),
  silent('a plan', '`Create a plan. Respond with JSON: {"action": "query|create|update"}. ${question}`'),
  flagged('a schema of labels', '`Analyze the message. Return only JSON: {"sentiment": "positive" | "negative", "urgency": "low|high", "language": "code", "reason": "short"}. ${question}`', 'a classification', 'nothing else is asked', 'inferenceConfig: { maxTokens: 2000 },'),
  silent('one choice beside fields in own words', '`Analyze the preview and decide. Return only JSON: {"optimizeFor": "cost" | "speed", "assignments": {"<task>": "<method>"}, "rationale": "2 sentences", "savings": "in words"}. ${question}`'),
  silent('findings in free sentences', '`Extract 3 key findings from the text. Respond with a JSON array of strings, each an actionable finding. ${question}`'),
  silent('suggestions with reasons, in German', '`Du bist ein Klassifizierer für Kategorien. Erzeuge max. 20 Vorschläge. Liefere JSON mit Feldern: suggestions[{name, score}], tags[], reasoning. Antworte nur JSON. ${question}`'),
  silent('a judge of other models', '`You are an evaluation judge. Return only JSON: {"score": 0.5}, a score from 0 to 1. ${question}`'),
  silent('thoughts before the answer', '`Extract the figures from the call. Think through each step and write your thoughts in <scratchpad> tags. Return only valid JSON. ${question}`'),
  silent('chat', '`${question}`'),
  silent('a judgement of an image', '`Rate the photo from 1 to 10. Return only the number. ${question}`'),
  silent('a score among what else is asked of each item', '`Find companies like this one. For each a similarity score (0.0-1.0). Return only JSON: {"companies": [{"name": "", "website": "", "similarity_score": 0.8, "reasoning": "brief"}]}. ${question}`'),
  silent('a score among fields that are told in words', '`Rate the boat on a scale of 1-10.\n${question}\nReturn JSON:\n- hull: number (1-10)\n- sails: number\n- remarks: string (what to mend)\n- repairs: array of strings`'),
  silent('a score with words for the one who is scored', '`Rate each answer on a scale from 1 to 10. Return only JSON: {"1": {"score": 10, "feedback": "The answer names both docks."}, …}. ${question}`'),
  flagged('a score with its reason', '`Rate the text on a scale from 0 to 10. Return only JSON: {"score": 3, "reason": "short"}. ${question}`', 'a score', 'nothing else is asked', 'inferenceConfig: { maxTokens: 2000 },'),
  { name: 'an older model of the small line', code: converse({ model: 'us.anthropic.claude-3-5-haiku-20241022-v1:0', user: '`Is this spam? Answer yes or no. ${question}`', rest: small }), findings: [] },
  { name: 'a small model', code: converse({ model: haiku, user: '`Is this spam? Answer yes or no. ${question}`', rest: small }), findings: [] },
  { name: 'a cheap model', code: converse({ model: 'us.amazon.nova-lite-v1:0', user: '`Is this spam? Answer yes or no. ${question}`', rest: small }), findings: [] },
  {
    name: 'tools make an agent of it',
    code: converse({ model: sonnet, user: '`Is this spam? Answer yes or no. ${question}`', rest: "toolConfig: { tools: [{ toolSpec: { name: 'look', description: 'Looks it up.', inputSchema: { json: { type: 'object' } } } }] }," }),
    findings: [],
  },
  {
    name: 'a model that is made once and asked for more than this, told where it is asked',
    filename: 'case.py',
    code: `from langchain_aws import ChatBedrockConverse
llm = ChatBedrockConverse(model="${sonnet}", max_tokens=900)
def spam(text):
    return llm.invoke(f"Is this spam? Answer yes or no. {text}")
def essay(topic):
    return llm.invoke(f"Write an essay about {topic}, in five parts, for people who know nothing of it.")
`,
    findings: [{ messageId: 'oversized', line: 4, suggested: null }],
  },
  {
    name: 'no id to put in its place',
    code: converse({ model: 'anthropic.claude-3-5-sonnet-20241022-v2:0', user: '`Is this spam? Answer yes or no. ${question}`', rest: small }),
    findings: [{ messageId: 'oversized', suggested: null }],
  },
]);
