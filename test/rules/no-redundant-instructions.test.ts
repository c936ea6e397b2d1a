import { testRule } from '../harness.ts';
import { converse, conversePython } from './sources.ts';

/** A request whose body is one of two, by the model. */
const bodies = (one: string, other: string): string => `import json
import boto3
client = boto3.client("bedrock-runtime")
RULES = "Answer with the shelf of the book. Never name the readers who have lent a book."

def ask(model, question):
    if "claude-3" in model:
        body = ${one}
    else:
        body = ${other}
    return client.invoke_model(modelId=model, body=json.dumps(body))
`;

/** A tale: of its sentences, few sound like instructions. */
const tale = Array.from({ length: 60 }, (_, index) => `The ${index}th wind came over the hills of the north.`).join('\n');
const refrain = 'Please never leave the lamp alone at night.';
const system = "'You summarize reports. Never mention the names of customers.'";

testRule('no-redundant-instructions', [
  {
    name: 'the same in system and user text',
    code: converse({ system, user: '`Never mention the names of customers. Report: ${question}`' }),
    findings: [{ messageId: 'repeated', line: 8, fixed: null, suggested: converse({ system, user: '`Report: ${question}`' }) }],
  },
  {
    name: 'in the system text of one branch and in the user text of another',
    code: `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
const rules = 'You summarize reports for readers of a newspaper. Never mention the names of customers.';
export const ask = async (modelId: string, report: string) => {
  const body: any = { max_tokens: 9, messages: [{ role: 'user', content: [{ type: 'text', text: \`Report: \${report}\` }] }] };
  if (modelId.includes('claude')) {
    body.anthropic_version = 'bedrock-2023-05-31';
    body.system = rules;
  } else {
    body.messages[0].content[0].text = \`\${rules}\\n\\n\${body.messages[0].content[0].text}\`;
  }
  return client.send(new InvokeModelCommand({ modelId, body: JSON.stringify(body) }));
};
`,
    findings: [],
  },
  {
    name: 'lines that one branch adds and lines that the other adds: never sent together',
    filename: 'case.py',
    code: `import boto3
client = boto3.client("bedrock-runtime")

def ask(films, one, question):
    parts = ["You cut films for a studio."]
    system = "You cut films for a studio."
    if films:
        parts.append("There are films.")
        system += " There are films."
        if one:
            parts.append("Call cut with the part that is wanted.")
            parts.append("Do not answer without a call of the tool.")
            system += " Call cut with the part that is wanted. Do not answer without a call of the tool."
        else:
            parts.append("Call join with all the parts.")
            parts.append("Do not answer without a call of the tool.")
            system += " Call join with all the parts. Do not answer without a call of the tool."
    client.converse(modelId="us.amazon.nova-lite-v1:0", system=[{"text": "\\n".join(parts)}], messages=[{"role": "user", "content": [{"text": question}]}], inferenceConfig={"maxTokens": 9})
    client.converse(modelId="us.amazon.nova-lite-v1:0", system=[{"text": system}], messages=[{"role": "user", "content": [{"text": question}]}], inferenceConfig={"maxTokens": 9})
`,
    findings: [],
  },
  {
    name: 'a line of a list that is joined: what joins it stays',
    filename: 'case.py',
    code: conversePython({ before: 'RULES = ["You cut films.", "Do not answer without a call of the tool.", "Do not answer without a call of the tool.", "Be brief."]\n', system: '"\\n".join(RULES)', user: 'question' }),
    findings: [{ messageId: 'repeated', fixed: null, suggested: null }],
  },
  {
    name: 'what two entries of a list say of themselves',
    code: converse({ user: '`- shelves: finds a shelf. Never use it for a book that is lent.\n- **books**: finds a book. Never use it for a book that is lent.\n${question}`' }),
    findings: [],
  },
  {
    name: 'one text of the source, sent as system and as user text: once, and nothing is taken away',
    filename: 'case.py',
    code: conversePython({ before: `RULES = f"""Answer with the shelf of the book that is asked for, and nothing else.\nNever name the readers who have lent a book.\nNever name the price of a book.\n"""\n`, system: 'RULES', user: 'RULES' }),
    findings: [{ messageId: 'shared', line: 10, fixed: null, suggested: null }],
  },
  {
    name: 'messages that a function divides by their roles, which are not known: each goes to one of the two',
    filename: 'case.py',
    code: `import boto3
client = boto3.client("bedrock-runtime")

def divided(messages):
    system, turns = [], []
    for message in messages:
        if message.get("role") == "system":
            system = [{"text": message.get("content")}]
        else:
            turns.append({"role": "user", "content": [{"text": message.get("content")}]})
    return system, turns

def ask(messages):
    system, turns = divided(messages)
    return client.converse(modelId="us.anthropic.claude-haiku-4-5-20251001-v1:0", system=system, messages=turns, inferenceConfig={"maxTokens": 9})

def shelf(book, role):
    return ask([{"role": role, "content": f"Always answer with the shelf of the book that is asked for.\\n{book}"}])
`,
    findings: [],
  },
  {
    name: 'one text of the source, twice in a prompt',
    code: converse({ before: "const RULES = 'Never mention the names of customers.';\n", user: '`${RULES}\nReport: ${question}\n${RULES}`' }),
    findings: [{ messageId: 'shared', fixed: null, suggested: null }],
  },
  {
    name: 'a system text, and the text in one piece for models without roles',
    filename: 'case.py',
    code: bodies('{"anthropic_version": "bedrock-2023-05-31", "max_tokens": 9, "system": RULES, "messages": [{"role": "user", "content": question}]}', '{"prompt": f"{RULES}\\n\\nHuman: {question}\\n\\nAssistant:", "max_tokens_to_sample": 9}'),
    findings: [],
  },
  {
    name: 'a system text for some models, and its words written again for others',
    filename: 'case.py',
    code: bodies('{"anthropic_version": "bedrock-2023-05-31", "max_tokens": 9, "system": RULES, "messages": [{"role": "user", "content": question}]}', '{"prompt": f"Never name the readers who have lent a book. {question}", "max_gen_len": 9}'),
    findings: [],
  },
  {
    name: 'without case, bullets and punctuation',
    code: converse({ user: '`Always answer in plain English!\nRules:\n- always answer in plain english\n- Be kind to readers.\n${question}`' }),
    findings: [{ messageId: 'repeated', suggested: converse({ user: '`Always answer in plain English!\nRules:\n- Be kind to readers.\n${question}`' }) }],
  },
  {
    name: 'with its number, from a line of its own',
    code: converse({ user: '`Only include questions about risk.\n1. Be kind to readers.\n2. Only include questions about risk.\n3. Keep names.\n${question}`' }),
    findings: [{ messageId: 'repeated', suggested: converse({ user: '`Only include questions about risk.\n1. Be kind to readers.\n3. Keep names.\n${question}`' }) }],
  },
  {
    name: 'without the bullet or line break of other sentences',
    code: converse({ user: '`Only include questions about risk.\n- Only include questions about risk. Keep names.\n- Keep dates. Only include questions about risk.\nEnd.\n${question}`' }),
    findings: [{ messageId: 'repeated', suggested: converse({ user: '`Only include questions about risk.\n- Keep names.\n- Keep dates. Only include questions about risk.\nEnd.\n${question}`' }) }, { messageId: 'repeated', suggested: converse({ user: '`Only include questions about risk.\n- Only include questions about risk. Keep names.\n- Keep dates. \nEnd.\n${question}`' }) }],
  },
  {
    name: 'a heading of Markdown is no sentence: without it, its underline would be a line of its own',
    code: converse({ user: '`Always answer in plain English.\n\nAlways answer in plain English.\n===\nAlways answer in plain English.\n---\n${question}`' }),
    findings: [],
  },
  {
    name: 'in an example with elements of its own',
    code: converse({ user: '`<Task Example>\n<Instructions>\nAlways use the returned symbol for the price.\n</Instructions>\n<thoughts>\nAlways use the returned symbol for the price.\n</thoughts>\n</Task Example>\n${question}`' }),
    findings: [],
  },
  {
    name: 'behind an example',
    code: converse({ user: '`<example>\nBe kind to all readers.\n</example>\n<rules>\nNever mention the names of customers.\n</rules>\nNever mention the names of customers.\n${question}`' }),
    findings: [{ messageId: 'repeated' }],
  },
  {
    name: 'within a document that a file holds',
    filename: 'case.py',
    files: { 'tale.txt': `${refrain}\n${tale}\n${refrain}\n` },
    code: `from pathlib import Path\nimport boto3\nclient = boto3.client("bedrock-runtime")\n\ndef ask(question):\n    tale = Path("tale.txt").read_text()\n    return client.converse(modelId="us.anthropic.claude-sonnet-4-6", messages=[{"role": "user", "content": [{"text": tale}, {"text": question}]}], inferenceConfig={"maxTokens": 9})\n`,
    findings: [],
  },
  { name: 'of a long system text, again in the user text', code: converse({ system: `\`${tale}\n${refrain}\``, user: `\`${refrain} \${question}\`` }), findings: [{ messageId: 'repeated' }] },
  { name: 'in Chinese', code: converse({ user: '`请始终用简短的语气回答读者的问题。保持友好的态度。请始终用简短的语气回答读者的问题。\n${question}`' }), findings: [{ messageId: 'repeated' }] },
  { name: 'a Chinese sentence that is quoted, no instruction', code: converse({ system: "'图书馆的书目越来越多地使用人工智能。简要说明。'", user: '`图书馆的书目越来越多地使用人工智能。\n${question}`' }), findings: [] },
  {
    name: 'two models that count a shared text otherwise',
    code: `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
const rules = 'Use get_product_reviews to get product reviews.\\nBe kind.\\nUse get_product_reviews to get product reviews.';
const ask = (modelId, text) => client.send(new ConverseCommand({ modelId, system: [{ text: rules }], messages: [{ role: 'user', content: [{ text }] }], inferenceConfig: { maxTokens: 9 } }));
export const fast = text => ask('us.amazon.nova-pro-v1:0', text);
export const good = text => ask('us.anthropic.claude-sonnet-4-6', text);
`,
    findings: [{ messageId: 'repeated' }],
  },
  {
    name: 'the same behind polite words',
    code: converse({ system: "'Always answer in the language of the customer. Be brief. Please make sure to always answer in the language of the customer.'", user: '`${question}`' }),
    findings: [{ messageId: 'repeated', suggested: converse({ system: "'Always answer in the language of the customer. Be brief. '", user: '`${question}`' }) }],
  },
  {
    name: 'nearly the same',
    code: converse({
      user: '`Return the answer strictly as one JSON object with the keys name, age, city and country. Return the answer as one JSON object with the keys name, age, city and country. ${question}`',
    }),
    findings: [{ messageId: 'similar' }],
  },
  {
    name: 'escapes in a string',
    code: converse({ user: "'Never mention the names of customers.\\nNever mention the names of customers.\\n' + question" }),
    findings: [{ messageId: 'repeated', suggested: converse({ user: "'Never mention the names of customers.\\n' + question" }) }],
  },
  { name: 'filler', code: converse({ user: '`Summarize the report below for readers who were not at the meeting and have two minutes. Thank you in advance! ${question}`' }), findings: [{ messageId: 'filler' }] },
  { name: 'thanks that somebody is quoted for', code: converse({ user: '`Tell whether the customer below was helped. Closing words look like this:\n- "The dock is open again. Thank you!"\n${question}`' }), findings: [] },
  {
    name: 'the opposite',
    code: converse({ user: '`You must include the names of all customers and partners in the report that you write. You must not include the names of all customers and partners in the report that you write. ${question}`' }),
    findings: [],
  },
  {
    name: 'another object',
    code: converse({ user: '`Use the table of the first section for all of the answers about the monthly sales. Use the table of the second section for all of the answers about the monthly sales. ${question}`' }),
    findings: [],
  },
  { name: 'examples', code: converse({ user: '`Examples:\nInput: please return the blue shoes now\nInput: please return the blue shoes now\n${question}`' }), findings: [] },
  { name: 'code', code: converse({ user: '`Read this:\n\\`\\`\\`\nreturn the value that is used always\nreturn the value that is used always\n\\`\\`\\`\n${question}`' }), findings: [] },
  { name: 'with holes', code: converse({ user: '`Answer only about ${question} and nothing else. Answer only about ${other} and nothing else.`' }), findings: [] },
  { name: 'that go on behind an abbreviation', code: converse({ user: '`- Dose: give it as a short string, e.g. "5 mg twice a day".\n- Allergies: give them too.\n- Onset: give it as a short string, e.g. "last seen well at 06:30", i.e. the time alone.\n- Onset: give it as a short string, e.g. "none".\n${question}`' }), findings: [] },
  { name: 'short ones', code: converse({ user: '`Be brief. Be brief. ${question}`' }), findings: [] },
  { name: 'what a person says', code: converse({ user: "'Thank you in advance!'" }), findings: [] },
  {
    name: 'what a wrapper adds for all its callers: taken away there, it would be gone for the others too',
    files: {
      'ask.ts': `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const askJson = (system: string, text: string) =>
  client.send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', system: [{ text: system + '\\n\\nRespond with nothing but valid JSON.' }], messages: [{ role: 'user', content: [{ text }] }] }));
`,
    },
    code: `import { askJson } from './ask.ts';
export const sort = (text: string) => askJson('You sort reports by what went wrong. Respond with nothing but valid JSON.', text);
`,
    findings: [{ messageId: 'repeated', line: 2, fixed: null, suggested: null }],
  },
  {
    name: 'one of two texts',
    code: converse({ user: '`Never mention the names of customers. ${question}`' }).replace('  return client', "  const content = [];\n  if (question.image) content.push({ text: 'Look at it. Never mention the names of customers.' });\n  else content.push({ text: `Read it. Never mention the names of customers. ${question}` });\n  return client").replace(/content: \[\{.*\}\] \}\]/, 'content }]'),
    findings: [],
  },
  { name: 'data that has the words of instructions', code: converse({ user: '`Only Voyager 2 has visited both Uranus and Neptune. Only Voyager 2 has visited both Uranus and Neptune. ${question}`' }), findings: [] },
  { name: 'data', code: converse({ user: '`Mary went to the market today.\nMary went to the market today.\n${question}`' }), findings: [] },
]);
