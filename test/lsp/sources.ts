/** One small file of each language with something to report. */

const HAIKU = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';

const script = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
export async function title(text: string) {
  return client.send(new ConverseCommand({
    modelId: '${HAIKU}',
    system: [{ text: \`
      You write titles.
      One line, no quotes.
      Name the product first.
      Leave out the year.
      Say what is new about it.
      Write it in the language of the article.
    \` }],
    messages: [{ role: 'user', content: [{ text }] }],
  }));
}
`;
const python = `import boto3

client = boto3.client("bedrock-runtime")


def title(text):
    return client.converse(
        modelId="${HAIKU}",
        system=[{"text": """
            You write titles.
            One line, no quotes.
            Name the product first.
            Leave out the year.
            Say what is new about it.
        """}],
        messages=[{"role": "user", "content": [{"text": text}]}],
    )
`;

export const sources: { readonly [path: string]: string } = {
  'src/title.ts': script,
  'src/title.jsx': script.replace('text: string', 'text'),
  'src/Title.vue': `<script setup lang="ts">\n${script.replace('export ', '')}</script>\n\n<template><p>titles</p></template>\n`,
  'title.py': python,
  'title.ipynb': `${JSON.stringify({ cells: [{ cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source: python.split(/(?<=\n)/) }], metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`,
  'title.go': `package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"
)

func title(ctx context.Context, client *bedrockruntime.Client, text string) (*bedrockruntime.ConverseOutput, error) {
	return client.Converse(ctx, &bedrockruntime.ConverseInput{
		ModelId: aws.String("${HAIKU}"),
		Messages: []types.Message{{Role: types.ConversationRoleUser, Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: text}}}},
	})
}
`,
  'title.sh': `#!/bin/sh
aws bedrock-runtime converse --model-id ${HAIKU} --messages '[{"role": "user", "content": [{"text": "Write a title."}]}]'
`,
  'title.prompty': `---
name: title
model:
  api: chat
  configuration:
    type: bedrock
    model: anthropic.claude-3-sonnet-20240229-v1:0
---
system:
You write titles.
`,
  'promptfooconfig.yaml': `prompts:
  - 'Write a title for {{text}}'
providers:
  - id: bedrock:anthropic.claude-3-sonnet-20240229-v1:0
    config:
      region: us-east-1
`,
  'main.tf': `resource "aws_bedrockagent_agent" "titles" {
  agent_name       = "titles"
  foundation_model = "anthropic.claude-3-sonnet-20240229-v1:0"
  instruction      = "You write titles for articles, one line each, and never quote them."
}
`,
};
