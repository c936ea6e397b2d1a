/** Names by which runners of tests find their files (Vitest, Jest, pytest, unittest, Go, JUnit), and the directories where these lie. */
const TEST_NAME = /\.(?:test|spec|e2e)\.[cm]?[jt]sx?$|(?:^|\/)(?:test_[^/]*|[^/]*_tests?|conftest)\.py$|_test\.go$|(?:^|\/)[^/]*Tests?\.java$/;
const TEST_DIRECTORY = /(?:^|\/)(?:tests?|__tests__|e2e)\//;

/** Whether a file holds tests, by its path relative to the root. */
export function isTestPath(path: string): boolean {
  return TEST_NAME.test(path) || TEST_DIRECTORY.test(path);
}
