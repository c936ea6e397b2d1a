/** What the door hands to the server: drivers receive rules, prices and words, and choose none. */
import type { Call } from '../core/call.ts';
import type { Facts } from '../core/facts.ts';
import type { NamedRule } from '../core/rule.ts';
import type { Pricing } from '../scan/report.ts';
import type { Configuration } from '../scan/settings.ts';

export interface ServerParts {
  readonly version: string;
  readonly rules: readonly NamedRule[];
  readonly facts: Facts;
  readonly docsUrl: (ruleId: string) => string;
  /** Read anew at each call. Throws a UsageError that begins with file, line and column where the file is broken. */
  readonly configurationOf: (root: string) => Promise<Configuration>;
  /** With the traffic that is declared for a folder; read anew, and throws, as the configuration. */
  readonly pricingOf: (root: string) => Promise<Pricing>;
  /** Without any. */
  readonly pricing: Pricing;
  /** How the cost of a call comes about, a line each. */
  readonly explain: (call: Call) => readonly string[];
  /** Names of the files that these read. */
  readonly settingsFiles: readonly string[];
}
