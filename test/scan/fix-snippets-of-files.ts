/** Prompt files, configurations and scripts with something to fix. */

/** Path → text. */
export const fileSnippets: { readonly [path: string]: string } = {
  'classify.prompty': `---
name: Classify
model:
  configuration:
    type: bedrock
    model: us.anthropic.claude-3-7-sonnet-20250219-v1:0 # as in production
  parameters:
    temperature: 0
---
system:
You sort tickets. Always answer with one label of the list. {# why #}
The labels are: billing, technical, other. Always answer with one label of the list.

user:
{{ticket}}
`,
  'greet.prompt': `---
# Kept by the marketing team.
model: aws-bedrock/us.anthropic.claude-3-7-sonnet-20250219-v1:0
---
{{role "system"}}
Always write in the language of the customer, please. {{! see the style guide }}
Never promise a refund. Always write in the language of the customer, please.
{{role "user"}}
Greet {{name}}.
`,
  'promptfooconfig.yaml': `# Evaluations of every release.
prompts:
  # Plain
  - Translate to {{language}} and always keep the names of products. Then always keep the names of products. Text {{text}}
  - 'Don''t translate the names of products. Text {{text}}. Don''t translate the names of products.'
  - "Sum up the text in \\"one\\" sentence of plain words.\\nAlways use plain words of the customer.\\nAlways use plain words of the customer.\\n{{text}}"
  - |
    You write release notes.
    Always mention the number of the ticket.
      Never mention the names of customers.
    Always mention the number of the ticket.

    {{notes}}
  - >-
    You write release notes.
    Always mention the number of the ticket.
    Never mention the names of customers.
    Always mention the number of the ticket.
providers:
  - bedrock:us.anthropic.claude-3-7-sonnet-20250219-v1:0
  - id: "bedrock:us.anthropic.claude-3-7-sonnet-20250219-v1:0" # old
    config: { max_tokens: 100 }
`,
  'litellm_config.yaml': `model_list:
  - model_name: sonnet
    litellm_params:
      model: bedrock/us.anthropic.claude-3-7-sonnet-20250219-v1:0 # old
`,
  'prompts/joke.json': `{
  "_type": "prompt",
  "input_variables": ["topic"],
  "template": "Tell a \\"short\\" joke on {topic}.\\nNever explain the joke to the reader.\\nNever explain the joke to the reader."
}
`,
  'desk.ts': `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { readFileSync } from 'node:fs';
const client = new BedrockRuntimeClient({});
const system = readFileSync('prompts/desk.md', 'utf8');
export const ask = (text: string) => client.send(new ConverseCommand({ modelId: 'us.anthropic.claude-sonnet-4-6', system: [{ text: system }], messages: [{ role: 'user', content: [{ text }] }], inferenceConfig: { maxTokens: 300 } }));
`,
  'prompts/desk.md': `# Desk

You answer questions of customers. Never mention the names of other customers.

## Rules

- Always quote the number of the order.
- Never mention the names of other customers.
- Never promise a refund to a customer.
  - Never promise a refund to a customer.

1. Never promise a refund to a customer. Ask a colleague.
2. Always quote the number of the order.

> Always quote the number of the order.

| when | what |
|---|---|
| late | Always quote the number of the order. |

\`\`\`text
Never promise a refund to a customer.
\`\`\`

Never promise a refund to a customer.
===

Always quote the number of the order.
---

<!-- Always quote the number of the order. -->
Be kind. Always quote the number of the order.
`,
  'ask.sh': `#!/usr/bin/env bash
# Asks one question.
MODEL=us.anthropic.claude-3-7-sonnet-20250219-v1:0 # as in production
aws bedrock-runtime converse \\
  --model-id "$MODEL" \\
  --system '[{"text":"Always answer with one label of the list. Then stop at once. Always answer with one label of the list."}]' \\
  --messages '[{"role":"user","content":[{"text":"'"$1"'"}]}]' | jq -r .output
`,
  '.github/workflows/summary.yml': `on: push
jobs:
  summary:
    runs-on: ubuntu-latest
    steps:
      - name: Sum up
        run: |
          # Sum up
          aws bedrock-runtime converse --model-id us.anthropic.claude-3-7-sonnet-20250219-v1:0 \\
            --messages '[{"role":"user","content":[{"text":"Sum up the commits in a sentence. Never mention the names of people. Never mention the names of people."}]}]'
`,
};
