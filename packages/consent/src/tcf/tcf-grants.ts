import type { CompiledPolicy, PurposeRow } from '@jianchat/policy';
import { readTcString, type TcString } from './tc-string.ts';

/** What one consent string grants under a policy. */
export interface TcfGrants {
  /** Purposes granted to the platform. */
  readonly platform: number;
  /** Purposes granted to a vendor; kept per vendor. */
  readonly vendorGrants: (gvlId: number) => number;
  /** Why less than asked for was granted. */
  readonly reason: 'signal.tcf.malformed' | 'signal.tcf.undisclosed' | undefined;
}

/** From this policy version on a string must say which vendors were disclosed (TCF 2.3). */
const DISCLOSURE_POLICY_VERSION = 5;

/** Purposes that TCF allows on legitimate interest. */
const INTEREST_PURPOSES: ReadonlySet<number> = new Set([2, 7, 8, 9, 10, 11]);

/** Strings kept per generation; two generations live at a time. */
const GENERATION_MAX = 1_024;

const DENIED: TcfGrants = { platform: 0, vendorGrants: () => 0, reason: 'signal.tcf.malformed' };

/**
 * Reads consent strings under one policy, keeping what was read lately: a string is usually seen many times in a visit.
 * Bounded by two generations; a string used again moves to the younger one.
 */
export function createTcfReader(policy: CompiledPolicy): (text: string) => TcfGrants {
  let young = new Map<string, TcfGrants>();
  let old = new Map<string, TcfGrants>();
  return (text) => {
    const known = young.get(text);
    if (known) return known;
    const grants = old.get(text) ?? grantsOf(policy, text);
    if (young.size >= GENERATION_MAX) {
      old = young;
      young = new Map();
    }
    young.set(text, grants);
    return grants;
  };
}

function grantsOf(policy: CompiledPolicy, text: string): TcfGrants {
  const tc = readTcString(text);
  if (tc === undefined) return DENIED;
  const isUndisclosed = tc.policyVersion >= DISCLOSURE_POLICY_VERSION && tc.isDisclosed(1) === undefined;
  if (isUndisclosed) return { ...DENIED, reason: 'signal.tcf.undisclosed' };
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
  return { platform: platformPurposes(policy, tc), vendorGrants, reason: undefined };
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
