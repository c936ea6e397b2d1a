import { describe, expect, test } from 'vitest';
import { staticText } from '../../src/core/call.ts';
import { callIn, callsIn, inShort, said } from './python-calls.ts';

const nova = 'amazon.nova-pro-v1:0';

describe('frameworks on Bedrock', () => {
  test.each([
    ['from llama_index.llms.bedrock_converse import BedrockConverse', `BedrockConverse(model="${nova}", max_tokens=8)`, `llama-index generate config ${nova} limit 8`],
    ['from llama_index.embeddings.bedrock import BedrockEmbedding', 'BedrockEmbedding(model_name="cohere.embed-multilingual-v3")', 'llama-index embed config cohere.embed-multilingual-v3 limit not-applicable'],
    ['from pydantic_ai.models.bedrock import BedrockConverseModel', `BedrockConverseModel("${nova}")`, `pydantic-ai generate config ${nova} limit missing`],
    ['from pydantic_ai.models.bedrock import BedrockConverseModel, BedrockModelSettings', `BedrockConverseModel("${nova}", settings=BedrockModelSettings(max_tokens=6))`, `pydantic-ai generate config ${nova} limit 6`],
    ['from pydantic_ai import Agent', `Agent("bedrock:${nova}", instructions="Hi", model_settings={"max_tokens": 3})`, `pydantic-ai generate config ${nova} limit 3`],
    ['from crewai import LLM', `LLM(model="bedrock/${nova}", max_tokens=4)`, `crewai generate config ${nova} limit 4`],
    ['import os\nfrom crewai import LLM', `LLM(model=os.getenv("MODEL", "eu.${nova}"))`, `crewai generate config eu.${nova} limit missing`],
    ['import dspy', `dspy.LM("bedrock/${nova}")`, `dspy generate config ${nova} limit missing`],
    ['from haystack_integrations.components.generators.amazon_bedrock import AmazonBedrockChatGenerator', `AmazonBedrockChatGenerator(model="${nova}", generation_kwargs={"maxTokens": 2})`, `haystack generate config ${nova} limit 2`],
    ['from smolagents import AmazonBedrockModel', `AmazonBedrockModel(model_id="${nova}", inferenceConfig={"maxTokens": 3000})`, `smolagents generate config ${nova} limit 3000`],
    ['from semantic_kernel.connectors.ai.bedrock import BedrockChatCompletion', `BedrockChatCompletion(model_id="${nova}")`, `semantic-kernel generate config ${nova} limit not-applicable`],
    ['from agno.models.aws import AwsBedrock', `AwsBedrock(id="${nova}")`, `agno generate config ${nova} limit missing`],
    ['from agent_squad.agents import BedrockLLMAgent, BedrockLLMAgentOptions', `BedrockLLMAgent(BedrockLLMAgentOptions(name="a", model_id="${nova}", inference_config={"maxTokens": 7}))`, `agent-squad converse config ${nova} limit 7`],
    ['from multi_agent_orchestrator.classifiers import BedrockClassifier, BedrockClassifierOptions', 'BedrockClassifier(options=BedrockClassifierOptions())', 'agent-squad converse config anthropic.claude-3-5-sonnet-20240620-v1:0 limit 1000'],
    ['from google.adk.models.lite_llm import LiteLlm', `LiteLlm(model="bedrock/${nova}")`, `litellm generate config ${nova} limit missing`],
  ])('%s: %s', (load, code, expected) => {
    expect(inShort(callIn(`${load}\nx = ${code}`))).toBe(expected);
  });

  test.each([
    'from pydantic_ai import Agent\nAgent("openai:gpt-4o")',
    'from crewai import LLM\nLLM(model="gpt-4o")',
    'import dspy\ndspy.LM("openai/gpt-4o")',
    'from agent_squad.agents import OpenAIAgent, OpenAIAgentOptions\nOpenAIAgent(OpenAIAgentOptions(name="a", api_key="k"))',
    'from smolagents import LiteLLMModel\nLiteLLMModel(model_id="anthropic/claude-3-5-sonnet-latest")',
  ])('is silent on other providers: %s', code => {
    expect(callsIn(code).map(inShort)).toEqual([]);
  });

  test('agent squad takes a prompt with the options, or later', () => {
    const load = 'from agent_squad.agents import BedrockLLMAgent, BedrockLLMAgentOptions\n';
    expect(said(callIn(`${load}agent = BedrockLLMAgent(BedrockLLMAgentOptions(name="a", custom_system_prompt={"template": "Be kind."}))`), 'system')).toBe('Be kind.');
    expect(said(callIn(`${load}agent = BedrockLLMAgent(BedrockLLMAgentOptions(name="a"))\nagent.set_system_prompt("Be brief.")`), 'system')).toBe('Be brief.');
    const { prompts } = callIn(`${load}agent = BedrockLLMAgent(BedrockLLMAgentOptions(name="a", description="Answers about ships."))`);
    expect(prompts.map(({ part, state, text }) => `${part} ${state} ${staticText(text)}`)).toEqual(['system unknown ', 'system static Answers about ships.']);
    expect(inShort(callIn(`${load}def make(options):\n    return BedrockLLMAgent(options)`))).toBe('agent-squad converse config ? limit dynamic');
  });

  test('an agent of Pydantic AI whose model is one of several vendors, or one that is made elsewhere', () => {
    const code = `from pydantic_ai import Agent\nfrom pydantic_ai.models.bedrock import BedrockConverseModel\nfrom pydantic_ai.models.openai import OpenAIModel\ndef model(vendor):\n    if vendor == "bedrock":\n        return BedrockConverseModel("${nova}")\n    return OpenAIModel("gpt-4o")\nagent = Agent(model(pick()), instructions="Be kind.")`;
    const [made, agent] = callsIn(code);
    expect([made!, agent!].map(inShort)).toEqual([`pydantic-ai generate config ${nova} limit missing`, `pydantic-ai generate config ${nova} limit missing`]);
    expect([said(agent!, 'system'), agent!.limit.isElsewhere]).toEqual(['Be kind.', true]);
  });

  test('a model of Pydantic AI has the limit that its agents set', () => {
    const load = 'from pydantic_ai import Agent\nfrom pydantic_ai.models.bedrock import BedrockConverseModel\nfrom pydantic_ai.settings import ModelSettings\n';
    const limits = (code: string) => callsIn(load + code).map(({ limit: { state, value, isElsewhere } }) => `${state}${value === undefined ? '' : ` ${value}`}${isElsewhere ? ', elsewhere' : ''}`);
    expect(limits(`a = Agent(BedrockConverseModel("${nova}"), system_prompt="A.", model_settings={"max_tokens": 90})`)).toEqual(['set 90', 'missing, elsewhere']);
    expect(limits(`m = BedrockConverseModel("${nova}")\ndef make():\n    return Agent(model=m, model_settings=ModelSettings(max_tokens=90))`)).toEqual(['missing, elsewhere', 'set 90']);
    expect(limits(`m = BedrockConverseModel("${nova}")\na = Agent(m, model_settings={"max_tokens": 90})\nb = Agent(m)`)).toEqual(['missing', 'set 90', 'missing']);
    expect(limits(`a = Agent(BedrockConverseModel("${nova}", settings=ModelSettings(max_tokens=7)), model_settings={"temperature": 0})`)).toEqual(['set 7', 'set 7']);
    expect(limits(`a = Agent(BedrockConverseModel("${nova}"))\nb = Agent("bedrock:${nova}", model_settings={"max_tokens": 3})`)).toEqual(['missing', 'missing', 'set 3']);
  });

  test('instructor', () => {
    const code = `import boto3, instructor\nclient = instructor.from_bedrock(boto3.client("bedrock-runtime"))\nclient.chat.completions.create(modelId="${nova}", messages=[{"role": "user", "content": [{"text": "Hi"}]}], inferenceConfig={"maxTokens": 20}, response_model=User)`;
    const call = callIn(code);
    expect([inShort(call), call.structured]).toEqual([`instructor messages call ${nova} limit 20`, true]);
  });

  test('mirascope reads the decorated function', () => {
    const call = callIn(`from mirascope.core import bedrock\n@bedrock.call("${nova}", call_params={"inferenceConfig": {"maxTokens": 30}})\ndef recommend(genre: str) -> str:\n    return f"Recommend a {genre} book"`);
    expect([inShort(call), said(call, 'user')]).toEqual([`mirascope generate config ${nova} limit 30`, 'Recommend a  book']);
  });
});

describe('plain HTTP', () => {
  const head = `import json, requests, httpx, aiohttp, urllib.request\nfrom botocore.awsrequest import AWSRequest\nURL = f"https://bedrock-runtime.{region}.amazonaws.com/model/${nova}/converse"\nbody = {"system": [{"text": "Be brief."}], "messages": [{"role": "user", "content": [{"text": "Hi"}]}], "inferenceConfig": {"maxTokens": 9}}\n`;

  test.each([
    ['requests', 'requests.post(URL, headers={}, json=body)'],
    ['its keywords', 'requests.post(url=URL, data=json.dumps(body))'],
    ['an address put together of parts', `BASE = "https://bedrock-runtime.eu-west-1.amazonaws.com/model"\nMODEL = "${nova}"\nrequests.post(f"{BASE}/{MODEL}/converse", json=body)`],
    ['its method', 'requests.request("POST", URL, json=body)'],
    ['a client of httpx', 'async def f():\n    async with httpx.AsyncClient() as client:\n        await client.post(URL, json=body)'],
    ['a stream of httpx', 'with httpx.Client() as client:\n    with client.stream("POST", URL, json=body) as answer:\n        pass'],
    ['a session of aiohttp', 'async def f():\n    async with aiohttp.ClientSession() as session:\n        async with session.post(URL, json=body) as answer:\n            pass'],
    ['urllib', 'urllib.request.urlopen(urllib.request.Request(URL, data=json.dumps(body).encode(), method="POST"))'],
    ['what is signed first', 'request = AWSRequest(method="POST", url=URL, data=json.dumps(body))\nSigV4Auth(c, "bedrock", region).add_auth(request)\nrequests.post(URL, headers=dict(request.headers), data=request.body)'],
  ])('of %s', (_name, code) => {
    const call = callIn(head + code);
    expect([inShort(call), said(call, 'system'), said(call, 'user')]).toEqual([`http converse call ${nova} limit 9`, 'Be brief.', 'Hi']);
  });

  test('to another host is none', () => {
    expect(callsIn(`${head}requests.post("https://example.org/model/${nova}/converse", json=body)\nclient.stream("POST", "https://example.org", json=body)`).map(inShort)).toEqual([]);
  });
});

describe('OpenAI’s SDK on Bedrock', () => {
  const chat = 'client.chat.completions.create(model="openai.gpt-oss-120b-1:0", messages=[{"role": "user", "content": "Hi"}], max_tokens=40)';

  test('by its base URL', () => {
    const code = `from openai import OpenAI\nclient = OpenAI(base_url=f"https://bedrock-runtime.{region}.amazonaws.com/openai/v1", api_key="k")\n${chat}`;
    expect(inShort(callIn(code))).toBe('openai messages call openai.gpt-oss-120b-1:0 limit 40');
  });

  test('responses of Mantle', () => {
    const code = 'from openai import OpenAI\nclient = OpenAI(base_url="https://bedrock-mantle.us-east-1.api.aws/v1")\nclient.responses.create(model="openai.gpt-oss-120b", instructions="Be brief.", input="Hi", max_output_tokens=9)';
    const call = callIn(code);
    expect([inShort(call), said(call, 'system')]).toEqual(['openai messages call openai.gpt-oss-120b limit 9', 'Be brief.']);
  });

  test('is silent without one', () => {
    expect(callsIn(`from openai import OpenAI\nclient = OpenAI()\n${chat}`).map(inShort)).toEqual([]);
  });
});

describe('a model of CrewAI that is called outside of a crew', () => {
  const llm = `from crewai import LLM\nllm = LLM(model="bedrock/${nova}", max_tokens=4)\n`;
  test.each([
    ['with messages', 'llm.call([{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Name a colour."}])', ['Be brief.', 'Name a colour.'], 'call'],
    ['with a text', 'llm.call("Name a colour.")', ['Name a colour.'], 'call'],
    ['by a function', 'def ask(question):\n    return llm.call(messages=question)', [''], 'wrapper'],
  ])('%s', (_name, code, expected, role) => {
    const call = callsIn(llm + code)[1]!;
    expect([call.role, call.model.ids, call.limit.value, call.prompts.map(({ text }) => staticText(text))]).toEqual([role, [nova], 4, expected]);
  });

  test('is silent on other providers', () => {
    expect(callsIn('from crewai import LLM\nLLM(model="gpt-4o").call("Hi")\nhandler.call("Hi")\n')).toEqual([]);
  });
});
