/** Small programs that ask a model for each of many items, for the rules on who waits. */

/** `boto3` in a queue consumer; `more` are lines of the request. */
export function queue(model: string, more = '', before = ''): string {
  return `import boto3
client = boto3.client("bedrock-runtime")


def lambda_handler(event, context):
    for record in event["Records"]:
${before}        client.converse(
            modelId="${model}",
            messages=[{"role": "user", "content": [{"text": f"Write a short abstract of this paper for the index: {record['body']}"}]}],
${more}        )
`;
}

/** The AWS SDK in a script, over what `items` gives. */
export function script(model: string, items = 'await load()', send = 'ConverseCommand'): string {
  return `import { BedrockRuntimeClient, ${send} } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});

async function main(papers) {
  for (const paper of papers) {
    await client.send(
      new ${send}({
        modelId: '${model}',
        messages: [{ role: 'user', content: [{ text: \`Write a short abstract of this paper for the index: \${paper}\` }] }],
      }),
    );
  }
}

await main(${items});
`;
}

/** A handler of requests in Express around a request to Converse. */
export function route(user: string, { method = 'post', system = "'Answer questions about the opening hours of the museum.'", before = '', rest = '', path = '/faq' } = {}): string {
  return `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});

app.${method}('${path}', async (req, res) => {
  const { question, user } = req.body;
${before}  const answer = await client.send(
    new ConverseCommand({
      modelId: 'us.anthropic.claude-sonnet-4-6',
      system: [{ text: ${system} }],
      messages: [{ role: 'user', content: [{ text: ${user} }] }],
${rest}    }),
  );
  res.json(answer.output);
});
`;
}
