import { describe, expect, test } from 'vitest';
import { allModels, findModel, geographyOfRegion, idInPlaceOf, parseModelId } from '../../src/models/index.ts';

const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0';

describe('parseModelId', () => {
  test.each([
    [HAIKU, { canonical: HAIKU, kind: 'foundation-model' }],
    [`us.${HAIKU}`, { canonical: HAIKU, kind: 'inference-profile', geography: 'us' }],
    [`us-gov.${HAIKU}`, { canonical: HAIKU, kind: 'inference-profile', geography: 'us-gov' }],
    [`global.${HAIKU}`, { canonical: HAIKU, kind: 'inference-profile', geography: 'global' }],
    [` eu.${HAIKU} `, { canonical: HAIKU, kind: 'inference-profile', geography: 'eu' }],
    ['anthropic.claude-haiku-4-5', { canonical: HAIKU, kind: 'mantle' }],
    ['openai.gpt-oss-120b', { canonical: 'openai.gpt-oss-120b-1:0', kind: 'mantle' }],
    ['amazon.nova-lite-v1:0:300k', { canonical: 'amazon.nova-lite-v1:0', kind: 'foundation-model' }],
    ['cohere.command-text-v14:7:4k', { canonical: 'cohere.command-text-v14', kind: 'foundation-model' }],
    ['anthropic.claude-v2:0:18k', { canonical: 'anthropic.claude-v2', kind: 'foundation-model' }],
    ['anthropic.claude-v2:1:200k', { canonical: 'anthropic.claude-v2:1', kind: 'foundation-model' }],
    ['anthropic.claude-instant-v1:2:100k', { canonical: 'anthropic.claude-instant-v1', kind: 'foundation-model' }],
    ['amazon.titan-embed-text-v2:0:8k', { canonical: 'amazon.titan-embed-text-v2:0', kind: 'foundation-model' }],
    ['amazon.titan-embed-image-v1:0', { canonical: 'amazon.titan-embed-image-v1', kind: 'foundation-model' }],
    ['ai21.j2-ultra', { canonical: 'ai21.j2-ultra-v1', kind: 'foundation-model' }],
    ['anthropic.claude-opus-99', { canonical: 'anthropic.claude-opus-99', kind: 'foundation-model' }],
    ['gpt-4o', { canonical: 'gpt-4o', kind: 'unknown' }],
    ['config.model', { canonical: 'config.model', kind: 'unknown' }],
    ['', { canonical: '', kind: 'unknown' }],
  ])('%s', (id, expected) => expect(parseModelId(id)).toEqual({ raw: id, ...expected }));

  test.each([
    ['foundation-model', `arn:aws:bedrock:us-east-1::foundation-model/${HAIKU}`, HAIKU],
    ['inference-profile', `arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.${HAIKU}`, HAIKU],
    ['inference-profile', `arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.${HAIKU}`, HAIKU],
    ['application-inference-profile', 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6', 'a1b2c3d4e5f6'],
    ['provisioned-model', 'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/a1b2c3d4e5f6', 'a1b2c3d4e5f6'],
    ['custom-model', 'arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0/a1b2c3d4e5f6', 'amazon.nova-lite-v1:0/a1b2c3d4e5f6'],
    ['custom-model', 'arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/a1b2c3d4e5f6', 'a1b2c3d4e5f6'],
    ['imported-model', 'arn:aws:bedrock:us-east-1:123456789012:imported-model/a1b2c3d4e5f6', 'a1b2c3d4e5f6'],
    ['prompt', 'arn:aws:bedrock:us-east-1:123456789012:prompt/ABCDE12345:2', 'ABCDE12345:2'],
    ['prompt-router', 'arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/anthropic.claude:1', 'anthropic.claude:1'],
    ['endpoint', 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/my-llama', 'my-llama'],
  ])('ARN of %s', (kind, arn, canonical) => {
    expect(parseModelId(arn)).toMatchObject({ kind, canonical, region: arn.split(':')[3] });
  });

  test.each([
    [`bedrock/${HAIKU}`, {}],
    [`bedrock/us.${HAIKU}`, { geography: 'us' }],
    [`bedrock/converse/us.${HAIKU}`, { geography: 'us' }],
    [`bedrock/invoke/${HAIKU}`, {}],
    [`bedrock/us-west-2/${HAIKU}`, { region: 'us-west-2' }],
    [`bedrock/us-gov-west-1/${HAIKU}`, { region: 'us-gov-west-1' }],
    [`bedrock/eu-central-1/6-month-commitment/${HAIKU}`, { region: 'eu-central-1' }],
    [`bedrock_mantle/${HAIKU}`, {}],
    [`bedrock:${HAIKU}`, {}],
    [`bedrock:completion:${HAIKU}`, {}],
    [`amazon-bedrock/us.${HAIKU}`, { geography: 'us' }],
    [`bedrock/arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.${HAIKU}`, { geography: 'us', region: 'us-east-1' }],
    ['bedrock/anthropic.claude-haiku-4-5@20251001', {}],
  ])('prefix of another tool: %s', (id, rest) => {
    expect(parseModelId(id)).toMatchObject({ raw: id, canonical: HAIKU, ...rest });
    expect(findModel(id)?.id).toBe(HAIKU);
  });

  test('never throws', () => {
    for (const id of ['arn:', 'arn:aws:bedrock:::/', 'us.', '.', '::::', 'bedrock/', 'bedrock:bedrock:', 'us.us.us.', '\u0000', 'a'.repeat(100_000), `us.${':'.repeat(50_000)}`])
      expect(parseModelId(id).raw).toBe(id);
  });
});

describe('findModel', () => {
  test('every id, alias and profile resolves to its model', () => {
    for (const model of allModels()) {
      expect(findModel(model.id)).toBe(model);
      for (const alias of model.aliases) expect(findModel(alias)).toBe(model);
      for (const geography of model.profiles) expect(findModel(`${geography}.${model.id}`)).toBe(model);
    }
  });

  test('what only AWS can resolve is not resolved', () => {
    expect(findModel('arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0/a1b2c3d4e5f6')).toBeUndefined();
    expect(findModel('arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/meta.llama:1')).toBeUndefined();
    expect(findModel('claude-haiku-4-5')).toBeUndefined();
  });

  test.each([
    'anthropic.claude-v1', 'anthropic.claude-v2', 'anthropic.claude-instant-v1', 'anthropic.claude-3-sonnet-20240229-v1:0',
    'amazon.titan-text-express-v1', 'amazon.titan-tg1-large', 'amazon.titan-embed-text-v1', 'amazon.titan-embed-g1-text-02',
    'ai21.j2-mid-v1', 'ai21.j2-grande-instruct', 'cohere.command-light-text-v14', 'meta.llama2-13b-chat-v1',
    'stability.stable-diffusion-xl-v1', 'stability.sd3-5-large-v1:0', 'amazon.nova-canvas-v1:0', 'luma.ray-v2:0',
  ])('%s, old or not of text, is recognised', id => expect(findModel(id)?.id).toBe(id));
});

describe('idInPlaceOf', () => {
  const haiku = findModel(HAIKU)!;
  test('keeps the geography', () => expect(idInPlaceOf('us.anthropic.claude-3-haiku-20240307-v1:0', haiku)).toBe(`us.${HAIKU}`));
  test('offers nothing where the target has no such profile', () => expect(idInPlaceOf('us.amazon.nova-lite-v1:0', findModel('amazon.titan-text-lite-v1')!)).toBeUndefined());
  test('offers nothing for a bare id when the target may want a profile', () => expect(idInPlaceOf('anthropic.claude-3-haiku-20240307-v1:0', haiku)).toBeUndefined());
  test.each([
    ['arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-haiku-20240307-v1:0', `arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.${HAIKU}`],
    ['bedrock/us.anthropic.claude-3-haiku-20240307-v1:0', `bedrock/us.${HAIKU}`],
    ['bedrock/converse/eu.anthropic.claude-3-haiku-20240307-v1:0', `bedrock/converse/eu.${HAIKU}`],
    ['bedrock:us.anthropic.claude-3-haiku-20240307-v1:0', `bedrock:us.${HAIKU}`],
  ])('keeps the head of %s', (id, expected) => expect(idInPlaceOf(id, haiku)).toBe(expected));
  test('on bedrock-mantle the short name', () => expect(idInPlaceOf('anthropic.claude-opus-4-5', haiku)).toBe('anthropic.claude-haiku-4-5'));
  test('bare stays bare where that is known to work', () => expect(idInPlaceOf('amazon.titan-text-express-v1', findModel('amazon.nova-lite-v1:0')!)).toBe('amazon.nova-lite-v1:0'));
});

test('geographyOfRegion', () => {
  expect(['us-east-1', 'us-gov-west-1', 'eu-north-1', 'ap-south-1', 'ca-central-1', 'sa-east-1'].map(geographyOfRegion)).toEqual(['us', 'us-gov', 'eu', 'apac', 'ca', undefined]);
});
