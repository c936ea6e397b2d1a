/** Settings of Spring Boot and Quarkus that make a model. */
import { describe, expect, test } from 'vitest';
import { callOf, callsOf } from './inspected.ts';
import { inShort } from './python-calls.ts';

const resources = 'desk/src/main/resources/application';

describe('settings of an application', () => {
  test.each([
    ['Spring AI', '.properties', 'spring.ai.bedrock.converse.chat.options.model=amazon.nova-lite-v1:0\nspring.ai.bedrock.converse.chat.options.max-tokens=300\n', 'spring-ai generate config amazon.nova-lite-v1:0 limit 300'],
    ['its later names', '.properties', 'spring.ai.bedrock.converse.chat.model = amazon.nova-lite-v1:0\nspring.ai.bedrock.converse.chat.maxTokens: 300\n', 'spring-ai generate config amazon.nova-lite-v1:0 limit 300'],
    ['YAML', '.yml', 'spring:\n  ai:\n    bedrock:\n      converse:\n        chat:\n          options:\n            model: amazon.nova-lite-v1:0\n            max-tokens: 300\n', 'spring-ai generate config amazon.nova-lite-v1:0 limit 300'],
    ['YAML with dots', '-dev.yaml', 'spring.ai:\n  bedrock:\n    converse.chat.options:\n      model: amazon.nova-lite-v1:0\n', 'spring-ai generate config amazon.nova-lite-v1:0 limit dynamic'],
    ['a variable with a default', '.properties', 'spring.ai.bedrock.converse.chat.options.model=${CHAT_MODEL:amazon.nova-lite-v1:0}\n', 'spring-ai generate config amazon.nova-lite-v1:0 limit dynamic'],
    ['a variable', '.properties', 'spring.ai.bedrock.converse.chat.options.model=${CHAT_MODEL}\n', 'spring-ai generate config ? limit dynamic'],
    ['an embedding', '.properties', 'spring.ai.bedrock.titan.embedding.model=amazon.titan-embed-text-v2:0\n', 'spring-ai embed config amazon.titan-embed-text-v2:0 limit not-applicable'],
    ['Quarkus', '.properties', 'quarkus.langchain4j.bedrock.chat-model.model-id=amazon.nova-lite-v1:0\nquarkus.langchain4j.bedrock.chat-model.max-tokens=300\n', 'langchain4j generate config amazon.nova-lite-v1:0 limit 300'],
    ['a named model of a profile', '.properties', '%dev.quarkus.langchain4j.bedrock.small.chat-model.model-id=amazon.nova-lite-v1:0\n', 'langchain4j generate config amazon.nova-lite-v1:0 limit 1024'],
  ])('%s', async (_, ending, text, expected) => {
    expect(inShort(await callOf(`${resources}${ending}`, text))).toBe(expected);
  });

  test.each([
    ['comments', '.properties', '# spring.ai.bedrock.converse.chat.options.model=amazon.nova-lite-v1:0\n! spring.ai.bedrock.converse.chat.options.model=amazon.nova-lite-v1:0\n'],
    ['settings without a model', '.properties', 'spring.ai.bedrock.aws.region=us-east-1\nspring.ai.bedrock.converse.chat.options.max-tokens=300\n'],
    ['other services', '.properties', 'spring.ai.openai.chat.options.model=gpt-4o\napp.model=amazon.nova-lite-v1:0\n'],
  ])('is silent on %s', async (_, ending, text) => {
    expect(await callsOf(`${resources}${ending}`, { [`${resources}${ending}`]: text })).toEqual([]);
  });

  test('says that prompts are cached', async () => {
    const call = await callOf(`${resources}.properties`, 'spring.ai.bedrock.converse.chat.options.model=amazon.nova-lite-v1:0\nspring.ai.bedrock.converse.chat.options.cache-options.strategy=SYSTEM_ONLY\n');
    expect(call.caching.state).toBe('used');
  });
});
