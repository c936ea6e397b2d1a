/** Files whose code is tried, not run: tests, by what they are called and where they lie. */
const TESTS = /(?:^|\/)(?:__tests__|tests?|spec)\/|(?:^|\/)test_\w*\.py$|[._-](?:test|spec)\.\w+$/;

/** Does a file hold tests? */
export function isTest(path: string): boolean {
  return TESTS.test(path);
}
