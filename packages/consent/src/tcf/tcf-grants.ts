import type { CompiledPolicy, PurposeRow } from '@jianchat/policy';
import { rememberLately } from '../two-generations.ts';
import type { TcString } from './tc-string.ts';

/** What one consent string grants under a policy. */
export interface TcfGrants {
  /** Purposes granted to the platform. */
  readonly platform: number;
  /** Purposes granted to a vendor; kept per vendor. */
  readonly vendorGrants: (gvlId: number) => number;
  /** When the person was asked, milliseconds since epoch; 0 for a string that can't be read. */
  readonly createdMs: number;
  /** When the string was last written, milliseconds since epoch; 0 for one that can't be read. */
  readonly updatedMs: number;
  /** Why less than asked for was granted. */
  readonly reason: 'signal.tcf.malformed' | 'signal.tcf.undisclosed' | undefined;
}

/** Purposes that TCF allows on legitimate interest. */
const INTEREST_PURPOSES: ReadonlySet<number> = new Set([2, 7, 8, 9, 10, 11]);

const DENIED: TcfGrants = {
  platform: 0,
  vendorGrants: () => 0,
  createdMs: 0,
  updatedMs: 0,
  reason: 'signal.tcf.malformed',
};

/** A decoder of consent strings; undefined for what is malformed. */
export type TcDecoder = (text: string) => TcString | undefined;

/** Reads consent strings under one policy, keeping what was read lately. */
export function createTcfReader(policy: CompiledPolicy, decode: TcDecoder): (text: string) => TcfGrants {
  return rememberLately((text) => grantsOf(policy, decode(text)));
}

function grantsOf(policy: CompiledPolicy, tc: TcString | undefined): TcfGrants {
  if (tc === undefined) return DENIED;
  if (tc.mustDisclose && tc.isDisclosed(1) === undefined)
    return { ...DENIED, updatedMs: tc.updatedMs, reason: 'signal.tcf.undisclosed' };
  const interests = new Map([...policy.contracts.values()].map((row) => [row.gvl, row.legitimateInterest]));
  const perVendor = new Map<number, number>();
  const vendorGrants = (gvlId: number): number => {
    // Only vendors under contract are asked for, so this map stays as small as the list of contracts.
    const known = perVendor.get(gvlId);
    if (known !== undefined) return known;
    const granted = vendorPurposes(policy, tc, { gvlId, interests: interests.get(gvlId) ?? 0 });
    perVendor.set(gvlId, granted);
    return granted;
  };
  return {
    platform: platformPurposes(policy, tc),
    vendorGrants,
    createdMs: tc.createdMs,
    updatedMs: tc.updatedMs,
    reason: undefined,
  };
}

/** A platform that is no registered vendor goes by the purposes alone, and by consent only. */
function platformPurposes(policy: CompiledPolicy, tc: TcString): number {
  if (policy.gvl > 0) return vendorPurposes(policy, tc, { gvlId: policy.gvl, interests: 0 });
  return bitsWhere(
    policy,
    (purpose) =>
      purpose.tcf.every((id) => tc.hasPurposeConsent(id)) &&
      (purpose.feature === 0 || tc.hasFeature(purpose.feature)),
  );
}

function vendorPurposes(
  policy: CompiledPolicy,
  tc: TcString,
  vendor: { gvlId: number; interests: number },
): number {
  const { gvlId, interests } = vendor;
  if (gvlId <= 0 || tc.isDisclosed(gvlId) === false) return 0;
  const hasConsent = tc.hasVendorConsent(gvlId);
  const hasInterest = tc.hasVendorInterest(gvlId);
  const isGranted = (purpose: PurposeRow, id: number): boolean => {
    const ruling = tc.restriction(id, gvlId);
    if (ruling === 0 || ruling === 3) return false;
    if (hasConsent && ruling !== 2 && tc.hasPurposeConsent(id)) return true;
    const mayClaim = (interests & purpose.bit) !== 0 && INTEREST_PURPOSES.has(id) && ruling !== 1;
    return mayClaim && hasInterest && tc.hasPurposeInterest(id);
  };
  return bitsWhere(policy, (purpose) => {
    if (purpose.feature !== 0 && !(hasConsent && tc.hasFeature(purpose.feature))) return false;
    return purpose.tcf.every((id) => isGranted(purpose, id));
  });
}

/** Bits of the purposes that TCF speaks about and that fulfil a condition. */
function bitsWhere(policy: CompiledPolicy, isGranted: (purpose: PurposeRow) => boolean): number {
  let bits = 0;
  for (const purpose of policy.purposes) {
    const isTcf = purpose.tcf.length > 0 || purpose.feature !== 0;
    if (isTcf && isGranted(purpose)) bits |= purpose.bit;
  }
  return bits;
}
