/**
 * What a request's privacy signals amount to. Made by `@jianchat/consent`, consumed by the gates. All integers, so that
 * decisions can be kept by key.
 */
export interface SignalState {
  /** Index into `policy.regimes`. */
  readonly regime: number;
  /** Purposes the person has granted the platform, where the regime asks; bit `1 << purpose id`. */
  readonly grants: number;
  /** Floors in force; bit `1 << floor id`. */
  readonly floors: number;
  /** Purposes granted to a vendor of the Global Vendor List; every bit where no TCF applies, 0 for a vendor not allowed. */
  vendorGrants(gvlId: number): number;
  /** Stable reason codes such as `signal.gpc`. */
  readonly reasons: readonly string[];
}
