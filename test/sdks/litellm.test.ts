import { describe, expect, test } from 'vitest';
import { callIn, callsIn, inShort, said } from './python-calls.ts';

describe('litellm', () => {
  test.each([
    ['completion(model="bedrock/us.amazon.nova-pro-v1:0", messages=[], max_tokens=7)', 'litellm messages call us.amazon.nova-pro-v1:0 limit 7'],
    ['acompletion("bedrock/converse/us.amazon.nova-pro-v1:0", [])', 'litellm messages call us.amazon.nova-pro-v1:0 limit missing'],
    ['completion(model="amazon.nova-pro-v1:0", messages=[], custom_llm_provider="bedrock")', 'litellm messages call amazon.nova-pro-v1:0 limit missing'],
    ['embedding(model="bedrock/amazon.titan-embed-text-v2:0", input=["a"])', 'litellm embed call amazon.titan-embed-text-v2:0 limit not-applicable'],
    ['Router(model_list=[{"model_name": "a", "litellm_params": {"model": "bedrock/amazon.nova-pro-v1:0", "max_tokens": 9}}, {"model_name": "b", "litellm_params": {"model": "openai/gpt-4o"}}])', 'litellm generate config amazon.nova-pro-v1:0 limit 9'],
  ])('%s', (code, expected) => {
    expect(inShort(callIn(`import litellm\nlitellm.${code}`))).toBe(expected);
  });

  const router = 'from litellm import Router\nrouter = Router(model_list=[{"model_name": "small", "litellm_params": {"model": "bedrock/amazon.nova-lite-v1:0", "max_tokens": 90}}, {"model_name": "large", "litellm_params": {"model": "bedrock/amazon.nova-pro-v1:0"}}, {"model_name": "other", "litellm_params": {"model": "openai/gpt-4o"}}])\n';
  test.each([
    ['of one deployment, with its limit', 'router.completion(model="small", messages=[{"role": "user", "content": "Hi"}])', ['litellm messages call amazon.nova-lite-v1:0 limit 90']],
    ['with a limit of its own', 'await router.acompletion("small", [{"role": "user", "content": "Hi"}], max_tokens=7)', ['litellm messages call amazon.nova-lite-v1:0 limit 7']],
    ['of a deployment without a limit', 'router.completion(model="large", messages=[{"role": "user", "content": "Hi"}])', ['litellm messages call amazon.nova-pro-v1:0 limit missing']],
    ['of another vendor', 'router.completion(model="other", messages=[])', []],
    ['of a name that the list lacks', 'router.completion(model="medium", messages=[])', []],
    ['in a class', 'class Bot:\n    def __init__(self):\n        self.router = router\n    def ask(self):\n        return self.router.completion(model="large", messages=[{"role": "user", "content": "Hi"}])', ['litellm messages call amazon.nova-pro-v1:0 limit missing']],
  ])('a question to a router %s', (_, code, expected) => {
    const [made, ...asked] = callsIn(router + code).map(inShort);
    expect(made).toMatch(/^litellm generate config /);
    expect(asked).toEqual(expected);
  });

  test('reads messages and caching', () => {
    const call = callIn('from litellm import completion\ncompletion(model="bedrock/a.b", messages=[{"role": "system", "content": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}]}, {"role": "user", "content": "Hi"}])');
    expect([said(call, 'system'), said(call, 'user'), call.caching.state]).toEqual(['Be brief.', 'Hi', 'used']);
  });

  test('an in-process cache is no prompt caching', () => {
    expect(callIn('import litellm\nlitellm.completion(model="bedrock/a.b", messages=[{"role": "user", "content": "Hi"}], caching=True)').caching.state).toBe('none');
  });

  test('is silent on other providers', () => {
    expect(callsIn('import litellm\nlitellm.completion(model="gpt-4o", messages=[])\nlitellm.completion(model=name, messages=[])').map(inShort)).toEqual([]);
  });
});
