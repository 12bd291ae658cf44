/** The most that was seen lately: for `periodMs` at least, for twice as long at most. */
export interface RecentMost {
  of(nowMs: number): number;
  see(amount: number, nowMs: number): void;
}

export function createRecentMost(periodMs: number): RecentMost {
  let period = Number.NEGATIVE_INFINITY;
  let before = 0;
  let now = 0;
  const turn = (nowMs: number): void => {
    const current = Math.floor(nowMs / periodMs);
    if (current <= period) return;
    before = current === period + 1 ? now : 0;
    now = 0;
    period = current;
  };
  return {
    of(nowMs) {
      turn(nowMs);
      return Math.max(before, now);
    },
    see(amount, nowMs) {
      turn(nowMs);
      if (amount > now) now = amount;
    },
  };
}
