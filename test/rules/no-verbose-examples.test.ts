import { testRule } from '../harness.ts';
import { converse, conversePython } from './sources.ts';

const parcel = (city: string, dock: number): string => `The parcel from ${city} arrived at dock ${dock} after noon, its seal was broken on one side, the foil around the box was torn, two of the six jars inside had run out, and the driver had noted none of this on his sheet.`;
const OTHERS = ['Nobody was at home when the driver rang twice, so the box went back to the depot.', 'The invoice names four pallets, of which three were found when the lorry was emptied.', 'It lies at the shop around the corner, where it can be fetched until Friday evening.'];
const headed = (...texts: readonly string[]): string => texts.map((text, index) => `Example ${index + 1}\\nInput: ${text}\\nOutput: state${index}\\n`).join('');
const tagged = (...texts: readonly string[]): string => texts.map((text, index) => `<example>\\n${text}\\nstate${index}\\n</example>\\n`).join('');
const paired = (...texts: readonly string[]): string => texts.map((text, index) => `Input: ${text}\\nOutput: state${index}\\n\\n`).join('');
const ask = (examples: string): string => converse({ user: `\`Name the state of the parcel.\\n${examples}Now this one: \${question}\`` });
const many = (form: (...texts: readonly string[]) => string): string => form(...Array.from({ length: 24 }, (_, index) => Array.from({ length: 24 }, (__, word) => `w${index}x${word}`).join(' ')));

testRule('no-verbose-examples', [
  {
    name: 'nearly the same in tags',
    code: ask(tagged(OTHERS[0]!, parcel('Oslo', 3), parcel('Oslo', 4)).replace('state2', 'state1')),
    findings: [{ messageId: 'alike', line: 7, fixed: null, suggested: ask(`${tagged(OTHERS[0]!, parcel('Oslo', 3))}\\n`) }],
  },
  { name: 'nearly the same under headings', code: ask(headed(parcel('Oslo', 3), parcel('Oslo', 3), OTHERS[0]!)), findings: [{ messageId: 'alike' }] },
  { name: 'nearly the same pairs', code: ask(paired(parcel('Oslo', 3), OTHERS[1]!, parcel('Oslo', 3))), findings: [{ messageId: 'alike' }] },
  {
    name: 'the same in two branches, of which one is sent',
    code: `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export function ask(letter: string, isCached: boolean) {
  const task = 'Name the state of the parcel.\\n${headed(parcel('Oslo', 3), OTHERS[1]!)}';
  let content;
  if (isCached) content = [{ text: letter }, { cachePoint: { type: 'default' as const } }, { text: task }];
  else content = [{ text: \`\${task}\\n## Letter\\n\${letter}\` }];
  return client.send(new ConverseCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', messages: [{ role: 'user', content }], inferenceConfig: { maxTokens: 300 } }));
}
`,
    findings: [],
  },
  { name: 'different ones', code: ask(tagged(...OTHERS)), findings: [] },
  { name: 'alike in form alone', code: ask(paired('It is green.', 'It is blue.', 'It is red.')), findings: [] },
  { name: 'another measure', code: ask(tagged(parcel('Oslo', 3), parcel('Bern', 9))), options: { similarity: 0.5 }, findings: [{ messageId: 'alike' }] },
  { name: 'that measure is not the usual one', code: ask(tagged(parcel('Oslo', 3), parcel('Bern', 9))), findings: [] },
  { name: 'most of the prompt', code: ask(many(tagged)), findings: [{ messageId: 'share', line: 7, suggested: null }] },
  { name: 'most of the prompt, in pairs', code: ask(many(paired)), findings: [{ messageId: 'share' }] },
  { name: 'a share that is allowed', code: ask(many(tagged)), options: { share: 1 }, findings: [] },
  { name: 'few tokens', code: ask(tagged(...OTHERS)), options: { share: 0.1 }, findings: [] },
  { name: 'few tokens, with another floor', code: ask(tagged(...OTHERS)), options: { share: 0.1, minTokens: 10 }, findings: [{ messageId: 'share' }] },
  { name: 'one with a hole is what is asked', code: ask(`${paired(OTHERS[0]!)}Input: \${question}\\nOutput: x\\n`), options: { share: 0.1, minTokens: 10 }, findings: [] },
  {
    name: 'turns',
    code: converse().replace('messages: [', `messages: [{ role: 'user', content: [{ text: '${parcel('Oslo', 3)}' }] }, { role: 'assistant', content: [{ text: 'damaged' }] }, { role: 'user', content: [{ text: '${parcel('Oslo', 3)}' }] }, { role: 'assistant', content: [{ text: 'damaged' }] }, `),
    findings: [{ messageId: 'alike', suggested: null }],
  },
  { name: 'Python', filename: 'case.py', code: conversePython({ user: `f"Name the state.\\n${tagged(OTHERS[0]!, parcel('Oslo', 3), parcel('Oslo', 3))}{question}"` }), findings: [{ messageId: 'alike' }] },
  { name: 'Python: different ones', filename: 'case.py', code: conversePython({ user: `f"Name the state.\\n${tagged(...OTHERS)}{question}"` }), findings: [] },
]);
