import { expect, test } from 'vitest';
import { fnOf, lower, print } from './lower.ts';

test.each<[string, string | undefined]>([
  ['Foo', 'Foo'],
  ['ns.Foo', 'ns.Foo'],
  ['ns.a.Foo', 'ns.a.Foo'],
  ['Foo<Bar>', 'Foo'],
  ['Foo | undefined', 'Foo'],
  ['null | Foo | undefined', 'Foo'],
  ['Foo | string', undefined],
  ['Foo & { a: 1 }', 'Foo'],
  ['Promise<Foo>', 'Foo'],
  ['Partial<Foo>', 'Foo'],
  ['Readonly<Foo | null>', 'Foo'],
  ['Pick<Foo, "a">', 'Foo'],
  ['(Foo)', 'Foo'],
  ['readonly Foo[]', undefined],
  ['InstanceType<typeof Foo>', 'Foo'],
  ['ReturnType<typeof f>', '<ReturnType>'],
  ['typeof f', '<typeof>'],
  ['string', undefined],
  ['{ a: Foo }', undefined],
  ['() => Foo', undefined],
])('%s', (type, expected) => {
  const module = lower(`import { Foo, ns } from 'm'; function g(a: ${type}, { b }: ${type}, c: ${type} = 1): ${type} {} const h = (a?: ${type}) => 1;`);
  const types = [...fnOf(module, 'g').params, ...fnOf(module, 'h').params].map(param => param.type && print(param.type));
  expect(types).toEqual([expected, expected, expected, expected]);
  const { returnType } = fnOf(module, 'g');
  expect(returnType && print(returnType)).toBe(expected);
  expect(module.calls).toEqual([]);
});
