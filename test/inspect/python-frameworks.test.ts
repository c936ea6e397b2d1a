/** What frameworks hand to functions of a project by what their parameters say. */
import { expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const haiku = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const service = `import boto3\nclass Llm:\n    def __init__(self, model="amazon.nova-pro-v1:0"):\n        self.client = boto3.client("bedrock-runtime")\n        self.model = model\n    def ask(self, system, user, limit=300):\n        return self.client.converse(modelId=self.model, system=[{"text": system}], messages=[{"role": "user", "content": [{"text": user}]}], inferenceConfig={"maxTokens": limit})\ndef make():\n    return Llm("${haiku}")\nasync def lend():\n    llm = Llm("${haiku}")\n    try:\n        yield llm\n    finally:\n        llm.close()\n_llm = None\ndef keep() -> Llm:\n    global _llm\n    if _llm is None:\n        _llm = Llm("${haiku}")\n    return _llm\n`;
const routes = (before: string, parameter: string): string => `from typing import Annotated\nfrom fastapi import Depends, Security\nfrom service import Llm, keep, lend, make\n${before}def sort(text: str, ${parameter}):\n    return llm.ask("You sort complaints.", text, 40)\n`;

test.each([
  ['a default', '', 'llm=Depends(make)', haiku],
  ['a default with a type', '', 'llm: Llm = Depends(make)', haiku],
  ['an annotation', '', 'llm: Annotated[Llm, Depends(make)]', haiku],
  ['a name for an annotation', 'Given = Annotated[Llm, Depends(make)]\n', 'llm: Given', haiku],
  ['one that lends', '', 'llm: Annotated[Llm, Depends(lend)]', haiku],
  ['one that keeps', '', 'llm: Annotated[Llm, Security(keep)]', haiku],
  ['the class alone', '', 'llm: Llm = Depends()', 'amazon.nova-pro-v1:0'],
  ['the class as what makes it', '', 'llm=Depends(Llm)', 'amazon.nova-pro-v1:0'],
])('an object that FastAPI makes, by %s', (_name, before, parameter, model) => {
  expect(callsIn({ 'routes.py': routes(before, parameter), 'service.py': service }).map(inShort)).toEqual([`wrapper-call ${model} 40 | You sort complaints. | <text>`]);
});

test.each([
  ['of another package', 'from shop import Depends\n', 'llm=Depends(make)'],
  ['that is not known', 'from shop import find\n', 'llm=Depends(find)'],
])('one %s is none', (_name, before, parameter) => {
  expect(callsIn({ 'routes.py': routes(before, parameter), 'service.py': service })).toEqual([]);
});
