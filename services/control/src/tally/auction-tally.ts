import type { AuctionRecord } from '@jianchat/events';
import {
  addFields,
  type CompiledPolicy,
  emptyMask,
  explainCollect,
  type Fate,
  type FieldMask,
  fieldIds,
  hasField,
  maskOfKey,
} from '@jianchat/policy';
import { z } from 'zod';

/** Non-bid reason of a recipient that was not asked because nothing could be shown to it. */
const BLOCKED_PRIVACY = 204;

const count = z.int().nonnegative();
const counts = z.record(z.string(), count);
const fates = z.record(
  z.string(),
  z.strictObject({ kept: count, truncated: count, hashed: count, dropped: count }),
);

/** What was counted so far, as it is written down. Names of declared rows and numbers; nothing of a request. */
export const tallySchema = z.strictObject({
  format: z.literal(1),
  /** The next record of the log to count. */
  nextOffset: count,
  sinceMs: count,
  untilMs: count,
  requests: count,
  regimes: counts,
  fields: fates,
  undeclared: count,
  disclosures: counts,
  withheld: count,
  refused: count,
});

export type TallyState = z.output<typeof tallySchema>;

export const emptyTally = (): TallyState => ({
  format: 1,
  nextOffset: 0,
  sinceMs: 0,
  untilMs: 0,
  requests: 0,
  regimes: {},
  fields: {},
  undeclared: 0,
  disclosures: {},
  withheld: 0,
  refused: 0,
});

/** Counts answered requests, each once. What one request amounts to is remembered by the integers that decided it. */
export interface AuctionTally {
  readonly state: TallyState;
  /** Records before `state.nextOffset` have been counted and are passed over. */
  add(record: AuctionRecord, offset: number): void;
}

interface Outcome {
  readonly regime: string;
  readonly fates: readonly { readonly field: string; readonly fate: Fate }[];
}

/** Combinations of signals and present fields remembered at most. */
const OUTCOMES_MAX = 2_000;

/** @param tablesOf the policy that a record was made under; undefined where its tables are gone: then no field is counted. */
export function createAuctionTally(
  state: TallyState,
  tablesOf: (version: number) => CompiledPolicy | undefined,
): AuctionTally {
  const outcomes = new Map<string, Outcome>();
  const keptBack = new Map<string, number>();

  const outcomeOf = (policy: CompiledPolicy, record: AuctionRecord): Outcome => {
    const { policyVersion, regime, grants, floors, present } = record;
    const key = `${policyVersion} ${regime} ${grants} ${floors} ${present}`;
    const known = outcomes.get(key);
    if (known !== undefined) return known;
    if (outcomes.size >= OUTCOMES_MAX) outcomes.clear();
    const mask = maskOfKey(present, policy.fieldWords);
    const made = {
      regime: policy.regimes[regime]?.name ?? 'unknown',
      fates: explainCollect(policy, { regime, grants, floors, present: mask }),
    };
    outcomes.set(key, made);
    return made;
  };
  const addDisclosures = (policy: CompiledPolicy, record: AuctionRecord): void => {
    for (const { contract, fields } of record.disclosures) {
      const row = policy.contracts.get(contract);
      if (row === undefined) continue;
      state.disclosures[row.recipientClass] = (state.disclosures[row.recipientClass] ?? 0) + 1;
      const key = `${record.policyVersion} ${contract} ${fields} ${record.present}`;
      if (keptBack.size >= OUTCOMES_MAX) keptBack.clear();
      const withheld = keptBack.get(key) ?? withheldOf(policy, { contract, fields, present: record.present });
      keptBack.set(key, withheld);
      state.withheld += withheld;
    }
  };
  return {
    state,
    add(record, offset) {
      if (offset < state.nextOffset) return;
      state.nextOffset = offset + 1;
      if (state.requests === 0) state.sinceMs = record.atMs;
      state.untilMs = Math.max(state.untilMs, record.atMs);
      state.requests += 1;
      for (const { count: members } of record.undeclared) state.undeclared += members;
      for (const { candidates } of record.imps)
        for (const { reason } of candidates) if (reason === BLOCKED_PRIVACY) state.refused += 1;
      const policy = tablesOf(record.policyVersion);
      if (policy === undefined) return;
      const { regime, fates: found } = outcomeOf(policy, record);
      state.regimes[regime] = (state.regimes[regime] ?? 0) + 1;
      for (const { field, fate } of found) {
        state.fields[field] ??= { kept: 0, truncated: 0, hashed: 0, dropped: 0 };
        state.fields[field][fate] += 1;
      }
      addDisclosures(policy, record);
    },
  };
}

/** Fields that came and that the contract names, less those that were shown. */
function withheldOf(
  policy: CompiledPolicy,
  { contract, fields, present }: { contract: string; fields: string; present: string },
): number {
  const named: FieldMask = emptyMask(policy.fieldWords);
  for (const entry of policy.contracts.get(contract)?.allow ?? []) addFields(named, entry.fields);
  const came = maskOfKey(present, policy.fieldWords);
  const shown = maskOfKey(fields, policy.fieldWords);
  return fieldIds(came).filter((id) => hasField(named, id) && !hasField(shown, id)).length;
}
