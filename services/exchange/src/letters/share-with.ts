import type { Admitted, Gates, ShareDecision } from '@jianchat/policy';
import type { Ask } from '../asks/ask.ts';

/**
 * What somebody who is asked may see: what its contract allows; undefined where the policy knows none. A client's word for an alias'
 * vendor id never widens that: where it differs from the contract's, the person must have consented to both.
 */
export function shareWith(
  ask: Ask,
  { gates, admitted }: { gates: Gates; admitted: Admitted },
): ShareDecision | undefined {
  const { contract } = ask.row;
  if (contract === undefined) return undefined;
  const { vendor } = ask;
  if (vendor === undefined || vendor === contract.gvl) return gates.share(admitted, contract);
  const { signals } = admitted;
  const told = signals.vendorGrants(vendor);
  const stricter = { ...signals, vendorGrants: (id: number) => signals.vendorGrants(id) & told };
  return gates.share({ ...admitted, signals: stricter }, contract);
}
