import { describe, expect, test } from 'vitest';
import { countedCalls } from '../../src/core/counted.ts';
import type { ReportCall } from '../../src/core/report.ts';
import { isTestPath } from '../../src/core/test-path.ts';

function call(id: string, path: string, role: ReportCall['role'], ...sentBy: string[]): ReportCall {
  return { id, path, role, ...(sentBy.length > 0 && { sentBy }) } as ReportCall;
}
const counted = (...calls: ReportCall[]): string[] => countedCalls(calls).map(({ id }) => id);

describe('what a wrapper costs', () => {
  test('is what its callers cost, and its own where none was found', () => {
    expect(counted(call('body', 'src/ask.ts', 'wrapper'), call('caller', 'src/page.ts', 'wrapper-call', 'body'))).toEqual(['caller']);
    expect(counted(call('body', 'src/ask.ts', 'wrapper'))).toEqual(['body']);
  });

  test('is not what tests hand it', () => {
    expect(counted(call('body', 'src/ask.ts', 'wrapper'), call('try', 'src/ask.test.ts', 'wrapper-call', 'body'))).toEqual(['body']);
    expect(counted(call('body', 'src/ask.ts', 'wrapper'), call('try', 'tests/test_ask.py', 'wrapper-call', 'body'), call('caller', 'src/page.ts', 'wrapper-call', 'body'))).toEqual(['caller']);
  });

  test('is what tests hand it where it is theirs, and calls of tests themselves count', () => {
    expect(counted(call('body', 'tests/ask.ts', 'wrapper'), call('try', 'tests/a.test.ts', 'wrapper-call', 'body'), call('own', 'tests/b.test.ts', 'call'))).toEqual(['try', 'own']);
  });
});

test('a model that is made costs what its runs cost, and its own where none is seen', () => {
  expect(counted(call('model', 'src/model.ts', 'config'), call('run', 'src/page.ts', 'call', 'model'))).toEqual(['run']);
  expect(counted(call('model', 'src/model.ts', 'config'), call('try', 'src/page.test.ts', 'call', 'model'))).toEqual(['model']);
  // What is sent where it stands, by its one caller.
  expect(counted(call('model', 'src/model.ts', 'config', 'model'), call('own', 'src/page.test.ts', 'call', 'own'))).toEqual(['model', 'own']);
});

test('files of tests are known by what runners call them', () => {
  expect(['a.test.ts', 'src/a.spec.mjs', 'src/__tests__/a.ts', 'tests/a.py', 'test_a.py', 'src/a_test.py', 'conftest.py', 'pkg/a_test.go', 'src/AskTest.java', 'e2e/a.ts', 'spec/a.js', 'src/a-test.ts', 'src/a_tests.py', 'src/a.tests.ts'].filter(path => !isTestPath(path))).toEqual([]);
  expect(['src/test.ts', 'src/testing.py', 'src/latest.py', 'contests/a.ts', 'src/Latest.java', 'src/protest.ts', 'src/a.testimony.ts', 'src/spec.ts', 'src/inspec/a.ts', 'src/aspect.ts'].filter(isTestPath)).toEqual([]);
});
