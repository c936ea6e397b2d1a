/** Small files, one or more of each SDK, with something to fix: what the laws of fixes are tried on. */
import { prose } from '../rules/sources.ts';
import { fileSnippets } from './fix-snippets-of-files.ts';

const long = prose(130);
const sonnet = 'us.anthropic.claude-sonnet-4-6';
const python = (imports: string, body: string): string => `${imports}\n\nLONG = """${long}"""\n\n${body}`;
const typescript = (imports: string, body: string): string => `${imports}\n\nconst LONG = \`${long}\`;\n\n${body}`;

const go = (imports: readonly string[], body: string): string => `package main\n\nimport (\n${imports.map(path => `\t"${path}"\n`).join('')})\n\nconst long = \`${long}\`\n\n${body}`;
const goSdk = ['aws', 'service/bedrockruntime', 'service/bedrockruntime/types'].map(path => `github.com/aws/aws-sdk-go-v2/${path}`);

const java = (imports: readonly string[], body: string): string => `package desk;\n\n${imports.map(path => `import ${path};\n`).join('')}\n${body}\n  static final String LONG = """\n      ${long}""";\n}\n`;
const javaSdk = ['software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient', 'software.amazon.awssdk.services.bedrockruntime.model.*'];

const rules = ['You summarize reports.', 'Write three sentences.', 'Name the decision first.', 'Leave out names.', 'Leave out places.', 'Leave out dates.', 'Leave out numbers.'];

/** Path → text. The name says what stands in it. */
export const snippets: { readonly [path: string]: string } = {
  ...fileSnippets,
  'converse.go': go(['context', ...goSdk], `func ask(ctx context.Context, client *bedrockruntime.Client, questions []string) {
	for _, question := range questions {
		client.Converse(ctx, &bedrockruntime.ConverseInput{
			ModelId: aws.String("${sonnet}"),
			System: []types.SystemContentBlock{
				&types.SystemContentBlockMemberText{Value: long}, // what every request begins with
			},
			Messages: []types.Message{{Role: types.ConversationRoleUser, Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: question}}}},
		})
		client.ConverseStream(ctx, &bedrockruntime.ConverseStreamInput{ModelId: aws.String("${sonnet}"), System: []types.SystemContentBlock{&types.SystemContentBlockMemberText{Value: long}}, Messages: []types.Message{{Role: "user", Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: question}}}}})
	}
}
`),
  'indented.go': go(['context', ...goSdk], `func sum(ctx context.Context, client *bedrockruntime.Client, report string) {
	rules := \`
		${rules.join('\n\t\t')}\`
	client.Converse(ctx, &bedrockruntime.ConverseInput{
		ModelId:         aws.String("${sonnet}"),
		System:          []types.SystemContentBlock{&types.SystemContentBlockMemberText{Value: rules}},
		Messages:        []types.Message{{Role: types.ConversationRoleUser, Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: report}}}},
		InferenceConfig: &types.InferenceConfiguration{MaxTokens: aws.Int32(300)},
	})
}
`),
  'page.astro': `---
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const rules = \`
    ${rules.join('\n    ')}\`;
const answer = await new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: '${sonnet}', system: [{ text: rules }], messages: [{ role: 'user', content: [{ text: Astro.url.search }] }], inferenceConfig: { maxTokens: 300 } }));
---
<p>{answer.output.message.content[0].text}</p>
`,
  'invoke.go': go(['context', 'encoding/json', ...goSdk.slice(0, 2)], `func ask(ctx context.Context, client *bedrockruntime.Client, question string, data any) {
	shown, _ := json.MarshalIndent(data, "", "  ")
	body, _ := json.Marshal(map[string]interface{}{
		"anthropic_version": "bedrock-2023-05-31",
		"system":            long,
		"messages":          []map[string]interface{}{{"role": "user", "content": question + string(shown)}}, // last
	})
	client.InvokeModel(ctx, &bedrockruntime.InvokeModelInput{ModelId: aws.String("us.anthropic.claude-3-7-sonnet-20250219-v1:0"), Body: body})
}
`),
  'Converse.java': java(['java.util.List', ...javaSdk], `class Converse {
  void ask(BedrockRuntimeClient client, List<String> questions) {
    for (String question : questions) {
      client.converse(request -> request
          .modelId("${sonnet}")
          .system(SystemContentBlock.fromText(LONG)) // what every request begins with
          .messages(Message.builder().role("user").content(ContentBlock.fromText(question)).build())); // the question
      client.converse(request -> request.modelId("${sonnet}").system(system -> system.text(LONG)).messages(message -> message.role("user").content(content -> content.text(question))));
      var builder = ConverseRequest.builder();
      builder.modelId("${sonnet}");
      builder.system(List.of(SystemContentBlock.builder().text(LONG).build(), /* whole */ SystemContentBlock.builder().text(question).build()));
      client.converse(builder.build());
    }
  }
`),
  'Invoke.java': java(['java.util.*', 'com.fasterxml.jackson.databind.ObjectMapper', 'software.amazon.awssdk.core.SdkBytes', 'org.json.JSONObject', ...javaSdk], `class Invoke {
  ObjectMapper mapper = new ObjectMapper();
  void ask(BedrockRuntimeClient client, String question, Object data) throws Exception {
    String shown = mapper.writerWithDefaultPrettyPrinter().writeValueAsString(data);
    var body = Map.of(
        "anthropic_version", "bedrock-2023-05-31",
        "system", LONG,
        "messages", List.of(Map.of("role", "user", "content", question + shown)) // last
    );
    client.invokeModel(InvokeModelRequest.builder().modelId("us.anthropic.claude-3-7-sonnet-20250219-v1:0").body(SdkBytes.fromUtf8String(mapper.writeValueAsString(body))).build());
    JSONObject json = new JSONObject();
    json.put("prompt", question);
    client.invokeModel(r -> r.modelId("us.meta.llama3-3-70b-instruct-v1:0").body(SdkBytes.fromUtf8String(json.toString(2))));
  }
`),
  'converse.ts': typescript(`import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';`, `const client = new BedrockRuntimeClient({});
export async function all(questions: string[]) {
  for (const question of questions) {
    await client.send(new ConverseCommand({
      modelId: '${sonnet}',
      system: [
        { text: LONG }, // what every request begins with
      ],
      messages: [{ role: 'user', content: [{ text: question }] }] // the question
    }));
    await client.send(new ConverseCommand({ modelId: '${sonnet}', system: [{ text: LONG }], messages: [{ role: 'user', content: [{ text: question }] }] }));
  }
}
`),
  'converse-blocks.ts': typescript(`import { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime';`, `const bedrock = new BedrockRuntime({});
export const ask = (question: string) => bedrock.converse({
  modelId: '${sonnet}',
  messages: [
    {
      role: 'user',
      content: [
        { text: LONG },
        { text: question },
      ],
    },
  ],
  inferenceConfig: {
    temperature: 0, // no surprises, please
  },
});
export const wrong = (question: string) => bedrock.converse({
  modelId: '${sonnet}',
  messages: [{ role: 'user', content: [{ text: question }] }],
  inferenceConfig: { maximumTokens: 300 } as any,
});
`),
  'invoke-claude.ts': typescript(`import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';`, `const client = new BedrockRuntimeClient({});
export async function ask(question: string, data: object) {
  const system = LONG;
  const body = {
    anthropic_version: 'bedrock-2023-05-31',
    system,
    messages: [{ role: 'user', content: \`\${question} \${JSON.stringify(data, null, 2)}\` }],
  };
  return client.send(new InvokeModelCommand({ modelId: 'us.anthropic.claude-3-7-sonnet-20250219-v1:0', body: JSON.stringify(body) }));
}
`),
  'invoke-titan.ts': `import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export const ask = (question: string) => client.send(new InvokeModelCommand({ modelId: 'amazon.titan-text-express-v1', body: JSON.stringify({ inputText: question }) }));
`,
  'sdk-v2.js': `const AWS = require('aws-sdk');
const bedrock = new AWS.BedrockRuntime();
module.exports = question => bedrock.converse({ modelId: '${sonnet}', messages: [{ role: 'user', content: [{ text: question }] }] }).promise();
`,
  'anthropic.ts': typescript(`import { AnthropicBedrock } from '@anthropic-ai/bedrock-sdk';`, `const client = new AnthropicBedrock();
export async function all(questions: string[]) {
  for (const question of questions) await client.messages.create({ model: '${sonnet}', max_tokens: 100, system: LONG, messages: [{ role: 'user', content: question }] });
}
export const one = (question: string) => client.messages.create({
  model: '${sonnet}',
  max_tokens: 100,
  system: [{ type: 'text', text: LONG }],
  messages: [{ role: 'user', content: question }],
});
`),
  'openai.ts': `import OpenAI from 'openai';
const client = new OpenAI({ baseURL: 'https://bedrock-runtime.us-west-2.amazonaws.com/openai/v1' });
export const ask = (question: string) => client.chat.completions.create({ model: 'openai.gpt-oss-120b-1:0', messages: [{ role: 'user', content: question }] });
`,
  'ai-sdk.ts': typescript(`import { bedrock } from '@ai-sdk/amazon-bedrock';\nimport { generateText, ToolLoopAgent } from 'ai';`, `export const agent = new ToolLoopAgent({ model: bedrock('${sonnet}'), instructions: LONG });
export async function all(questions: string[]) {
  for (const prompt of questions) await generateText({ model: bedrock('${sonnet}'), system: LONG, prompt });
}
export const chat = (question: string) => generateText({
  model: bedrock('amazon.nova-pro-v1:0'),
  messages: [
    { role: 'system', content: LONG },
    { role: 'user', content: question },
  ],
});
`),
  'langchain.ts': `import { ChatBedrockConverse } from '@langchain/aws';
export const model = new ChatBedrockConverse({
  model: 'us.anthropic.claude-3-7-sonnet-20250219-v1:0',
  region: 'us-west-2' // near the data
});
`,
  'bedrock-chat.ts': `import { BedrockChat } from '@langchain/community/chat_models/bedrock';
export const model = new BedrockChat({ model: 'amazon.titan-text-express-v1', region: 'us-west-2' });
`,
  'strands.ts': `import { Agent, BedrockModel } from '@strands-agents/sdk';
export const agent = new Agent({ model: new BedrockModel({ modelId: '${sonnet}' }), systemPrompt: 'Be brief.' });
`,
  'knowledge-base.ts': `import { BedrockAgentRuntimeClient, RetrieveAndGenerateCommand } from '@aws-sdk/client-bedrock-agent-runtime';
const client = new BedrockAgentRuntimeClient({});
export const ask = (text: string) => client.send(new RetrieveAndGenerateCommand({
  input: { text },
  retrieveAndGenerateConfiguration: { type: 'KNOWLEDGE_BASE', knowledgeBaseConfiguration: { knowledgeBaseId: 'KB', modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0' } },
}));
`,
  'indented.ts': `import { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime';
const bedrock = new BedrockRuntime({});
export function ask(question: string, data: object) {
  const text = \`
    You are a careful assistant of a large warehouse.
    Answer in at most three sentences.

    Never mention other customers.
      - not even by their initials
    \${question}
    \${JSON.stringify(data, null, 2)}
    Answer in at most three sentences.
  \`;
  return bedrock.converse({ modelId: '${sonnet}', messages: [{ role: 'user', content: [{ text }] }], inferenceConfig: { maxTokens: 100 } });
}
`,
  'large.ts': `import { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime';
const bedrock = new BedrockRuntime({});
const MODEL = 'us.anthropic.claude-opus-4-5-20251101-v1:0';
export const ask = (text: string) => bedrock.converse({
  modelId: MODEL,
  system: [{ text: 'Classify the message as billing, shipping or other. Answer with one word only.' }],
  messages: [{ role: 'user', content: [{ text }] }],
  inferenceConfig: { maxTokens: 5 },
});
`,
  'boto3_converse.py': python('import boto3\nimport json', `client = boto3.client("bedrock-runtime")


def ask(question, data):
    return client.converse(
        modelId="us.anthropic.claude-3-7-sonnet-20250219-v1:0",
        system=[{"text": LONG}],
        messages=[{"role": "user", "content": [{"text": question + json.dumps(data, indent=2)}]}]  # one turn
    )


def wrong(question):
    return client.converse(modelId="${sonnet}", messages=[{"role": "user", "content": [{"text": question}]}], inferenceConfig={"max_tokens": 300})


def every(questions):
    for question in questions:
        client.converse(
            modelId="${sonnet}",
            system=[
                {"text": LONG},  # the rules
            ],
            messages=[{"role": "user", "content": [{"text": question}]}],
            inferenceConfig={
                "temperature": 0.1  # almost none
            },
        )
`),
  'boto3_invoke.py': python('import boto3\nimport json', `client = boto3.client("bedrock-runtime")


def ask(question):
    body = json.dumps({"anthropic_version": "bedrock-2023-05-31", "system": LONG, "messages": [{"role": "user", "content": question}]})
    return client.invoke_model(modelId="${sonnet}", body=body)


def titan(question):
    return client.invoke_model(modelId="amazon.titan-text-express-v1", body=json.dumps({"inputText": question, "textGenerationConfig": {"maxTokenCount": 100}}))


def nova(question):
    body = {"schemaVersion": "messages-v1", "system": [{"text": LONG}], "messages": [{"role": "user", "content": [{"text": question}]}]}
    return client.invoke_model(modelId="us.amazon.nova-pro-v1:0", body=json.dumps(body))


def documents(question, bucket):
    runtime = boto3.client("bedrock-agent-runtime")
    return runtime.retrieve_and_generate(
        input={"text": question},
        retrieveAndGenerateConfiguration={
            "type": "EXTERNAL_SOURCES",
            "externalSourcesConfiguration": {
                "modelArn": "amazon.nova-pro-v1:0",
                "sources": [{"sourceType": "S3", "s3Location": {"uri": bucket}}]
            }
        }
    )
`),
  'anthropic_bedrock.py': python('from anthropic import AnthropicBedrock', `client = AnthropicBedrock()


def ask(questions):
    for question in questions:
        client.messages.create(
            model="${sonnet}",
            max_tokens=100,
            system=LONG,
            messages=[{"role": "user", "content": question}],
        )
`),
  'langchain_models.py': `from langchain_aws import ChatBedrock, ChatBedrockConverse
from langchain_community.llms import Bedrock

converse = ChatBedrockConverse(
    model="us.anthropic.claude-3-7-sonnet-20250219-v1:0",
    temperature=0,  # no surprises
)
chat = ChatBedrock(model_id="us.amazon.nova-pro-v1:0", model_kwargs={"temperature": 0})
old = Bedrock(model_id="amazon.titan-text-express-v1", model_kwargs={"temperature": 0})
`,
  'litellm_calls.py': `import litellm


def ask(question):
    return litellm.completion(model="bedrock/${sonnet}", messages=[{"role": "user", "content": question}])
`,
  'strands_agent.py': `from strands import Agent
from strands.models import BedrockModel

model = BedrockModel(
    model_id="${sonnet}",
    streaming=True  # answers come as they are written
)
agent = Agent(
    model=model,
    system_prompt="""
    You are a careful assistant of a large warehouse.
    Never mention other customers of the warehouse.
    """,
)
`,
  'thinking.py': `from strands.models import BedrockModel

model = BedrockModel(model_id="${sonnet}", additional_request_fields={"thinking": {"type": "enabled", "budget_tokens": 8000}})
`,
  'notebook.ipynb': notebook(
    ['import boto3\n', 'client = boto3.client("bedrock-runtime")\n', '\n', 'response = client.converse(\n', '    modelId="us.anthropic.claude-3-7-sonnet-20250219-v1:0",\n', '    messages=[{"role": "user", "content": [{"text": "Why?\\n"}]}], # one\n', ')'],
    ['client.converse(\n', `    modelId="${sonnet}",\n`, '    messages=[{"role": "user", "content": [{"text": "How?"}]}]\n', ')\n'],
    ['client.converse(modelId="amazon.nova-pro-v1:0", messages=[{"role": "user", "content": [{"text": "When?"}]}], inferenceConfig={"max_tokens": 300})'],
  ),
};

/** A notebook with these code cells. */
function notebook(...cells: readonly (readonly string[])[]): string {
  return `${JSON.stringify({ cells: cells.map(source => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source })), metadata: { kernelspec: { name: 'python3', language: 'python', display_name: 'Python 3' } }, nbformat: 4, nbformat_minor: 5 }, undefined, 1)}\n`;
}
