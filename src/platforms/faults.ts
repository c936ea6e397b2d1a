/** Why a platform did not do what it was asked for. */

/** denied: the token may not; limited: too many requests; unavailable: nobody answers, or with an error of the server; garbled: the answer makes no sense. */
export type FaultKind = 'unknown-token' | 'denied' | 'missing' | 'rejected' | 'limited' | 'unavailable' | 'moved' | 'garbled' | 'unclear';

/** The message says what happened and what to do next, and holds no secret. */
export class PlatformFault extends Error {
  override readonly name = 'PlatformFault';
  readonly kind: FaultKind;
  /** The request may have been carried out all the same. */
  readonly isUncertain: boolean;

  constructor(kind: FaultKind, message: string, isUncertain = false) {
    super(message);
    this.kind = kind;
    this.isUncertain = isUncertain;
  }
}

/** Next steps by what went wrong; each platform has its own. */
export type Advice = { readonly [kind in FaultKind]?: string };
