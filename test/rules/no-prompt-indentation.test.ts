import { testRule } from '../harness.ts';
import { converse } from './sources.ts';

const lines = (indent: string, first = '\n'): string =>
  `\`${first}${['You summarize reports.', 'Write three sentences.', '  - the decision', '', 'Name the decision first.', 'Leave out names.', 'Leave out numbers.', 'Leave out places.', 'Leave out dates.', 'Report: ${question}'].map(line => (line === '' ? '' : indent + line)).join('\n')}\``;
const yaml = (indent: string): string => `\`\n${['Fill this in:', 'report:', '  title:', '  body:', 'Keep the keys.', 'Keep the order.', 'Keep the dates.', 'Keep the names.', '${question}'].map(line => indent + line).join('\n')}\``;

const notebook = (indent: string): string =>
  JSON.stringify({ cells: [{ cell_type: 'code', metadata: {}, outputs: [], source: ['import boto3\n', 'client = boto3.client("bedrock-runtime")\n', 'text = """\n', ...['You summarize reports.', 'Write three sentences.', 'Name the "decision" first.', 'Leave out names.', 'Leave out places.', 'Leave out dates.', 'Leave out numbers.'].map(line => `${indent}${line}\n`), '"""\n', 'client.converse(modelId="amazon.nova-lite-v1:0", messages=[{"role": "user", "content": [{"text": text}]}], inferenceConfig={"maxTokens": 9})'] }], metadata: { kernelspec: { language: 'python' } }, nbformat: 4, nbformat_minor: 5 }, null, 1);

testRule('no-prompt-indentation', [
  { name: 'spaces', code: converse({ user: lines('        ') }), findings: [{ messageId: 'indented', line: 7, fixed: converse({ user: lines('') }), suggested: null }] },
  { name: 'tabs', code: converse({ user: lines('\t\t') }), findings: [{ messageId: 'indented', fixed: converse({ user: lines('') }) }] },
  { name: 'a constant', code: converse({ before: `const TEXT = ${lines('    ').replace('${question}', 'below')};\n`, system: 'TEXT' }), findings: [{ messageId: 'indented', line: 3 }] },
  { name: 'text in the first line', code: converse({ user: lines('        ', 'You are a careful reader.\n') }), findings: [{ messageId: 'indented', fixed: null }] },
  { name: 'text with a layout', code: converse({ user: yaml('        ') }), findings: [{ messageId: 'indented', fixed: null }] },
  {
    name: 'a constant inside',
    code: converse({ before: "const RULES = 'Never name customers.\\n  Never name prices.';\n", user: lines('        ').replace('Leave out names.', '${RULES}') }),
    findings: [{ messageId: 'indented', fixed: converse({ before: "const RULES = 'Never name customers.\\n  Never name prices.';\n", user: lines('').replace('Leave out names.', '${RULES}') }) }],
  },
  {
    name: 'in a cell of a notebook, whose lines are strings',
    filename: 'a.ipynb',
    code: notebook('        '),
    findings: [{ messageId: 'indented', fixed: notebook('') }],
  },
  {
    name: 'of a module of prompts, handed to a wrapper in another file: at the caller',
    code: "import { ask } from './lib';\nimport { RULES } from './prompts';\nexport const read = report => ask(RULES, report);\n",
    files: { 'lib.ts': converse({ system: 'system', user: 'report' }).replace('ask(question)', 'ask(system, report)'), 'prompts.ts': `export const RULES = ${lines('    ').replace('${question}', 'below')};\n` },
    findings: [{ messageId: 'indented', line: 3 }],
  },
  {
    name: 'of a module of prompts, added by the wrapper: not at its callers',
    code: "import { read } from './lib';\nexport const today = report => read(`Mind what the report says of today. ${report}`);\n",
    files: { 'lib.ts': `import { RULES } from './prompts';\n${converse({ system: 'RULES', user: 'report' }).replace('ask(question)', 'read(report)')}`, 'prompts.ts': `export const RULES = ${lines('    ').replace('${question}', 'below')};\n` },
    findings: [],
  },
  {
    name: 'of many holes that a constant fills: one finding',
    code: converse({ before: "const DOCK = 'the dock of the north';\n", user: `\`\n${Array.from({ length: 120 }, (_, index) => `    Rule ${index}: ask at \${DOCK}.`).join('\n')}\n\`` }),
    findings: [{ messageId: 'indented', suggested: null }],
  },
  { name: 'at the margin', code: converse({ user: lines('') }), findings: [] },
  { name: 'a list below a heading', code: converse({ user: '`Rules:\n  - Name the decision first.\n  - Leave out names.\n  - Leave out numbers.\n  - Leave out places.\n  - Be brief. ${question}`' }), findings: [] },
  { name: 'dedent', code: converse({ before: "import dedent from 'dedent';\n", user: `dedent${lines('        ')}` }), findings: [] },
  { name: 'escapes are no source lines', code: converse({ user: "'\\n    One thing.\\n    Two things.\\n    Three things.\\n    Four things.\\n    Five things.\\n    Six things. ' + question" }), findings: [] },
  { name: 'too little to mention', code: converse({ user: '`\n  Answer: ${question}\n`' }), findings: [] },
]);
