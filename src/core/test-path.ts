/** Names by which runners of tests find their files (Vitest, Jest, Jasmine, pytest, unittest, Go, JUnit), and the directories where these lie. */
const TEST_NAME = /[._-](?:tests?|spec|e2e)\.\w+$|(?:^|\/)(?:test_[^/]*|conftest)\.py$|(?:^|\/)[^/]*Tests?\.java$/;
const TEST_DIRECTORY = /(?:^|\/)(?:tests?|__tests__|spec|e2e)\//;

/** Whether a file holds tests, by its path relative to the root. */
export function isTestPath(path: string): boolean {
  return TEST_NAME.test(path) || TEST_DIRECTORY.test(path);
}
