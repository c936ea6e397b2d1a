import { testRule } from '../harness.ts';
import { converse, prose } from './sources.ts';

const long = prose(120);
const python = (text: string): string => `import boto3
client = boto3.client("bedrock-runtime")

def ask(question):
    return client.converse(
        modelId="us.anthropic.claude-sonnet-4-6",
        messages=[{"role": "user", "content": [{"text": ${text}}]}],
    )
`;

testRule('static-prefix-first', [
  {
    name: 'the question before long instructions',
    code: converse({ user: `\`Question: \${question}\n${long}\`` }),
    findings: [{ messageId: 'early', line: 7, data: { tokens: '2,352', hole: '`question`' }, fixed: null, suggested: converse({ user: `\`${long}\nQuestion: \${question}\`` }) }],
  },
  { name: 'the question behind them', code: converse({ user: `\`${long}\nQuestion: \${question}\`` }), findings: [] },
  { name: 'short instructions', code: converse({ user: '`Question: ${question}\nBe brief.`' }), findings: [] },
  { name: 'within a sentence', code: converse({ user: `\`Answer \${question} in one line. ${long}\`` }), findings: [{ messageId: 'early', suggested: null }] },
  { name: 'where words say what stands where', code: converse({ user: `\`Question: \${question}\nAnswer the question above. ${long}\`` }), findings: [{ messageId: 'early', suggested: null }] },
  { name: 'enough before it', code: converse({ user: `\`${long} \${question} ${long} ${long} ${long} ${long}\`` }), findings: [] },
  { name: 'late, by the option', code: converse({ user: `\`${prose(20)} \${question} ${long}\`` }), options: { early: 0.1 }, findings: [] },
  { name: 'many small parts', code: converse({ user: `\`${Array.from({ length: 8 }, () => `\${question} ${prose(15)}`).join(' ')}\`` }), findings: [] },
  { name: 'the time is told by another rule', code: converse({ user: `\`\${Date.now()} ${long}\`` }), findings: [] },
  { name: 'what the environment gives is the same for all', code: converse({ user: `\`\${process.env.TONE} ${long} \${question}\`` }), findings: [] },
  { name: 'cached already', code: converse({ system: "'S'", user: `\`\${question} ${long}\`` }).replace("{ text: 'S' }", "{ text: 'S' }, { cachePoint: { type: 'default' } }"), findings: [] },
  { name: 'below the minimum of this model', code: converse({ user: `\`\${question} ${long}\``, model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0' }), findings: [] },
  {
    name: 'the Anthropic SDK',
    code: `import AnthropicBedrock from '@anthropic-ai/bedrock-sdk';
const client = new AnthropicBedrock();
export const ask = question => client.messages.create({ model: 'us.anthropic.claude-sonnet-4-6', max_tokens: 9, messages: [{ role: 'user', content: \`\${question} ${long}\` }] });
`,
    findings: [{ messageId: 'early' }],
  },
  {
    name: 'Python',
    filename: 'case.py',
    code: python(`f"""Question: {question}\n${long}"""`),
    findings: [{ messageId: 'early', suggested: python(`f"""${long}\nQuestion: {question}"""`) }],
  },
  { name: 'Python, a filled template', filename: 'case.py', code: python(`"Question: {q} ${long}".format(q=question)`), findings: [{ messageId: 'early' }] },
  { name: 'Python, the question last', filename: 'case.py', code: python(`"${long}" + question`), findings: [] },
]);
