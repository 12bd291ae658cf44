import type { BidRequest } from '@jianchat/openrtb';
import type { FieldMask } from '../field-mask.ts';
import type { CollectFault } from './collect.ts';
import type { SignalState } from './signal-state.ts';

/**
 * Under this key the gates keep the request. It never leaves this package, so nobody outside can name the member: what
 * was let in is read through the gates, for a purpose, and in no other way.
 */
export const REQUEST: unique symbol = Symbol('admitted request');

/** A request that has passed the collect gate; read it with {@link Gates.use}. */
export interface Admitted {
  /**
   * Only declared fields, in the form the policy allows. `id` is '' and `imp` is [] when the client left them out; members of an
   * impression, its `id` included, may be missing: the exchange validates.
   */
  readonly [REQUEST]: BidRequest;
  readonly signals: SignalState;
  /** Declared fields the client sent. */
  readonly present: FieldMask;
  /** Fields that entered (a coarse form under its own id; a raw field brings its coarse form along). */
  readonly kept: FieldMask;
  /** Members that no field declares, counted per declared parent ('' is the request itself). */
  readonly undeclared: readonly { readonly parent: string; readonly count: number }[];
  /** Values of the wrong type, at most 20. */
  readonly faults: readonly CollectFault[];
}
