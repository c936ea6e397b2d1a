import { testRule } from '../harness.ts';
import { converse } from './sources.ts';

const limit = (tokens: number | string): string => `inferenceConfig: { maxTokens: ${tokens} },`;
const ask = (user: string, tokens: number | string = 4096): string => converse({ user: `\`${user} \${question}\``, rest: limit(tokens) });
const flagged = (name: string, user: string, asked: string, value: number) => ({
  name,
  code: ask(user),
  findings: [{ messageId: 'excessive', line: 8, data: { limit: '4,096', asked, usd: '$0.068', value: value.toLocaleString('en') }, fixed: null, suggested: ask(user, value) }],
});
const silent = (name: string, user: string, tokens: number | string = 4096) => ({ name, code: ask(user, tokens), findings: [] });
const python = (request: string, before = ''): string => `import json
import boto3
client = boto3.client("bedrock-runtime")
${before}
def ask(question):
    return client.${request}
`;

const wrapper = (rest: string): string => converse({ user: 'question', rest });

testRule('no-excessive-max-tokens', [
  flagged('words', 'Summarize the text in at most 30 words.', '30 words', 128),
  flagged('a range of words, under a heading of its own', 'Write a note on the visit.\\nLength: 150-250 words', '250 words', 1024),
  flagged('sentences', 'Describe the picture in 2-3 sentences.', '3 sentences', 512),
  flagged('one line', 'Answer in a single line.', '1 line', 128),
  flagged('yes or no', 'Is this spam? Answer yes or no.', 'a yes/no answer', 64),
  flagged('one of some words', 'Respond with only one of these three words: keep, drop, ask.', 'one word of a list', 64),
  flagged('a flat object', 'Return only JSON: {"passed": boolean, "score": number}.', 'a JSON object of 2 fields', 512),
  flagged('a flat object whose names hold blanks', 'Return only JSON: {"Name of school": string, "Date of visit": string, "Town": string}.', 'a JSON object of 3 fields', 512),
  silent('a field of several words that holds text', 'Return only JSON: {"Town": string, "A short summary": string}.'),
  { name: 'an object, beside tools that may be called', code: converse({ user: '`Return only JSON: {"passed": boolean, "score": number}. ${question}`', rest: `${limit(4096)}\n      toolConfig: { tools: [{ toolSpec: { name: 'list', inputSchema: { json: { type: 'object', properties: { found: { type: 'array', items: { type: 'string' } } } } } } }] },` }), findings: [] },
  { name: 'yes or no, beside tools that may be called', code: converse({ user: '`Is this spam? Answer yes or no. ${question}`', rest: `${limit(4096)}\n      toolConfig: { tools: [{ toolSpec: { name: 'list', inputSchema: { json: { type: 'object' } } } }] },` }), findings: [] },
  silent('a length for some answers', 'You help customers. If they ask for the hours of a shop, answer in one sentence.'),
  silent('a length for most answers, and a longer one', 'Answer in one sentence. If details are asked for, answer in 900 words.'),
  silent('a length that is forbidden', 'Do not answer in one word.'),
  silent('thoughts before a label', 'First weigh the post inside of <thinking> tags. Then answer yes or no.'),
  silent('an object in an object', 'Return only JSON: {"next": "what to ask", "data": { "name": "value" }}.'),
  { name: 'a model that thinks before it answers', code: converse({ model: 'openai.gpt-oss-120b-1:0', user: '`Return only JSON: {"tier": "one word", "why": "one sentence"}. ${question}`', rest: limit(1200) }), findings: [] },
  {
    name: 'more than the model writes, by a flag of its vendor',
    code: converse({ model: 'us.anthropic.claude-3-7-sonnet-20250219-v1:0', user: '`${question}`', rest: `${limit(128_000)}\n      additionalModelRequestFields: { anthropic_beta: ['output-128k-2025-02-19'] },` }),
    findings: [],
  },
  {
    name: 'the same in Python',
    filename: 'case.py',
    code: python('converse(modelId="us.anthropic.claude-3-7-sonnet-20250219-v1:0", messages=[{"role": "user", "content": [{"text": question}]}], inferenceConfig={"maxTokens": 128000}, additionalModelRequestFields={"anthropic_beta": ["output-128k-2025-02-19"]})'),
    findings: [],
  },
  {
    name: 'a flag for something else',
    filename: 'case.py',
    code: python('converse(modelId="us.anthropic.claude-3-7-sonnet-20250219-v1:0", messages=[{"role": "user", "content": [{"text": question}]}], inferenceConfig={"maxTokens": 128000}, additionalModelRequestFields={"anthropic_beta": ["token-efficient-tools-2025-02-19"]})'),
    findings: [{ messageId: 'above' }],
  },
  silent('a limit that fits', 'Summarize the text in at most 30 words.', 256),
  silent('a little more than that', 'Is this spam? Answer yes or no.', 512),
  silent('the length of one part', 'Write a report. Describe each finding in 30 words.'),
  silent('the length of a field', 'Return JSON: {"title": "at most 8 words", "body": "the article"}.'),
  silent('a minimum', 'Answer in at least 30 words.'),
  silent('a label with its reasons', 'Is this spam? Answer yes or no, then explain why.'),
  silent('several objects', 'Return a JSON array: [{"name": "x", "score": 1}].'),
  silent('a field that holds text', 'Return only JSON: {"title": "x", "summary": "y"}.'),
  silent('a long text', 'Write an essay of 3000 words on this.'),
  silent('a limit that is computed', 'Is this spam? Answer yes or no.', 'Number(process.env.LIMIT)'),
  {
    name: 'thinking comes before the answer',
    code: converse({ user: '`Is this spam? Answer yes or no. ${question}`', rest: `${limit(4096)} additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 2000 } },` }),
    findings: [],
  },
  {
    name: 'a constant that others may read',
    code: converse({ user: '`Answer yes or no. ${question}`', rest: limit('LIMIT'), before: 'const LIMIT = 4096;\n' }),
    findings: [{ messageId: 'excessive', suggested: null }],
  },
  {
    name: 'above what the model writes',
    code: converse({ model: 'us.amazon.nova-lite-v1:0', rest: limit(10_000) }),
    findings: [{ messageId: 'above', data: { key: 'inferenceConfig.maxTokens', limit: '10,000', model: 'Nova Lite', max: '5,000' }, suggested: converse({ model: 'us.amazon.nova-lite-v1:0', rest: limit(5000) }) }],
  },
  { name: 'a K of 1,024', code: converse({ model: 'us.amazon.nova-lite-v1:0', rest: limit(5120) }), findings: [] },
  {
    name: 'all that the model writes',
    code: converse({ model: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', rest: limit(64_000) }),
    findings: [{ messageId: 'maximum', data: { key: 'inferenceConfig.maxTokens', model: 'Claude Sonnet 4.5', usd: '$1.06' }, suggested: null }],
  },
  { name: 'all that a small model writes', code: converse({ model: 'us.meta.llama3-3-70b-instruct-v1:0', rest: limit(4096) }), findings: [] },
  {
    name: 'an option',
    code: ask('Is this spam? Answer yes or no.'),
    options: { slack: 8000 },
    findings: [],
  },
  {
    name: 'Python: converse',
    filename: 'case.py',
    code: python('converse(modelId="us.amazon.nova-pro-v1:0", messages=[{"role": "user", "content": [{"text": f"Summarize in 20 words: {question}"}]}], inferenceConfig={"maxTokens": 4000})'),
    findings: [{ messageId: 'excessive', suggested: python('converse(modelId="us.amazon.nova-pro-v1:0", messages=[{"role": "user", "content": [{"text": f"Summarize in 20 words: {question}"}]}], inferenceConfig={"maxTokens": 64})') }],
  },
  {
    name: 'Python: a body',
    filename: 'case.py',
    code: python('invoke_model(modelId="us.anthropic.claude-sonnet-4-6", body=json.dumps({"anthropic_version": "bedrock-2023-05-31", "max_tokens": 2000, "messages": [{"role": "user", "content": f"Answer with one word. {question}"}]}))'),
    findings: [{ messageId: 'excessive' }],
  },
  {
    name: 'the AI SDK',
    code: `import { bedrock } from '@ai-sdk/amazon-bedrock';
import { generateText } from 'ai';
export const ask = (question: string) =>
  generateText({ model: bedrock('us.anthropic.claude-sonnet-4-6'), prompt: \`Answer yes or no. \${question}\`, maxOutputTokens: 4096 });
`,
    findings: [{ messageId: 'excessive', line: 4 }],
  },
  {
    name: 'LangChain',
    filename: 'case.py',
    code: `from langchain_aws import ChatBedrockConverse
model = ChatBedrockConverse(model="us.amazon.nova-lite-v1:0", max_tokens=10000)
`,
    findings: [{ messageId: 'above' }],
  },
  {
    name: 'a class that adds a limit of its own where none is given',
    filename: 'case.py',
    code: `from langchain_aws import ChatBedrock
model = ChatBedrock(model_id="anthropic.claude-3-5-haiku-20241022-v1:0", max_tokens=10000)
quiet = ChatBedrock(model_id="anthropic.claude-3-5-haiku-20241022-v1:0")
`,
    findings: [{ messageId: 'above', line: 2 }],
  },
  {
    name: 'the one caller of a function that nobody else can call',
    code: `${wrapper(limit(4096)).replace('export function', 'function')}export const isSpam = (mail: string) => ask(\`Is this spam? Answer yes or no. \${mail}\`);\n`,
    findings: [{ messageId: 'excessive' }],
  },
  {
    name: 'a limit that a wrapper sends for all of its callers, of whom one asks for a label',
    code: `${wrapper(`inferenceConfig: { maxTokens: 4096 },`)}export const write = (mail: string) => ask(\`Write a full report on this mail. \${mail}\`);\nexport const isSpam = (mail: string) => ask(\`Is this spam? Answer yes or no. \${mail}\`);\n`,
    findings: [],
  },
  {
    name: 'a default of a wrapper: at the caller that could send another',
    code: `${wrapper(limit('max')).replace('ask(question)', 'ask(question, max = 4096)')}export const write = (mail: string) => ask(\`Write a full report on this mail. \${mail}\`);\nexport const isSpam = (mail: string) => ask(\`Is this spam? Answer yes or no. \${mail}\`);\n`,
    findings: [{ messageId: 'excessive', line: 13, fixed: null, suggested: null }],
  },
  {
    name: 'a limit that the caller hands to a wrapper',
    code: `${wrapper(limit('max')).replace('ask(question)', 'ask(question, max)')}export const write = (mail: string) => ask(\`Write a full report on this mail. \${mail}\`, 4096);\nexport const isSpam = (mail: string) => ask(\`Is this spam? Answer yes or no. \${mail}\`, 4096);\n`,
    findings: [{ messageId: 'excessive', line: 13 }],
  },
  {
    name: 'a limit of a chat model that is asked many things',
    filename: 'case.py',
    code: `from langchain_aws import ChatBedrockConverse
model = ChatBedrockConverse(model="us.amazon.nova-lite-v1:0", max_tokens=4000)

def write(mail):
    return model.invoke(f"Write a full report on this mail: {mail}")

def is_spam(mail):
    return model.invoke(f"Is this spam? Answer yes or no. {mail}")
`,
    findings: [],
  },
]);
