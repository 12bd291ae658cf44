import type { CompiledPolicy, SignalState } from '@jianchat/policy';

/**
 * Two readings of one person's signals as one that grants nothing that either does not: the stricter law, what both were granted, every
 * floor of the two.
 */
export function stricterSignals(
  one: SignalState,
  two: SignalState,
  { regimes }: Pick<CompiledPolicy, 'regimes'>,
): SignalState {
  const strictness = ({ regime }: SignalState): number =>
    regimes[regime]?.strictness ?? Number.MAX_SAFE_INTEGER;
  return {
    regime: strictness(two) > strictness(one) ? two.regime : one.regime,
    grants: one.grants & two.grants,
    floors: one.floors | two.floors,
    vendorGrants: (id) => one.vendorGrants(id) & two.vendorGrants(id),
    reasons: [...new Set([...one.reasons, ...two.reasons])],
  };
}
