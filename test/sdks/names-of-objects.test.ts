/** What SDKs know by name stands in tables, and every object has names of its own: code may call things so. */
import { expect, test } from 'vitest';
import { callsIn as callsInPython } from './python-calls.ts';
import { callsIn } from './typescript-calls.ts';

const own = Object.getOwnPropertyNames(Object.prototype);
const packages = ['@aws-sdk/client-bedrock-runtime', '@anthropic-ai/bedrock-sdk', 'ai', '@ai-sdk/amazon-bedrock', '@langchain/aws', '@langchain/core/prompts', '@langchain/community/chat_models/bedrock', 'openai', '@strands-agents/sdk', 'llamaindex', '@llamaindex/aws', '@mastra/core/agent', 'agent-squad', 'aws-cdk-lib/aws-bedrock'];
const modules = ['boto3', 'langchain_aws', 'langchain', 'anthropic', 'openai', 'litellm', 'strands', 'llama_index.llms.bedrock', 'crewai', 'pydantic_ai', 'dspy', 'agno.models.aws', 'haystack', 'instructor', 'mirascope', 'smolagents'];
const signs = 'bedrock-runtime, @ai-sdk/amazon-bedrock, @langchain/aws, langchain_aws';
const calls = ['()', '().invoke("a")', '().send("b")', '().a().stream("b")', '("a").batch(["c"])', '("a").generate("d")'];

test.each(packages)('%s', name => {
  const code = own.flatMap((each, index) => [`import { ${each} as x${index} } from '${name}';`, ...calls.flatMap(call => [`new x${index}${call};`, `x${index}.${each}${call};`, `x${index}().pipe(x${index}.${each}())${call.slice(call.indexOf(')') + 1)};`])]);
  expect(Array.isArray(callsIn(`// ${signs}\n${code.join('\n')}\n`))).toBe(true);
});

test.each(modules)('%s', name => {
  const code = own.flatMap((each, index) => [`from ${name} import ${each} as x${index}`, ...calls.flatMap(call => [`x${index}${call}`, `x${index}.${each}${call}`, `(x${index}() | x${index}.${each}())${call.slice(call.indexOf(')') + 1)}`])]);
  expect(Array.isArray(callsInPython(`# ${signs}\n${code.join('\n')}\n`))).toBe(true);
});
