import { testRule } from '../harness.ts';
import { answered, answeredPython } from './answers.ts';

const cut = "return text.split('<verdict>')[1].split('</verdict>')[0];";
const match = 'return text.match(/<verdict>(.*?)<\\/verdict>/s)?.[1];';
const user = '`Put your verdict into <verdict> tags. ${question}`';
const begun = (code: string, start: string): string => code.replace('}] }],\n', `}] }, { role: 'assistant', content: [{ text: '${start}' }] }],\n`);
const silent = (name: string, code: string) => ({ name, code, findings: [] });

testRule('require-stop-sequences', [
  {
    name: 'a tag that is cut out',
    code: answered(cut, { user }),
    findings: [{ messageId: 'unread', line: 7, data: { stop: '</verdict>', key: 'inferenceConfig.stopSequences' }, fixed: null, suggested: answered(cut, { user, rest: "inferenceConfig: { maxTokens: 500, stopSequences: ['</verdict>'] }," }) }],
  },
  { name: 'a pattern that wants the end tag: no fix', code: answered(match, { user }), findings: [{ messageId: 'unread', suggested: null, details: ['The code looks for `</verdict>`, which is then no part of the answer: let it read to the end.'] }] },
  { name: 'an answer that is begun with a tag', code: begun(answered('return text;'), '<verdict>'), findings: [{ messageId: 'begun', data: { start: '<verdict>', stop: '</verdict>', key: 'inferenceConfig.stopSequences' } }] },
  { name: 'an answer that is begun with a fence', code: begun(answered('return JSON.parse(text);'), '```json'), findings: [{ messageId: 'begun' }] },
  silent('an answer that goes on behind the first tag', begun(answered('return text;', { user: '`Answer like <verdict>true</verdict>\n<reasons>…</reasons>. ${question}`' }), '<verdict>')),
  silent('it stops there', answered(cut, { user, rest: "inferenceConfig: { stopSequences: ['</verdict>'] }," })),
  silent('stops that are not known', answered(cut, { user, rest: 'inferenceConfig: { ...question.limits },' })),
  silent('more is read', answered("console.log(text.split('<verdict>')[1]);\n  return text;", { user })),
  silent('two tags are read', answered("return [text.split('<verdict>')[1], text.split('<reason>')[1]];", { user })),
  silent('a tag that the prompt does not name', answered(cut)),
  silent('an answer that is begun with words', begun(answered('return text;'), 'The verdict is')),
  silent('tools', answered(cut, { user, rest: "toolConfig: { tools: [{ toolSpec: { name: 'search', inputSchema: { json: {} } } }] }," })),
  {
    name: 'the AI SDK',
    code: "import { bedrock } from '@ai-sdk/amazon-bedrock';\nimport { generateText } from 'ai';\nexport async function verdict(claim: string) {\n  const { text } = await generateText({ model: bedrock('us.anthropic.claude-sonnet-4-6'), prompt: `Put it into <verdict> tags. ${claim}` });\n  return text.split('<verdict>')[1];\n}\n",
    findings: [{ messageId: 'unread', data: { stop: '</verdict>', key: 'stopSequences' } }],
  },
  {
    name: 'Python',
    filename: 'case.py',
    code: answeredPython('return text.split("<verdict>")[1].split("</verdict>")[0]', { user: 'f"Put your verdict into <verdict> tags. {question}"' }),
    findings: [{ messageId: 'unread', suggested: answeredPython('return text.split("<verdict>")[1].split("</verdict>")[0]', { user: 'f"Put your verdict into <verdict> tags. {question}"', rest: 'inferenceConfig={"maxTokens": 500, "stopSequences": ["</verdict>"]},' }) }],
  },
  { name: 'Python: by a pattern', filename: 'case.py', code: answeredPython('return re.search(r"<verdict>(.*?)</verdict>", text).group(1)', { user: 'f"Put your verdict into <verdict> tags. {question}"', before: 'import re\n' }), findings: [{ messageId: 'unread', suggested: null }] },
  { name: 'Python: all is read', filename: 'case.py', code: answeredPython('return text', { user: 'f"Put your verdict into <verdict> tags. {question}"' }), findings: [] },
]);
