import type { AuctionRecord } from '@jianchat/events';
import type { CompiledPolicy, PolicyInForce, ReleasedPolicy, ScheduledPolicy } from '@jianchat/policy';

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

/**
 * The first day (ISO) on which a version applies at this installation; null while nobody can say. Later than the policy itself says where
 * notice went out late, earlier where the installation began under it.
 */
export function effectiveHere({ policy, fromMs }: ScheduledPolicy): string | null {
  if (fromMs === Number.NEGATIVE_INFINITY) return policy.effective;
  return Number.isFinite(fromMs) ? new Date(fromMs).toISOString().slice(0, 10) : null;
}
