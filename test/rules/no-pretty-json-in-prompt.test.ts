import { testRule } from '../harness.ts';
import { converse, conversePython } from './sources.ts';

testRule('no-pretty-json-in-prompt', [
  {
    name: 'in the prompt itself',
    code: converse({ user: '`Check: ${JSON.stringify(question, null, 2)}`' }),
    findings: [{ messageId: 'indented', line: 7, fixed: converse({ user: '`Check: ${JSON.stringify(question)}`' }), suggested: null }],
  },
  {
    name: 'in the prompt itself, in Python',
    filename: 'case.py',
    code: conversePython({ user: 'f"Check: {json.dumps(question, indent=2)}"' }),
    findings: [{ messageId: 'indented', fixed: conversePython({ user: 'f"Check: {json.dumps(question)}"' }), suggested: null }],
  },
  {
    name: 'in a log, in Python',
    filename: 'case.py',
    code: conversePython({ before: 'print(json.dumps({"client": 1}, indent=2))' }),
    findings: [],
  },
  {
    name: 'one hop away',
    code: converse({ user: '`Check: ${data}`' }).replace('  return client', "  const data = JSON.stringify(question, null, '\\t');\n  return client"),
    findings: [{ messageId: 'indented', line: 4, fixed: converse({ user: '`Check: ${data}`' }).replace('  return client', '  const data = JSON.stringify(question);\n  return client') }],
  },
  {
    name: 'a name that is logged too',
    code: converse({ user: '`Check: ${data}`' }).replace('  return client', '  const data = JSON.stringify(question, null, 2);\n  console.log(data);\n  return client'),
    findings: [{ messageId: 'indented', fixed: null }],
  },
  { name: 'shown as the format of the answer', code: converse({ user: '`Answer in this format: ${JSON.stringify(shape, null, 2)} ${question}`' }), findings: [{ messageId: 'indented', fixed: null }] },
  {
    name: 'what a caller of a wrapper hands in, known whole there',
    filename: 'case.py',
    code: `${conversePython({ user: 'f"{question} Check: {json.dumps(data, indent=2)}"' }).replace('ask(question)', 'ask(question, data)')}\nask("Is it in spring?", {"title": "a fair", "date": "in May", "place": "the square"})\n`,
    findings: [{ messageId: 'indented', line: 8 }],
  },
  {
    name: 'all of the prompt, in the call',
    filename: 'case.py',
    code: conversePython({ user: 'json.dumps(question, indent=2)' }),
    findings: [{ messageId: 'indented', data: { hole: 'json.dumps(question, indent=2)' }, fixed: conversePython({ user: 'json.dumps(question)' }), suggested: null }],
  },
  {
    name: 'all of the prompt, in a name that may be used elsewhere',
    filename: 'case.py',
    code: conversePython({ user: 'text' }).replace('    return client', '    text = json.dumps({"case": question, "kind": "loan"}, indent=2)\n    return client'),
    findings: [{ messageId: 'indented', line: 6, fixed: null }],
  },
  { name: 'all of the prompt, without indentation', code: converse({ user: 'JSON.stringify(question)' }), findings: [] },
  {
    name: 'an item of a list that is joined: by the call that prints it',
    code: converse({ user: "['Check this.', JSON.stringify({ case: question }, null, 2)].join('\\n')" }),
    findings: [{ messageId: 'indented', data: { hole: 'JSON.stringify({ case: questi…' } }],
  },
  {
    name: 'on one way to the request, in the prompt itself',
    filename: 'case.py',
    code: conversePython({ user: 'f"Check: {json.dumps(question, indent=2) if question else \'nothing\'}"' }),
    findings: [{ messageId: 'indented', fixed: conversePython({ user: 'f"Check: {json.dumps(question) if question else \'nothing\'}"' }), suggested: null }],
  },
  {
    name: 'on one way to the request, in a name',
    filename: 'case.py',
    code: conversePython({ user: 'f"Check: {data}"' }).replace('    return client', '    try:\n        data = json.dumps({"case": 1}, indent=2) if question else ""\n    except ValueError:\n        data = "broken"\n    return client'),
    findings: [{ messageId: 'indented', line: 7, fixed: null }],
  },
  {
    name: 'added where there is some, and once for each of many',
    filename: 'case.py',
    code: conversePython({ user: 'text' }).replace('    return client', '    text = "Check this."\n    if question:\n        text += f" Order: {json.dumps(question, indent=2)}"\n    for row in question.rows:\n        text += "Row: " + json.dumps(row, indent=2)\n    return client'),
    findings: [{ messageId: 'indented', line: 8 }, { messageId: 'indented', line: 10 }],
  },
  {
    name: 'added as the format of the answer',
    filename: 'case.py',
    code: conversePython({ user: 'text' }).replace('    return client', '    text = "Check this."\n    if question:\n        text += f" Answer in this format: {json.dumps(question, indent=2)}"\n    return client'),
    findings: [{ messageId: 'indented', fixed: null }],
  },
  { name: 'without indentation', code: converse({ user: '`Check: ${JSON.stringify(question)}`' }), findings: [] },
  { name: 'in a log', code: converse({ before: 'console.log(JSON.stringify(client, null, 2));\n' }), findings: [] },
  {
    name: 'the request itself',
    code: `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const ask = question =>
  client.send(new InvokeModelCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', body: JSON.stringify({ max_tokens: 100, messages: [{ role: 'user', content: \`Answer: \${question}\` }] }, null, 2) }));
`,
    findings: [],
  },
]);
