import { describe, expect, test } from 'vitest';
import { callIn, callsIn, inShort, said, withLimit } from './python-calls.ts';

const haiku = 'anthropic.claude-3-haiku-20240307-v1:0';

describe('LangChain for Python', () => {
  test.each([
    ['from langchain_aws import ChatBedrockConverse', `ChatBedrockConverse(model="${haiku}", max_tokens=50)`, `langchain generate config ${haiku} limit 50`],
    ['from langchain_aws import ChatBedrockConverse', `ChatBedrockConverse(model="${haiku}", max_tokens=None)`, `langchain generate config ${haiku} limit missing`],
    ['from langchain_aws.chat_models import ChatBedrock', `ChatBedrock(model_id="${haiku}", model_kwargs={"max_tokens": 70})`, `langchain generate config ${haiku} limit 70`],
    ['from langchain_aws import ChatBedrock', 'ChatBedrock(model_id="amazon.nova-lite-v1:0")', 'langchain generate config amazon.nova-lite-v1:0 limit missing'],
    ['from langchain_community.chat_models import BedrockChat', `BedrockChat(model_id="${haiku}", model_kwargs={"max_tokens": 9})`, `langchain generate config ${haiku} limit 9`],
    ['from langchain.llms import Bedrock', 'Bedrock(model_id="anthropic.claude-v2", model_kwargs={"max_tokens_to_sample": 90})', 'langchain generate config anthropic.claude-v2 limit 90'],
    ['from langchain_aws import BedrockEmbeddings', 'BedrockEmbeddings()', 'langchain embed config amazon.titan-embed-text-v1 limit not-applicable'],
    ['from langchain.chat_models import init_chat_model', `init_chat_model("bedrock_converse:${haiku}", max_tokens=5)`, `langchain generate config ${haiku} limit 5`],
    ['from langchain.chat_models import init_chat_model', `init_chat_model("${haiku}", model_provider="bedrock_converse")`, `langchain generate config ${haiku} limit missing`],
  ])('%s: %s', (load, code, expected) => {
    expect(inShort(callIn(`${load}\nllm = ${code}`))).toBe(expected);
  });

  test('a model that only counts tokens is no site', () => {
    const code = 'from langchain_aws import ChatBedrock\nfrom langchain_core.messages import trim_messages\ndef short(messages):\n    return trim_messages(messages, max_tokens=100, token_counter=ChatBedrock(model_id="amazon.nova-lite-v1:0"))';
    expect(callsIn(code)).toEqual([]);
    expect(callsIn(code.replace('token_counter', 'model'))).toHaveLength(1);
  });

  test('says what ChatBedrock adds for Claude', () => {
    expect(callIn(`from langchain_aws import ChatBedrock\nChatBedrock(model_id="${haiku}")`).limit.addedBySdk).toBe(1024);
    expect(callIn(`from langchain_aws import ChatBedrock\nChatBedrock(model_id=arn, provider="anthropic")`).limit.addedBySdk).toBe(1024);
  });

  test('an agent by the name of its model', () => {
    const call = callIn(`from langchain.agents import create_agent\ncreate_agent("bedrock_converse:${haiku}", system_prompt="Be brief.")`);
    expect([inShort(call), said(call, 'system')]).toEqual([`langchain generate config ${haiku} limit missing`, 'Be brief.']);
  });

  test('a template reads fields of the object whose method makes it', () => {
    const messages = (system: string): string => `from langchain_aws import ChatBedrock\nfrom langchain_core.prompts import ChatPromptTemplate, SystemMessagePromptTemplate\nclass Editor:\n    def __init__(self):\n        self.llm = ChatBedrock(model_id="${haiku}", max_tokens=10)\n        self.rules = "Change only what is asked for: {{}}."\n        self.prompt = ChatPromptTemplate.from_messages([${system}, ("human", "Change {wish}")])\n        self.chain = self.prompt | self.llm\n`;
    for (const system of ['("system", self.rules)', 'SystemMessagePromptTemplate.from_template(self.rules)']) {
      expect(callsIn(messages(system)).map(call => [said(call, 'system'), said(call, 'user')])).toEqual([['Change only what is asked for: {}.', 'Change ']]);
    }
  });

  test('a function that hands its messages on is a wrapper', () => {
    const code = `from langchain_aws import ChatBedrock\nfrom langchain_core.messages import HumanMessage, SystemMessage\nllm = ChatBedrock(model_id="${haiku}", max_tokens=10)\ndef ask(system, prompt):\n    return llm.invoke([SystemMessage(content=system), HumanMessage(content=prompt)])\nask("Be brief.", "What is the capital?")`;
    expect(callsIn(code).map(call => [call.role, said(call, 'system'), call.limit.value])).toEqual([
      ['config', '', 10],
      ['wrapper', '', 10],
      ['wrapper-call', 'Be brief.', 10],
    ]);
  });

  test('what a node of a graph asks about its state is a call of its own', () => {
    const code = (notes: string): string => `from langchain_aws import ChatBedrock\nllm = ChatBedrock(model_id="${haiku}", max_tokens=10)\ndef node(state):\n    notes = ${notes}\n    return {"summary": llm.invoke(f"Sum up: {notes}").content}`;
    for (const notes of ['state["notes"]', 'state.get("notes")', 'state.get("notes", "None were taken yet.")']) {
      expect(callsIn(code(notes)).map(call => [call.role, said(call, 'user')])).toEqual([['config', ''], ['wrapper', 'Sum up: ']]);
    }
  });

  test.each(['import typing\nclass State(typing.TypedDict):\n    notes: str', 'from typing_extensions import TypedDict\nclass Base(TypedDict):\n    notes: str\nclass State(Base):\n    topic: str'])('also where a dict has a type that names what it holds: %s', state => {
    const code = `from langchain_aws import ChatBedrock\n${state}\nllm = ChatBedrock(model_id="${haiku}", max_tokens=10)\ndef node(state: State):\n    return {"summary": llm.invoke(f"Sum up: {state['notes']}").content}`;
    expect(callsIn(code).map(call => [call.role, said(call, 'user')])).toEqual([['config', ''], ['wrapper', 'Sum up: ']]);
  });

  test.each([
    ['of its own name with fields of its own', 'class ChatBedrock(_ChatBedrock):\n    tenant: str = "a"', 'ChatBedrock(model_id=model, max_tokens=10)', 10],
    ['whose fields are defaults', 'class Small(_ChatBedrock):\n    max_tokens: int = 20', 'Small(model_id=model)', 20],
    ['whose default the call overrides', 'class Small(_ChatBedrock):\n    max_tokens: int = Field(default=20)', 'Small(model_id=model, max_tokens=30)', 30],
    ['of a class of such fields', 'class Small(_ChatBedrock):\n    max_tokens: int = Field(default=20)\nclass Other(Small):\n    tenant: str', 'Other(model_id=model, tenant="b")', 20],
  ])('reads a class %s', (_, classes, made, limit) => {
    const call = callIn(`from langchain_aws import ChatBedrock as _ChatBedrock\nfrom pydantic import Field\nmodel = "${haiku}"\n${classes}\n${made}`);
    expect([call.sdk, call.model.ids, call.limit.value]).toEqual(['langchain', [haiku], limit]);
  });

  test('a field may be overridden by keywords that are not seen', () => {
    const call = callIn(`from langchain_aws import ChatBedrock\nclass Small(ChatBedrock):\n    max_tokens: int = 20\ndef make(**settings):\n    return Small(model_id="${haiku}", **settings)`);
    expect(call.limit.state).toBe('dynamic');
  });

  test.each([
    ['another provider', 'from langchain.chat_models import init_chat_model\ninit_chat_model("openai:gpt-4o")'],
    ['a class of the project', 'class BedrockLLM:\n    pass\nBedrockLLM(model_id="a")'],
    ['a graph', 'from langgraph.graph import StateGraph\ngraph = StateGraph(dict).compile()\ngraph.invoke({"messages": []})'],
  ])('is silent on %s', (_, code) => {
    expect(callsIn(code).map(inShort)).toEqual([]);
  });

  test('gives a file’s only conversation to its only model', () => {
    const code = `from langchain_aws import ChatBedrock\nfrom langchain_core.messages import SystemMessage\nchat = ChatBedrock(model_id="${haiku}")\nmessages = [SystemMessage(content="Be brief.")]\nchat.invoke(messages)`;
    expect(said(callIn(code), 'system')).toBe('Be brief.');
  });

  test('a conversation beside the only one is a request of its own', () => {
    const model = `from langchain_aws import ChatBedrock\nfrom langchain_core.messages import SystemMessage\nfrom langchain_core.prompts import ChatPromptTemplate\nllm = ChatBedrock(model_id="${haiku}", max_tokens=10)\n`;
    const spoken = (code: string): string[] => callsIn(model + code).map(call => `${call.role} ${said(call, 'system')} ${said(call, 'user')} ${call.sentBy?.length ?? 0}`);
    const question = 'def highest():\n    return llm.invoke("What is the highest mountain?")\n';
    expect(spoken(`chain = ChatPromptTemplate.from_messages([("system", "Be brief."), ("human", "{question}")]) | llm\ndef ask(question):\n    return chain.invoke({"question": question})\n${question}`)).toEqual(['config Be brief.  0', 'call  What is the highest mountain? 0']);
    expect(spoken(`def ask(question):\n    return llm.invoke([SystemMessage(content="Be brief."), ("human", f"Answer: {question}")])\n${question}def unknown():\n    return llm.invoke(history())\n`)).toEqual(['config Be brief.  0', 'call  What is the highest mountain? 0']);
  });

  test('variables of a template are holes', () => {
    const code = `from langchain_aws import ChatBedrock\nfrom langchain_core.prompts import ChatPromptTemplate\nprompt = ChatPromptTemplate.from_messages([("system", "Answer as {{json}} for {name}."), ("human", "{question}")])\nchain = prompt | ChatBedrock(model_id="${haiku}")`;
    const call = callIn(code);
    expect(said(call, 'system')).toBe('Answer as {json} for .');
    expect(call.prompts.map(prompt => prompt.state)).toEqual(['template', 'unknown']);
  });

  test('templates of several models stand alone', () => {
    const code = `from langchain_aws import ChatBedrock\nfrom langchain_core.prompts import PromptTemplate\na = ChatBedrock(model_id="${haiku}")\nb = ChatBedrock(model_id="${haiku}")\nprompt = PromptTemplate.from_template("Summarise {text}")`;
    const [call] = callsIn(code).filter(({ operation }) => operation === 'prompt');
    expect([said(call!, 'user'), call!.model.state, call!.limit.state]).toEqual(['Summarise ', 'none', 'not-applicable']);
  });

  test('finds a limit under a wrong name, and writes the right one', () => {
    const code = `from langchain_aws import ChatBedrockConverse\nChatBedrockConverse(model="${haiku}", maxTokens=50)`;
    expect(callIn(code).limit.wrongKey?.key).toBe('maxTokens');
    expect(withLimit(`from langchain_aws import ChatBedrockConverse\nChatBedrockConverse(model="${haiku}")`)).toContain(`(model="${haiku}", max_tokens=256)`);
  });
});

describe('chains of LangChain for Python', () => {
  const load = `from langchain_aws import ChatBedrockConverse\nfrom langchain_core.output_parsers import StrOutputParser\nfrom langchain_core.prompts import ChatPromptTemplate, PromptTemplate\nsmall = ChatBedrockConverse(model="${haiku}", max_tokens=9)\nlarge = ChatBedrockConverse(model="us.anthropic.claude-sonnet-4-6", max_tokens=90)\n`;
  const heard = (code: string): string[] => callsIn(load + code).slice(2).map(call => `${call.role} ${call.operation} ${call.model.ids.join('|')} ${call.limit.value ?? call.limit.state} | ${said(call, 'system')} | ${said(call, 'user')}`);
  const named = 'PromptTemplate.from_template("Name a title for {text}")';

  test.each([
    ['steps', `(${named} | small | StrOutputParser()).invoke({"text": text})`, `call generate ${haiku} 9 |  | Name a title for `],
    ['a name for each', `prompt = ChatPromptTemplate.from_messages([("system", "Be brief."), ("human", "Sort {text}")])\nchain = prompt | large\nasync def sort(text):\n    return await chain.ainvoke({"text": text})`, 'call generate us.anthropic.claude-sonnet-4-6 90 | Be brief. | Sort '],
    ['what fills it first', `({"text": find | join} | ${named} | small).stream("sea")`, `call generate ${haiku} 9 |  | Name a title for `],
    ['a model that is told more', `(${named} | small.bind(max_tokens=5).with_structured_output(Title)).batch(texts)`, `call generate ${haiku} 5 |  | Name a title for `],
    ['a chain that tries again', `(${named} | small).with_retry().invoke({"text": text})`, `call generate ${haiku} 9 |  | Name a title for `],
    ['a template filled in part', `(PromptTemplate.from_template("Say {word} to {name}").partial(name="Ada") | small).invoke({"word": word})`, `call generate ${haiku} 9 |  | Say  to `],
    ['pipe', `${named}.pipe(small).invoke({"text": text})`, `call generate ${haiku} 9 |  | Name a title for `],
    ['a chain for documents', `from langchain.chains import create_retrieval_chain\nfrom langchain.chains.combine_documents import create_stuff_documents_chain\nchain = create_retrieval_chain(retriever, create_stuff_documents_chain(small, ${named}))\ndef name(text):\n    return chain.invoke({"input": text})`, `call generate ${haiku} 9 |  | Name a title for `],
    ['an older chain', `from langchain.chains import LLMChain\nLLMChain(llm=small, prompt=${named}).run(text)`, `call generate ${haiku} 9 |  | Name a title for `],
    ['answers from a retriever', `from langchain.chains import RetrievalQA\nRetrievalQA.from_chain_type(llm=small, retriever=retriever, chain_type_kwargs={"prompt": ${named}}).invoke({"query": text})`, `call generate ${haiku} 9 |  | Name a title for `],
    ['a field of an object', `class Titles:\n    def __init__(self):\n        self.chain = self.make()\n    def make(self):\n        return ${named} | small\n    def name(self, text):\n        return self.chain.invoke({"text": text})`, `call generate ${haiku} 9 |  | Name a title for `],
    ['one of two templates', `prompt = ${named} if short else PromptTemplate.from_template("Sum up {text}")\n(prompt | small).invoke({"text": text})`, `call generate ${haiku} 9 |  | Name a title for \nSum up `],
  ])('%s', (_name, code, expected) => {
    expect(heard(code)).toEqual([expected]);
  });

  test('a run with JSON', () => {
    const code = `import json\nfrom langchain_aws import ChatBedrockConverse\nllm = ChatBedrockConverse(model="${haiku}", max_tokens=9)\ndef ask(question):\n    return llm.invoke(json.dumps({"rules": "Be brief.", "question": question}))\n`;
    expect(callsIn(code).map(call => [call.role, said(call, 'user').includes('Be brief.')])).toEqual([['config', false], ['wrapper', true]]);
  });

  test('runs with words of their own, and limits of their own', () => {
    const one = `from langchain_aws import ChatBedrockConverse\nllm = ChatBedrockConverse(model="${haiku}")\ndef poem():\n    return llm.invoke("Write a poem about " + topic())\ndef title():\n    return llm.bind(max_tokens=5).invoke("Name a title.")\ndef line():\n    return llm.invoke("Write a line.", max_tokens=7)\ndef other():\n    return llm.invoke(history())\n`;
    expect(callsIn(one).slice(1).map(call => [said(call, 'user'), call.limit.value ?? call.limit.state])).toEqual([['Write a poem about ', 'missing'], ['Name a title.', 5], ['Write a line.', 7]]);
  });

  test('runs tell where their model is made', () => {
    const code = `from langchain_aws import ChatBedrockConverse\nllm = ChatBedrockConverse(model="${haiku}")\ndef poem():\n    return llm.invoke("Write a poem.")\ndef title():\n    return llm.bind(max_tokens=5).invoke("Name a title.")\n`;
    const [model, ...runs] = callsIn(code);
    expect(runs.map(({ sentBy }) => sentBy)).toEqual([[{ path: model!.path, range: model!.range }], [{ path: model!.path, range: model!.range }]]);
  });

  test('a function that is handed the template is a wrapper', () => {
    expect(heard(`def run(prompt, values):\n    return (prompt | large).invoke(values)\nrun(${named}, {"text": text})`)).toEqual(['wrapper generate us.anthropic.claude-sonnet-4-6 90 |  | ', 'wrapper-call generate us.anthropic.claude-sonnet-4-6 90 |  | Name a title for ']);
  });

  test.each([
    ['a model of somebody else', `(${named} | ChatOpenAI(model="gpt")).invoke({"text": text})`],
    ['one of two models', `(${named} | (small if cheap else large)).invoke({"text": text})`],
    ['no run', `chain = ${named} | small`],
  ])('not of %s: the template stands alone', (_name, code) => {
    expect(heard(code).map(call => call.split(' ')[1])).toEqual(['prompt']);
  });
});
