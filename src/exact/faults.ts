/** The optional peer that speaks to Bedrock is not installed. */
export class MissingSdk extends Error {
  override readonly name = 'MissingSdk';
}

/** The file of counts is not one; the message says what is wrong with it. */
export class BrokenCache extends Error {
  override readonly name = 'BrokenCache';
}

/** Why a request was not counted; `throttled` and `unavailable` may pass. */
export type RefusalKind = 'denied' | 'timeout' | 'throttled' | 'unavailable' | 'unsupported' | 'failed';

/** The service did not count a request. The message holds no text of the request. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly kind: RefusalKind;
  /** Milliseconds after which the service wants to be asked again. */
  readonly retryAfter: number | undefined;

  constructor(kind: RefusalKind, message: string, retryAfter?: number) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}

/** The count that a service tells while it refuses: CountTokens takes at most 200,000 tokens, and says how many there are. */
export function countInRefusal(message: string): number | undefined {
  const tokens = /prompt is too long: (\d+) tokens/.exec(message)?.[1];
  return tokens === undefined ? undefined : Number(tokens);
}

/** Does the message say that the model cannot be asked this way? */
export function saysUnsupported(message: string): boolean {
  return /support counting tokens|count ?tokens (?:is|are) not supported|on-demand throughput|model identifier is invalid|not supported (?:for|by) (?:this|the provided) model/i.test(message);
}
