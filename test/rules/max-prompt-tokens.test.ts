import { testRule } from '../harness.ts';
import { converse, conversePython, prose } from './sources.ts';

testRule('max-prompt-tokens', [
  { name: 'no budget', code: converse({ system: `'${prose(40)}'` }), findings: [] },
  { name: 'over the budget', code: converse({ system: `'${prose(40)}'` }), options: { max: 500 }, findings: [{ messageId: 'over', line: 7, fixed: null, suggested: null }] },
  { name: 'within it', code: converse({ system: `'${prose(4)}'` }), options: { max: 500 }, findings: [] },
  { name: 'at the larger part', code: converse({ system: "'Be brief.'", user: `\`${prose(40)} \${question}\`` }), options: { max: 500 }, findings: [{ messageId: 'over', line: 8 }] },
  {
    name: 'what a wrapper in another file sends is told there',
    files: { 'ask.js': `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\nexport const ask = prompt => client.send(new ConverseCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', system: [{ text: '${prose(40)}' }], messages: [{ role: 'user', content: [{ text: prompt }] }] }));\n` },
    code: "import { ask } from './ask.js';\nexport const one = (question: unknown) => ask(question);\n",
    options: { max: 500 },
    findings: [],
  },
  { name: 'Python', filename: 'case.py', code: conversePython({ system: `"${prose(40)}"` }), options: { max: 500 }, findings: [{ messageId: 'over' }] },
  { name: 'Python: within it', filename: 'case.py', code: conversePython({ system: `"${prose(4)}"` }), options: { max: 500 }, findings: [] },
]);
