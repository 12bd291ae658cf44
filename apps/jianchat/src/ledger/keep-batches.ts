import { type LedgerStore, type Pruned, pruneBatches } from '@jianchat/ledger';
import type { CompiledPolicy } from '@jianchat/policy';

const BATCHES = 'file:ledger/batches';
const DAY_S = 86_400;

/** How long the policy keeps what was told to whom, days; undefined for as long as the platform runs. */
export function batchDays(policy: CompiledPolicy): number | undefined {
  const days = policy.fields
    .filter(({ store }) => store.includes(BATCHES))
    .map(({ retention }) => retention.days)
    .filter((each) => each >= 0);
  return days.length === 0 ? undefined : Math.min(...days);
}

/** POSIX seconds before which batches may be gone; 0 where all are kept. */
export const batchesSinceS = (days: number | undefined, nowMs: number): number =>
  days === undefined ? 0 : Math.floor(nowMs / 1000) - days * DAY_S;

export interface BatchKeeping {
  readonly store: Pick<LedgerStore, 'read' | 'list' | 'remove'>;
  /** Of the tree that is signed. */
  readonly size: number;
  readonly days: number | undefined;
  readonly nowMs: number;
}

/** Deletes what was told to whom when its time is over. Its records in the event log go by the same period, on their own. */
export const keepBatches = ({ store, size, days, nowMs }: BatchKeeping): Promise<Pruned> =>
  pruneBatches(store, { size, beforeS: batchesSinceS(days, nowMs) });
