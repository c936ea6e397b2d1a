/** What a format of InvokeModel bodies is. */
import type { SdkContext } from '../../core/sdk.ts';
import type { ObjectValue, Value } from '../../core/value.ts';
import type { LimitKeys } from '../request/limit.ts';
import type { Family } from '../request/model-kind.ts';
import type { Parts } from '../request/parts.ts';

export interface BodyFormat {
  /** Families of models that read such bodies; the first format of a family is its usual one. */
  readonly families: readonly Family[];
  /** Models of these families that do not read them. */
  readonly except?: RegExp;
  /** The key that holds the prompt. */
  readonly prompt: string;
  /** Is a body with these keys of this format? Asked in the order of the table. */
  fits(body: ObjectValue, context: SdkContext): boolean;
  readonly limit: LimitKeys;
  /** Everything but the limit. */
  read(body: Value, context: SdkContext): Omit<Parts, 'limit'>;
}
