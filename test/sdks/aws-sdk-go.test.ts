import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/core/edit.ts';
import { callOf, callsOf } from './inspected.ts';
import { inShort, said } from './python-calls.ts';

const head = `package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"
)

`;
const messages = '[]types.Message{{Role: types.ConversationRoleUser, Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: "Hi"}}}}';
const request = `&bedrockruntime.ConverseInput{ModelId: aws.String("amazon.nova-lite-v1:0"), Messages: ${messages}}`;
const inMain = (body: string): string => `${head}func main() {\n\tcfg, _ := config.LoadDefaultConfig(context.Background())\n\tclient := bedrockruntime.NewFromConfig(cfg)\n${body}\n}\n`;
const callIn = (code: string, others?: { readonly [path: string]: string }) => callOf('main.go', code, others);

describe('AWS SDK for Go', () => {
  test.each([
    ['a client', inMain(`\tclient.Converse(context.Background(), ${request})`)],
    ['a value of a map', inMain(`\tfor _, id := range map[string]string{"a": "amazon.nova-lite-v1:0"} {\n\t\tclient.Converse(context.Background(), &bedrockruntime.ConverseInput{ModelId: aws.String(id), Messages: ${messages}})\n\t}`)],
    ['a request in a variable', inMain(`\tinput := ${request}\n\t_, err := client.Converse(context.Background(), input)\n\tfmt.Println(err)`)],
    ['a request that is filled later', inMain(`\tvar input bedrockruntime.ConverseInput\n\tinput.ModelId = aws.String("amazon.nova-lite-v1:0")\n\tinput.Messages = append(input.Messages, types.Message{Role: "user", Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: "Hi"}}})\n\tclient.Converse(context.Background(), &input)`)],
    ['a field', `${head}type Service struct{ client *bedrockruntime.Client }\n\nfunc (s *Service) Ask(ctx context.Context) {\n\ts.client.Converse(ctx, ${request})\n}\n`],
    ['an interface', `${head}type Converser interface { Converse(context.Context, *bedrockruntime.ConverseInput) }\n\nfunc ask(c Converser) {\n\tc.Converse(context.Background(), ${request})\n}\n`],
    ['another name of the package', inMain(`\tclient.Converse(context.Background(), ${request})`).replaceAll('"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"', 'br "github.com/aws/aws-sdk-go-v2/service/bedrockruntime"').replaceAll('bedrockruntime.', 'br.')],
    ['a model of the environment with a default', inMain(`\tmodel := os.Getenv("MODEL")\n\tif model == "" {\n\t\tmodel = "amazon.nova-lite-v1:0"\n\t}\n\tclient.Converse(context.Background(), ${request.replace('aws.String("amazon.nova-lite-v1:0")', '&model')})`)],
  ])('recognises %s', async (_, code) => {
    const call = await callIn(code);
    expect(inShort(call)).toBe('aws-sdk-go converse call amazon.nova-lite-v1:0 limit missing');
    expect(said(call, 'user')).toBe('Hi');
  });

  test.each([
    ['a function', '\tlimit(body, 300)', 'limit 300'],
    ['a library', '\tcopier.Copy(body, from)', 'limit dynamic'],
    ['nobody', '', 'limit missing'],
  ])('a body that is filled by %s', async (_, line, expected) => {
    const code = inMain(`\tbody := &Body{Version: "bedrock-2023-05-31"}\n${line}\n\traw, _ := json.Marshal(body)\n\tclient.InvokeModel(context.Background(), &bedrockruntime.InvokeModelInput{ModelId: aws.String("anthropic.claude-3-haiku-20240307-v1:0"), Body: raw})`);
    const types = '\ntype Body struct {\n\tVersion   string `json:"anthropic_version"`\n\tMaxTokens int    `json:"max_tokens,omitempty"`\n}\n\nfunc limit(body *Body, most int) { body.MaxTokens = most }\n';
    const call = await callIn(`${code.replace('"github.com/aws/aws-sdk-go-v2/aws"\n', '"github.com/aws/aws-sdk-go-v2/aws"\n\t"github.com/jinzhu/copier"\n')}${types}`);
    expect(inShort(call)).toBe(`aws-sdk-go invoke-model call anthropic.claude-3-haiku-20240307-v1:0 ${expected}`);
  });

  test.each([
    ['another package', 'package main\n\nimport "example.com/robot"\n\nfunc main() {\n\trobot.New().Converse("hello")\n}\n'],
    ['a method of the project', 'package main\n\ntype bot struct{}\n\nfunc (b bot) Converse(s string) {}\n\nfunc main() {\n\tbot{}.Converse("hello")\n}\n'],
    ['another service', inMain('\tagent.InvokeModel(context.Background(), &robot.InvokeModelInput{ModelId: aws.String("x")})')],
  ])('is silent on %s', async (_, code) => {
    expect((await callsOf('main.go', { 'main.go': code })).map(inShort)).toEqual([]);
  });

  test('reads limits, systems, stop sequences and streams', async () => {
    const call = await callIn(inMain(`\tclient.ConverseStream(context.Background(), &bedrockruntime.ConverseStreamInput{
		ModelId:         aws.String("amazon.nova-lite-v1:0"),
		System:          []types.SystemContentBlock{&types.SystemContentBlockMemberText{Value: "Be brief."}, &types.SystemContentBlockMemberCachePoint{Value: types.CachePointBlock{Type: types.CachePointTypeDefault}}},
		Messages:        ${messages},
		InferenceConfig: &types.InferenceConfiguration{MaxTokens: aws.Int32(300), StopSequences: []string{"END"}},
	})`));
    expect(inShort(call)).toBe('aws-sdk-go converse-stream call amazon.nova-lite-v1:0 limit 300');
    expect(said(call, 'system')).toBe('Be brief.');
    expect(call.caching.state).toBe('used');
    expect(call.stop?.kind).toBe('list');
  });

  test.each([
    ['a map', 'body, err := json.Marshal(map[string]interface{}{"anthropic_version": "bedrock-2023-05-31", "max_tokens": 300, "messages": []map[string]any{{"role": "user", "content": "Hi"}}})'],
    ['a struct with tags', 'body, err := json.Marshal(claude{Version: "bedrock-2023-05-31", MaxTokens: 300, Messages: []message{{Role: "user", Content: "Hi"}}})'],
    ['a struct that is filled later', 'var req claude\n\treq.Version = "bedrock-2023-05-31"\n\treq.MaxTokens = 300\n\treq.Messages = append(req.Messages, message{"user", "Hi"})\n\tbody, err := json.Marshal(req)'],
  ])('reads bodies of InvokeModel: %s', async (_, lines) => {
    const structs = 'type message struct {\n\tRole    string `json:"role"`\n\tContent string `json:"content"`\n}\n\ntype claude struct {\n\tVersion   string    `json:"anthropic_version"`\n\tMaxTokens int       `json:"max_tokens"`\n\tMessages  []message `json:"messages"`\n}\n';
    const call = await callIn(`${inMain(`\t${lines}\n\tclient.InvokeModel(context.Background(), &bedrockruntime.InvokeModelInput{ModelId: aws.String("anthropic.claude-3-haiku-20240307-v1:0"), Body: body})`)}\n${structs}`);
    expect(inShort(call)).toBe('aws-sdk-go invoke-model call anthropic.claude-3-haiku-20240307-v1:0 limit 300');
    expect(said(call, 'user')).toBe('Hi');
  });

  test('a failure returns no body', async () => {
    const call = await callIn(`${inMain('\tbody, err := bodyOf("Hi")\n\tclient.InvokeModel(context.Background(), &bedrockruntime.InvokeModelInput{ModelId: aws.String("meta.llama3-8b-instruct-v1:0"), Body: body})')}
func bodyOf(prompt string) ([]byte, error) {
	if prompt == "" {
		return nil, fmt.Errorf("empty")
	}
	return json.Marshal(map[string]any{"prompt": prompt, "max_gen_len": 64})
}
`);
    expect(inShort(call)).toBe('aws-sdk-go invoke-model call meta.llama3-8b-instruct-v1:0 limit 64');
  });

  test('follows names to other files and packages of the module', async () => {
    const code = `package app

import (
	"context"
	"example.com/shop/internal/prompts"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"
)

func (s *Service) Ask(ctx context.Context) {
	s.client.Converse(ctx, &bedrockruntime.ConverseInput{
		ModelId: aws.String(defaultModel),
		System: []types.SystemContentBlock{&types.SystemContentBlockMemberText{Value: prompts.System}},
		InferenceConfig: &types.InferenceConfiguration{MaxTokens: aws.Int32(maxTokens())},
	})
}
`;
    const call = await callOf('app/ask.go', code, {
      'go.mod': 'module example.com/shop\n\ngo 1.22\n',
      'app/service.go': 'package app\n\nimport "github.com/aws/aws-sdk-go-v2/service/bedrockruntime"\n\nconst defaultModel = "amazon.nova-lite-v1:0"\n\ntype Service struct{ client *bedrockruntime.Client }\n\nfunc maxTokens() int32 { return 256 }\n',
      'internal/prompts/system.go': 'package prompts\n\nconst System = "Be " + kind + "."\n',
      'internal/prompts/kind.go': 'package prompts\n\nconst kind = "kind"\n',
    });
    expect(inShort(call)).toBe('aws-sdk-go converse call amazon.nova-lite-v1:0 limit 256');
    expect(said(call, 'system')).toBe('Be kind.');
  });

  test('knowledge bases and agents', async () => {
    const code = `package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrockagentruntime"
	"github.com/aws/aws-sdk-go-v2/service/bedrockagentruntime/types"
)

func ask(ctx context.Context, client *bedrockagentruntime.Client, question string) {
	client.Retrieve(ctx, &bedrockagentruntime.RetrieveInput{KnowledgeBaseId: aws.String("kb"), RetrievalQuery: &types.KnowledgeBaseQuery{Text: aws.String(question)}})
	client.RetrieveAndGenerate(ctx, &bedrockagentruntime.RetrieveAndGenerateInput{
		Input: &types.RetrieveAndGenerateInput{Text: aws.String("Why?")},
		RetrieveAndGenerateConfiguration: &types.RetrieveAndGenerateConfiguration{KnowledgeBaseConfiguration: &types.KnowledgeBaseRetrieveAndGenerateConfiguration{
			ModelArn:                aws.String("amazon.nova-lite-v1:0"),
			GenerationConfiguration: &types.GenerationConfiguration{InferenceConfig: &types.InferenceConfig{TextInferenceConfig: &types.TextInferenceConfig{MaxTokens: aws.Int32(2048)}}},
		}},
	})
	client.InvokeAgent(ctx, &bedrockagentruntime.InvokeAgentInput{AgentId: aws.String("a"), InputText: aws.String("Book it.")})
}
`;
    const calls = await callsOf('main.go', { 'main.go': code });
    expect(calls.map(inShort)).toEqual(['aws-sdk-go retrieve-and-generate call amazon.nova-lite-v1:0 limit 2048', 'aws-sdk-go agent call - limit not-applicable']);
    expect(calls.map(call => said(call, 'user'))).toEqual(['Why?', 'Book it.']);
  });

  test('an object that a method of another makes has what that gives it, and what its own methods add', async () => {
    const code = `${head}type Client struct{ runtime *bedrockruntime.Client }

type Chat struct {
	client   *Client
	model    string
	messages []types.Message
	system   string
}

func (c *Client) Start() *Chat {
	model := os.Getenv("MODEL")
	if model == "" {
		model = "amazon.nova-lite-v1:0"
	}
	return &Chat{client: c, model: model, messages: []types.Message{}, system: ""}
}

func (c *Chat) Add(message types.Message) { c.messages = append(c.messages, message) }

func (c *Chat) SetSystem(text string) { c.system = text }

func (c *Chat) Send(ctx context.Context) {
	c.client.runtime.Converse(ctx, &bedrockruntime.ConverseInput{ModelId: aws.String(c.model), Messages: c.messages, System: []types.SystemContentBlock{&types.SystemContentBlockMemberText{Value: c.system}}, InferenceConfig: &types.InferenceConfiguration{MaxTokens: aws.Int32(90)}})
}
`;
    const call = await callIn(code);
    expect(inShort(call)).toBe('aws-sdk-go converse call amazon.nova-lite-v1:0 limit 90');
    expect(call.prompts.map(({ part, text }) => [part, text.pieces.every(piece => 'hole' in piece)])).toEqual([['system', true], ['user', true]]);
  });

  test('callers of a wrapper in another file are calls', async () => {
    const wrapper = `${head}type LLM struct {
	client *bedrockruntime.Client
	model  string
}

func NewLLM(client *bedrockruntime.Client, model string) *LLM {
	return &LLM{client: client, model: model}
}

func (l *LLM) Ask(prompt string) {
	l.client.Converse(context.Background(), &bedrockruntime.ConverseInput{ModelId: aws.String(l.model), Messages: []types.Message{{Role: "user", Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: prompt}}}}})
}
`;
    const caller = 'package main\n\nfunc run() {\n\tllm := NewLLM(nil, "amazon.nova-lite-v1:0")\n\tfor _, name := range []string{"a", "b"} {\n\t\tllm.Ask("Describe the thing called " + name)\n\t}\n}\n';
    const [call] = await callsOf('run.go', { 'llm.go': wrapper, 'run.go': caller });
    expect(inShort(call!)).toBe('aws-sdk-go converse wrapper-call amazon.nova-lite-v1:0 limit missing');
    expect(said(call!, 'user')).toBe('Describe the thing called ');
    expect(call!.context.loop).toBe('items');
  });

  test.each([
    ['the request', inMain(`\tclient.Converse(context.Background(), ${request})`), 'InferenceConfig: &types.InferenceConfiguration{MaxTokens: aws.Int32(256)}})'],
    ['a configuration that is there', inMain(`\tclient.Converse(context.Background(), ${request.replace(/\}$/, ', InferenceConfig: &types.InferenceConfiguration{Temperature: aws.Float32(0)}}')})`), '&types.InferenceConfiguration{Temperature: aws.Float32(0), MaxTokens: aws.Int32(256)}'],
    ['a body', inMain('\tbody, _ := json.Marshal(map[string]any{\n\t\t"prompt": "Hi",\n\t})\n\tclient.InvokeModel(context.Background(), &bedrockruntime.InvokeModelInput{ModelId: aws.String("meta.llama3-8b-instruct-v1:0"), Body: body})'), '\t\t"prompt": "Hi",\n\t\t"max_gen_len": 256,\n\t})'],
  ])('sets a limit in %s', async (_, code, expected) => {
    expect(applyEdits(code, (await callIn(code)).limit.setEdits!(256)!)).toContain(expected);
  });

  test('sets none where it cannot be written', async () => {
    const code = inMain(`\tclient.Converse(context.Background(), ${request.replace('aws.String("amazon.nova-lite-v1:0")', 'model()')})`).replace('\t"github.com/aws/aws-sdk-go-v2/aws"\n', '');
    expect((await callIn(code)).limit.setEdits?.(256)).toBeUndefined();
    const typed = inMain('\tbody, _ := json.Marshal(map[string]string{"prompt": "Hi"})\n\tclient.InvokeModel(context.Background(), &bedrockruntime.InvokeModelInput{ModelId: aws.String("meta.llama3-8b-instruct-v1:0"), Body: body})');
    expect((await callIn(typed)).limit.setEdits?.(256)).toBeUndefined();
  });

  test('puts a cache point behind a system prompt and a block', async () => {
    const code = inMain(`\tclient.Converse(context.Background(), &bedrockruntime.ConverseInput{
		ModelId: aws.String("amazon.nova-lite-v1:0"),
		System: []types.SystemContentBlock{
			&types.SystemContentBlockMemberText{Value: "Be brief."},
		},
		Messages: ${messages},
	})`);
    const { prompts } = await callIn(code);
    const [system, user] = prompts.map(({ cacheEdits }) => applyEdits(code, cacheEdits!));
    expect(system).toContain('Value: "Be brief."},\n\t\t\t&types.SystemContentBlockMemberCachePoint{Value: types.CachePointBlock{Type: types.CachePointTypeDefault}},\n\t\t},');
    expect(user).toContain('{Value: "Hi"}, &types.ContentBlockMemberCachePoint{Value: types.CachePointBlock{Type: types.CachePointTypeDefault}}}');
  });
});
