import type { AuctionRecord } from '@jianchat/events';
import type { CompiledPolicy, PolicyInForce, ReleasedPolicy } from '@jianchat/policy';

/** Which version of the policy rules when, and the tables of each. */
export interface PolicyVersions extends Pick<PolicyInForce, 'at' | 'ofVersion' | 'schedule'> {
  /** Released versions with the records of their release, oldest first. */
  released(): readonly ReleasedPolicy[];
}

/**
 * The tables a record was made under. Where they are gone, tables without rows: they explain nothing, which is true, while those
 * in force would explain what did not happen.
 */
export function tablesOf(
  versions: PolicyVersions,
  { record, nowMs }: { readonly record: AuctionRecord; readonly nowMs: number },
): CompiledPolicy {
  const known = versions.ofVersion(record.policyVersion);
  if (known !== undefined) return known;
  const { policy } = versions.at(nowMs);
  return { ...policy, fields: [], fieldById: new Map(), purposes: [], regimes: [] };
}
