/** What the user can mend: a bad argument, a bad configuration, no such path. Doors print its message, one line, and exit with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
