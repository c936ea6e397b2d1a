import { expect, test } from 'vitest';
import type { SdkContext } from '../../src/core/sdk.ts';
import type { ObjectValue, Text, Value } from '../../src/core/value.ts';
import { rawHttp } from '../../src/sdks/raw-http.ts';

const text = (value: string): Text => ({ kind: 'text', pieces: [{ value, path: 'a.js', range: [0, value.length], exact: true }] });
const object = (entries: { readonly [key: string]: Value }): ObjectValue => ({ kind: 'object', entries: new Map(Object.entries(entries).map(([key, value]) => [key, { value }])), open: false });
const context = {
  options: value => [value],
  bodies: value => [value],
  as: (value, kind) => (value.kind === kind ? (value as never) : undefined),
  strings: () => [],
  span: () => undefined,
  member: () => ({ kind: 'null' }),
} as Partial<SdkContext> as SdkContext;
const resolver = (resourcePath: string) => object({ resourcePath: text(resourcePath), method: text('POST'), params: object({ body: object({ anthropic_version: text('x'), max_tokens: { kind: 'number', value: 9 }, messages: { kind: 'list', items: [], open: false } }) }) });

test('what an AppSync resolver returns is a request', () => {
  const draft = rawHttp.returned!.match(resolver('/model/anthropic.claude-3-haiku-20240307-v1:0/invoke'), context);
  expect([draft?.operation, draft?.model?.kind === 'text' && draft.model.pieces.map(piece => 'exact' in piece && piece.value), draft?.limit.value]).toEqual(['invoke-model', ['anthropic.claude-3-haiku-20240307-v1:0'], { kind: 'number', value: 9 }]);
});

test('paths of other services are not', () => {
  expect(rawHttp.returned!.match(resolver('/123456789012/queue'), context)).toBeUndefined();
});
