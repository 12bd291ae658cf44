import { deliveredDayKey, deliveredTotalKey, type HotState, spentDayKey, spentTotalKey } from '@jianchat/hot';

/** What the pipeline has counted and charged, read from hot state and kept for a moment. */
export interface Delivered {
  spentTotal(line: string, nowMs: number): number;
  spentToday(line: string, nowMs: number): number;
  eventsTotal(line: string, kind: string, nowMs: number): number;
  eventsToday(line: string, kind: string, nowMs: number): number;
}

/** How long a number read from hot state is used again; what went out meanwhile is counted apart. */
const REREAD_AFTER_MS = 200;
const KNOWN_MAX = 100_000;
const DAY_MS = 86_400_000;

export function createDelivered(hot: Pick<HotState, 'readNumber'>): Delivered {
  const known = new Map<string, { value: number; readMs: number }>();
  let day = Number.NaN;
  let dayText = '';
  const read = (key: string, nowMs: number): number => {
    const last = known.get(key);
    if (last !== undefined && nowMs - last.readMs < REREAD_AFTER_MS) return last.value;
    const value = hot.readNumber(key) ?? 0;
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(key, { value, readMs: nowMs });
    return value;
  };
  const today = (nowMs: number): string => {
    if (Math.floor(nowMs / DAY_MS) !== day) {
      day = Math.floor(nowMs / DAY_MS);
      dayText = new Date(nowMs).toISOString().slice(0, 10);
    }
    return dayText;
  };
  return {
    spentTotal: (line, nowMs) => read(spentTotalKey(line), nowMs),
    spentToday: (line, nowMs) => read(spentDayKey(line, today(nowMs)), nowMs),
    eventsTotal: (line, kind, nowMs) => read(deliveredTotalKey(line, kind), nowMs),
    eventsToday: (line, kind, nowMs) => read(deliveredDayKey(line, kind, today(nowMs)), nowMs),
  };
}
