import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/core/edit.ts';
import { callOf, callsOf } from './inspected.ts';
import { inShort, said } from './python-calls.ts';

const head = `package app;

import java.util.*;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.*;
import org.json.JSONObject;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.*;
import software.amazon.awssdk.services.bedrockruntime.model.*;

`;
const inClass = (members: string): string => `${head}class Desk {\n${members}\n}\n`;
const inMain = (body: string, members = ''): string => inClass(`${members}\n  public static void main(String[] args) {\n    var client = BedrockRuntimeClient.create();\n${body}\n  }`);
const message = 'Message.builder().role(ConversationRole.USER).content(ContentBlock.fromText("Hi")).build()';
const request = `ConverseRequest.builder().modelId("amazon.nova-lite-v1:0").messages(${message}).build()`;
const callIn = (code: string, others?: { readonly [path: string]: string }) => callOf('app/Desk.java', code, others);

describe('AWS SDK for Java', () => {
  test.each([
    ['a client', inMain(`    client.converse(${request});`)],
    ['a request in a variable', inMain(`    ConverseRequest request = ${request};\n    client.converse(request);`)],
    ['a consumer', inMain(`    client.converse(r -> r.modelId("amazon.nova-lite-v1:0").messages(m -> m.role("user").content(c -> c.text("Hi"))));`)],
    ['a consumer with a body', inMain(`    client.converse(r -> {\n      r.modelId("amazon.nova-lite-v1:0");\n      r.messages(${message});\n    });`)],
    ['a builder that is filled later', inMain(`    var builder = ConverseRequest.builder();\n    builder.modelId("amazon.nova-lite-v1:0").messages(List.of(${message}));\n    client.converse(builder.build());`)],
    ['a list that is filled later', inMain(`    List<Message> messages = new ArrayList<>();\n    messages.add(${message});\n    client.converse(ConverseRequest.builder().modelId("amazon.nova-lite-v1:0").messages(messages).build());`)],
    ['a field', inClass(`  private final BedrockRuntimeAsyncClient client;\n  Desk(BedrockRuntimeAsyncClient client) { this.client = client; }\n  void ask() { client.converse(${request}).join(); }`)],
    ['names in full', inMain(`    client.converse(${request});`).replace(/import software.amazon.awssdk.services.*;\n/g, '').replaceAll(/\b(BedrockRuntimeClient)\b/g, 'software.amazon.awssdk.services.bedrockruntime.$1').replaceAll(/\b(ConverseRequest|Message|ContentBlock|ConversationRole)\b/g, 'software.amazon.awssdk.services.bedrockruntime.model.$1')],
    ['a model of the environment with a default', inMain(`    client.converse(${request.replace('"amazon.nova-lite-v1:0"', 'System.getenv().getOrDefault("MODEL", "amazon.nova-lite-v1:0")')});`)],
    ['a model of the settings with a default', inClass(`  @Value("\${bedrock.model:amazon.nova-lite-v1:0}") private String model;\n  @Autowired BedrockRuntimeClient client;\n  void ask() { client.converse(${request.replace('"amazon.nova-lite-v1:0"', 'model')}); }`)],
    ['version 1', inMain('    client.converse(new ConverseRequest().withModelId("amazon.nova-lite-v1:0").withMessages(new Message().withRole("user").withContent(new ContentBlock().withText("Hi"))));').replaceAll('software.amazon.awssdk.services.bedrockruntime', 'com.amazonaws.services.bedrockruntime')],
  ])('recognises %s', async (_, code) => {
    const call = await callIn(code);
    expect(inShort(call)).toBe('aws-sdk-java converse call amazon.nova-lite-v1:0 limit missing');
    expect(said(call, 'user')).toBe('Hi');
  });

  test.each([
    ['another package', inMain('    new Robot().converse("hello");').replace('import java.util.*;', 'import com.example.Robot;')],
    ['a method of the project', inClass('  void converse(String text) {}\n  void f() { this.converse("hello"); converse("x"); }')],
    ['a stub of a test', inClass('  void f(BedrockRuntimeClient client) { when(client.invokeModel(any(InvokeModelRequest.class))).thenReturn(null); }').replace('import java.util.*;', 'import static org.mockito.ArgumentMatchers.any;\nimport static org.mockito.Mockito.when;')],
  ])('is silent on %s', async (_, code) => {
    expect((await callsOf('app/Desk.java', { 'app/Desk.java': code })).map(inShort)).toEqual([]);
  });

  test('reads limits, systems, cache points, stop sequences and streams', async () => {
    const call = await callIn(inMain(`    client.converseStream(ConverseStreamRequest.builder()
        .modelId("amazon.nova-lite-v1:0")
        .system(SystemContentBlock.fromText("Be brief."), SystemContentBlock.fromCachePoint(CachePointBlock.builder().type(CachePointType.DEFAULT).ttl(CacheTTL.VALUE_1_H).build()))
        .messages(${message})
        .inferenceConfig(c -> c.maxTokens(300).stopSequences("END"))
        .build(), handler);`));
    expect(inShort(call)).toBe('aws-sdk-java converse-stream call amazon.nova-lite-v1:0 limit 300');
    expect(said(call, 'system')).toBe('Be brief.');
    expect(call.caching.state).toBe('used');
    expect(call.prompts.find(({ part }) => part === 'system')?.cachePoint?.ttl).toBe('1h');
    expect(call.stop?.kind).toBe('list');
  });

  test.each([
    ['a map', 'String body = new ObjectMapper().writeValueAsString(Map.of("anthropic_version", "bedrock-2023-05-31", "max_tokens", 300, "messages", List.of(Map.of("role", "user", "content", "Hi"))));'],
    ['a map that is filled later', 'Map<String, Object> map = new LinkedHashMap<>();\n    map.put("anthropic_version", "bedrock-2023-05-31");\n    map.put("max_tokens", 300);\n    map.put("messages", List.of(Map.of("role", "user", "content", "Hi")));\n    String body = new ObjectMapper().writeValueAsString(map);'],
    ['a JSONObject', 'String body = new JSONObject().put("anthropic_version", "bedrock-2023-05-31").put("max_tokens", 300).put("messages", new org.json.JSONArray().put(new JSONObject().put("role", "user").put("content", "Hi"))).toString();'],
    ['nodes of Jackson', 'ObjectNode node = new ObjectMapper().createObjectNode();\n    node.put("anthropic_version", "bedrock-2023-05-31").put("max_tokens", 300);\n    ArrayNode messages = node.putArray("messages");\n    ObjectNode message = messages.addObject();\n    message.put("role", "user").put("content", "Hi");\n    String body = new ObjectMapper().writeValueAsString(node);'],
    ['a record', 'String body = new ObjectMapper().writeValueAsString(new Claude("bedrock-2023-05-31", 300, List.of(new Turn("user", "Hi"))));'],
  ])('reads bodies of InvokeModel: %s', async (_, lines) => {
    const records = '  record Turn(String role, String content) {}\n  record Claude(@JsonProperty("anthropic_version") String version, @JsonProperty("max_tokens") int maxTokens, List<Turn> messages) {}';
    const call = await callIn(inMain(`    ${lines}\n    client.invokeModel(InvokeModelRequest.builder().modelId("anthropic.claude-3-haiku-20240307-v1:0").body(SdkBytes.fromUtf8String(body)).build());`, records));
    expect(inShort(call)).toBe('aws-sdk-java invoke-model call anthropic.claude-3-haiku-20240307-v1:0 limit 300');
    expect(said(call, 'user')).toBe('Hi');
  });

  test('reads bodies of the older API, which names a version too', async () => {
    const call = await callIn(inMain('    client.invokeModel(r -> r.modelId("anthropic.claude-v2").body(SdkBytes.fromUtf8String(new JSONObject().put("prompt", "Human: Hi").put("max_tokens_to_sample", 300).put("anthropic_version", "bedrock-2023-05-31").toString())));'));
    expect(inShort(call)).toBe('aws-sdk-java invoke-model call anthropic.claude-v2 limit 300');
    expect(call.limit.wrongKey).toBeUndefined();
  });

  test('a part that is sent at times only', async () => {
    const call = await callIn(inMain(`    var builder = ConverseRequest.builder().modelId("amazon.nova-lite-v1:0").messages(${message});\n    if (args.length > 0) builder.inferenceConfig(c -> c.maxTokens(300));\n    client.converse(builder.build());`));
    expect(inShort(call)).toBe('aws-sdk-java converse call amazon.nova-lite-v1:0 limit 300');
    expect(call.limit.state).toBe('dynamic');
  });

  test.each([
    ['sets a part', 'builder.inferenceConfig(c -> c.maxTokens(300));', '300'],
    ['sets it at times', 'if (most == null) return;\n    builder.inferenceConfig(c -> c.maxTokens(300));', 'dynamic 300'],
    ['has another do so', 'var config = InferenceConfiguration.builder();\n    Optional.ofNullable(most).ifPresent(config::maxTokens);\n    builder.inferenceConfig(config.build());', 'dynamic'],
  ])('a method that is handed a builder, and %s', async (_, body, expected) => {
    const call = await callIn(inMain(`    var builder = ConverseRequest.builder().modelId("amazon.nova-lite-v1:0").messages(${message});\n    limit(builder, args.length > 0 ? 300 : null);\n    client.converse(builder.build());`, `  private static void limit(ConverseRequest.Builder builder, Integer most) {\n    ${body}\n  }`));
    expect(`${call.limit.state === 'set' ? '' : `${call.limit.state} `}${call.limit.value ?? ''}`.trim()).toBe(expected);
  });

  test.each([
    ['a request', 'client.retrieveAndGenerate(RetrieveAndGenerateRequest.builder().input(RetrieveAndGenerateInput.builder().text("Why?").build()).retrieveAndGenerateConfiguration(RetrieveAndGenerateConfiguration.builder().knowledgeBaseConfiguration(KnowledgeBaseRetrieveAndGenerateConfiguration.builder().modelArn("amazon.nova-lite-v1:0").build()).build()).build());', 'retrieve-and-generate call amazon.nova-lite-v1:0 limit missing', 'Why?'],
    ['a consumer', 'client.retrieveAndGenerate(r -> r.input(i -> i.text("Why?")).retrieveAndGenerateConfiguration(c -> c.knowledgeBaseConfiguration(k -> k.modelArn("amazon.nova-lite-v1:0"))));', 'retrieve-and-generate call amazon.nova-lite-v1:0 limit missing', 'Why?'],
    ['an agent', 'client.invokeAgent(InvokeAgentRequest.builder().agentId("a").inputText("Book it.").build(), handler);', 'agent call - limit not-applicable', 'Book it.'],
  ])('knowledge bases and agents: %s', async (_, line, expected, user) => {
    const code = inClass(`  void ask(BedrockAgentRuntimeAsyncClient client) {\n    client.retrieve(RetrieveRequest.builder().knowledgeBaseId("kb").build());\n    ${line}\n  }`).replaceAll('bedrockruntime', 'bedrockagentruntime');
    const call = await callIn(code);
    expect(inShort(call)).toBe(`aws-sdk-java ${expected}`);
    expect(said(call, 'user')).toBe(user);
  });

  test('a limit that is the larger of two', async () => {
    const call = await callIn(inMain(`    client.converse(r -> r.modelId("amazon.nova-lite-v1:0").messages(${message}).inferenceConfig(c -> c.maxTokens(Math.max(64, Math.min(300, 4096)))));`));
    expect(inShort(call)).toBe('aws-sdk-java converse call amazon.nova-lite-v1:0 limit 300');
  });

  test('a constructor that hands on to another', async () => {
    const record = '  record Body(String prompt, int max_tokens_to_sample) {\n    Body(String question) { this("Human: " + question, 300); }\n    String json() { return new JSONObject().put("prompt", prompt).put("max_tokens_to_sample", max_tokens_to_sample).toString(); }\n  }';
    const call = await callIn(inMain('    client.invokeModel(r -> r.modelId("anthropic.claude-v2").body(SdkBytes.fromUtf8String(new Body("Hi").json())));', record));
    expect(inShort(call)).toBe('aws-sdk-java invoke-model call anthropic.claude-v2 limit 300');
    expect(said(call, 'user')).toBe('Human: Hi');
  });

  test('follows names to other files of the project', async () => {
    const code = `package shop.desk;

import shop.prompts.Prompts;
import static shop.prompts.Limits.ANSWER;
import software.amazon.awssdk.services.bedrockruntime.model.*;

class Desk extends Base {
  void ask() {
    client.converse(ConverseRequest.builder().modelId(MODEL).system(SystemContentBlock.fromText(Prompts.SYSTEM)).inferenceConfig(c -> c.maxTokens(ANSWER)).build());
  }
}
`;
    const call = await callOf('api/src/main/java/shop/desk/Desk.java', code, {
      'api/src/main/java/shop/desk/Base.java': 'package shop.desk;\n\nimport software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;\n\nabstract class Base {\n  protected static final String MODEL = "amazon.nova-lite-v1:0";\n  protected BedrockRuntimeClient client;\n}\n',
      'shared/src/main/java/shop/prompts/Prompts.java': 'package shop.prompts;\n\npublic final class Prompts {\n  public static final String SYSTEM = """\n      Be kind.\n      """;\n}\n',
      'shared/src/main/java/shop/prompts/Limits.java': 'package shop.prompts;\n\npublic interface Limits { int ANSWER = 256; }\n',
    });
    expect(inShort(call)).toBe('aws-sdk-java converse call amazon.nova-lite-v1:0 limit 256');
    expect(said(call, 'system')).toBe('Be kind.\n');
  });

  test('callers of a wrapper in another file are calls', async () => {
    const wrapper = `${head}class Llm {
  private final BedrockRuntimeClient client;
  private final String model;

  Llm(BedrockRuntimeClient client) { this(client, "amazon.nova-lite-v1:0"); }

  Llm(BedrockRuntimeClient client, String model) {
    this.client = client;
    this.model = model;
  }

  String ask(String prompt) { return ask(prompt, 100); }

  String ask(String prompt, int limit) {
    ConverseRequest request = ConverseRequest.builder().modelId(model).messages(m -> m.role("user").content(ContentBlock.fromText(prompt))).inferenceConfig(c -> c.maxTokens(limit)).build();
    return send(request);
  }

  private String send(ConverseRequest request) { return client.converse(request).toString(); }
}
`;
    const caller = 'package app;\n\nclass Run {\n  static void run(Llm llm) {\n    Llm own = new Llm(null, "amazon.nova-pro-v1:0");\n    for (String name : new String[] {"a", "b"}) own.ask("Describe the thing called " + name, 50);\n    own.ask("Hi");\n  }\n}\n';
    const calls = await callsOf('app/Run.java', { 'app/Llm.java': wrapper, 'app/Run.java': caller });
    expect(calls.map(inShort)).toEqual(['aws-sdk-java converse wrapper-call amazon.nova-pro-v1:0 limit 50', 'aws-sdk-java converse wrapper-call amazon.nova-pro-v1:0 limit 100']);
    expect(calls.map(call => said(call, 'user'))).toEqual(['Describe the thing called ', 'Hi']);
    expect(calls[0]!.context.loop).toBe('items');
  });

  test.each([
    ['a request', inMain(`    client.converse(${request});`), `.messages(${message}).inferenceConfig(config -> config.maxTokens(256)).build()`],
    ['a request on lines', inMain('    client.converse(ConverseRequest.builder()\n        .modelId("amazon.nova-lite-v1:0")\n        .build());'), '.modelId("amazon.nova-lite-v1:0")\n        .inferenceConfig(config -> config.maxTokens(256))\n        .build()'],
    ['a configuration that is there', inMain(`    client.converse(${request.replace('.build()', '.inferenceConfig(c -> c.temperature(0F)).build()').replace(/\.build\(\)\.role/, '.role')});`.replace('Message.builder().role(ConversationRole.USER).content(ContentBlock.fromText("Hi")).inferenceConfig(c -> c.temperature(0F)).build()).build()', 'm -> m.role("user")).inferenceConfig(c -> c.temperature(0F)).build()')), 'c -> c.temperature(0F).maxTokens(256)'],
    ['a consumer, whose names are taken', inMain('    var config = "amazon.nova-lite-v1:0";\n    client.converse(r -> r.modelId(config));'), 'r -> r.modelId(config).inferenceConfig(it -> it.maxTokens(256))'],
    ['a builder that is filled later', inMain('    var builder = ConverseRequest.builder();\n    builder.modelId("amazon.nova-lite-v1:0");\n    client.converse(builder.build());'), 'builder.modelId("amazon.nova-lite-v1:0").inferenceConfig(config -> config.maxTokens(256));'],
    ['a body', inMain('    var body = Map.of(\n        "prompt", "Hi"\n    );\n    client.invokeModel(r -> r.modelId("meta.llama3-8b-instruct-v1:0").body(SdkBytes.fromUtf8String(new ObjectMapper().writeValueAsString(body))));'), '"prompt", "Hi",\n        "max_gen_len", 256\n    );'],
    ['a JSONObject', inMain('    var body = new JSONObject().put("prompt", "Hi");\n    client.invokeModel(r -> r.modelId("meta.llama3-8b-instruct-v1:0").body(SdkBytes.fromUtf8String(body.toString())));'), 'new JSONObject().put("prompt", "Hi").put("max_gen_len", 256);'],
  ])('sets a limit in %s', async (_, code, expected) => {
    expect(applyEdits(code, (await callIn(code)).limit.setEdits!(256)!)).toContain(expected);
  });

  test('sets none where it cannot be written', async () => {
    const typed = inMain('    Map<String, String> body = Map.of("prompt", "Hi");\n    client.invokeModel(r -> r.modelId("meta.llama3-8b-instruct-v1:0").body(SdkBytes.fromUtf8String(new ObjectMapper().writeValueAsString(body))));');
    expect((await callIn(typed)).limit.setEdits?.(256)).toBeUndefined();
    const filled = inMain('    Map<String, Object> body = new HashMap<>();\n    body.put("prompt", "Hi");\n    client.invokeModel(r -> r.modelId("meta.llama3-8b-instruct-v1:0").body(SdkBytes.fromUtf8String(new ObjectMapper().writeValueAsString(body))));');
    expect((await callIn(filled)).limit.setEdits?.(256)).toBeUndefined();
  });

  test.each([
    ['blocks', '.system(SystemContentBlock.fromText("Be brief."))', '.system(SystemContentBlock.fromText("Be brief."), SystemContentBlock.fromCachePoint(config -> config.type("default")))'],
    ['a list', '.system(List.of(SystemContentBlock.builder().text("Be brief.").build()))', '.build(), SystemContentBlock.fromCachePoint(config -> config.type("default"))))'],
    ['consumers', '.system(s -> s.text("Be brief."))', '.system(s -> s.text("Be brief."), config -> config.cachePoint(it -> it.type("default")))'],
  ])('caches %s', async (_, system, expected) => {
    const code = inMain(`    client.converse(ConverseRequest.builder().modelId("amazon.nova-lite-v1:0")${system}.messages(${message}).build());`);
    const call = await callIn(code);
    const prompt = call.prompts.find(({ part }) => part === 'system')!;
    expect(applyEdits(code, prompt.cacheEdits!)).toContain(expected);
  });
});

describe('frameworks of Java', () => {
  test.each([
    ['LangChain4j', 'BedrockChatModel.builder().modelId("amazon.nova-lite-v1:0").defaultRequestParameters(BedrockChatRequestParameters.builder().maxOutputTokens(200).promptCaching(BedrockCachePointPlacement.AFTER_SYSTEM).build()).build()', 'langchain4j generate config amazon.nova-lite-v1:0 limit 200', 'used'],
    ['LangChain4j without a limit', 'BedrockStreamingChatModel.builder().modelId("amazon.nova-lite-v1:0").build()', 'langchain4j generate config amazon.nova-lite-v1:0 limit missing', 'none'],
    ['Spring AI', 'BedrockChatOptions.builder().model("amazon.nova-lite-v1:0").maxTokens(200).build()', 'spring-ai generate config amazon.nova-lite-v1:0 limit 200', 'none'],
    ['Spring AI without a limit', 'BedrockChatOptions.builder().model("amazon.nova-lite-v1:0").build()', 'spring-ai generate config amazon.nova-lite-v1:0 limit dynamic', 'none'],
  ])('%s', async (_, expression, expected, caching) => {
    const call = await callOf('A.java', `import dev.langchain4j.model.bedrock.*;\nimport org.springframework.ai.bedrock.converse.BedrockChatOptions;\n\nclass A {\n  Object model = ${expression};\n}\n`);
    expect(inShort(call)).toBe(expected);
    expect(call.caching.state).toBe(caching);
  });

  test('another builder is none', async () => {
    expect(await callsOf('A.java', { 'A.java': 'import com.example.bedrock.*;\n\nclass A {\n  Object model = BedrockChatModel.builder().modelId("amazon.nova-lite-v1:0").build();\n}\n' })).toEqual([]);
  });
});
