import { type HotState, spentDayKey, spentTotalKey } from '@jianchat/hot';
import type { SnapshotLineItem } from '@jianchat/snapshot';

/**
 * Keeps line items inside their budgets between the moment an ad goes out and the moment its impression is charged.
 *
 * Spent money is read from hot state, where the pipeline writes it. What went out in the last `windowMs` is held as a
 * reservation on top, whether or not it was charged meanwhile: the guard errs towards spending less near the end.
 *
 * Bound: a budget can be exceeded by no more than
 *   impressions that are charged later than `windowMs` after their auction
 *   + what other exchange processes sent out within (window + pipeline delay)
 *   + auctions in flight in this process,
 * each times the price of one impression.
 */
export interface SpendGuard {
  /** Whether one more impression fits the line item's budgets. */
  fits(line: SnapshotLineItem, nowMs: number): boolean;
  /** The line item's ad goes out. */
  reserve(line: SnapshotLineItem, nowMs: number): void;
}

const SLOTS = 12;
/** How long a number read from hot state is used again; reservations of this process are added live all the same. */
const REREAD_AFTER_MS = 200;
const DAY_MS = 86_400_000;

interface Account {
  readAtMs: number;
  spentTotal: number;
  spentToday: number;
  /** Reserved micros per slot of time; `slot` is the newest slot's number since epoch. */
  slot: number;
  reserved: number;
  readonly slots: Float64Array;
}

export function createSpendGuard(hot: HotState, windowMs = 60_000): SpendGuard {
  const accounts = new Map<string, Account>();
  const slotMs = windowMs / SLOTS;
  let day = -1;
  let dayText = '';

  const accountOf = (line: SnapshotLineItem, nowMs: number): Account => {
    let account = accounts.get(line.id);
    if (account === undefined) {
      account = {
        readAtMs: Number.NEGATIVE_INFINITY,
        spentTotal: 0,
        spentToday: 0,
        slot: 0,
        reserved: 0,
        slots: new Float64Array(SLOTS),
      };
      accounts.set(line.id, account);
    }
    forget(account, Math.floor(nowMs / slotMs));
    return account;
  };

  const read = (account: Account, line: SnapshotLineItem, nowMs: number): void => {
    const today = Math.floor(nowMs / DAY_MS);
    if (nowMs - account.readAtMs < REREAD_AFTER_MS && today === day) return;
    if (today !== day) {
      day = today;
      dayText = new Date(nowMs).toISOString().slice(0, 10);
    }
    account.readAtMs = nowMs;
    if (line.budgetTotalMicros !== undefined)
      account.spentTotal = hot.readNumber(spentTotalKey(line.id)) ?? 0;
    if (line.budgetDailyMicros !== undefined)
      account.spentToday = hot.readNumber(spentDayKey(line.id, dayText)) ?? 0;
  };

  return {
    fits(line, nowMs) {
      if (line.budgetTotalMicros === undefined && line.budgetDailyMicros === undefined) return true;
      const account = accountOf(line, nowMs);
      read(account, line, nowMs);
      const more = account.reserved + costOf(line);
      return (
        account.spentTotal + more <= (line.budgetTotalMicros ?? Number.POSITIVE_INFINITY) &&
        account.spentToday + more <= (line.budgetDailyMicros ?? Number.POSITIVE_INFINITY)
      );
    },
    reserve(line, nowMs) {
      if (line.budgetTotalMicros === undefined && line.budgetDailyMicros === undefined) return;
      const account = accountOf(line, nowMs);
      const at = account.slot % SLOTS;
      account.slots[at] = (account.slots[at] ?? 0) + costOf(line);
      account.reserved += costOf(line);
    },
  };
}

/** Micros of one impression: the price is for a thousand. */
const costOf = (line: SnapshotLineItem): number => line.priceCpmMicros / 1000;

/** Drops the reservations of slots that have left the window. */
function forget(account: Account, slot: number): void {
  if (slot <= account.slot) return;
  const gone = Math.min(slot - account.slot, SLOTS);
  for (let i = 1; i <= gone; i++) account.slots[(account.slot + i) % SLOTS] = 0;
  account.slot = slot;
  account.reserved = account.slots.reduce((sum, micros) => sum + micros, 0);
}
