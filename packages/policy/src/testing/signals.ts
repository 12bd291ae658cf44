import type { SignalState } from '../gates/signal-state.ts';
import type { CompiledPolicy } from '../rows.ts';

/** Names instead of bits, for readable tests. */
export interface NamedSignals {
  readonly regime: string;
  readonly grants?: readonly string[];
  readonly floors?: readonly string[];
  /** Purposes every vendor was granted; all unless told. */
  readonly vendor?: readonly string[];
}

/** A signal state from names. */
export function signalsOf(policy: CompiledPolicy, named: NamedSignals): SignalState {
  const purposes = (names: readonly string[]): number =>
    policy.purposes
      .filter((purpose) => names.includes(purpose.name))
      .reduce((bits, purpose) => bits | purpose.bit, 0);
  const floors = policy.floors.filter((floor) => named.floors?.includes(floor.name));
  const vendor = named.vendor === undefined ? 0x7fffffff : purposes(named.vendor);
  return {
    regime: policy.regimes.findIndex((regime) => regime.name === named.regime),
    grants: purposes(named.grants ?? []),
    floors: floors.reduce((bits, floor) => bits | floor.bit, 0),
    vendorGrants: () => vendor,
    reasons: [],
  };
}
