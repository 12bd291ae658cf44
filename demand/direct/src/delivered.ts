import { zoneOffsetMs } from '@jianchat/auction';
import { deliveredDayKey, deliveredTotalKey, type HotState, spentDayKey, spentTotalKey } from '@jianchat/hot';
import type { SnapshotLineItem } from '@jianchat/snapshot';

/** What the pipeline has counted and charged, read from hot state and kept for a moment. */
export interface Delivered {
  spentTotal(line: Pick<LineName, 'id'>, nowMs: number): number;
  /** Today is the day on the line item's clock. */
  spentToday(line: LineName, nowMs: number): number;
  eventsTotal(line: LineName, kind: string, nowMs: number): number;
  eventsToday(line: LineName, kind: string, nowMs: number): number;
}

type LineName = Pick<SnapshotLineItem, 'id' | 'timeZone'>;

/** How long a number read from hot state is used again; what went out meanwhile is counted apart. */
const REREAD_AFTER_MS = 200;
const KNOWN_MAX = 100_000;
const DAY_MS = 86_400_000;
const DAYS_MAX = 8;

export function createDelivered(hot: Pick<HotState, 'readNumber'>): Delivered {
  const known = new Map<string, { value: number; readMs: number }>();
  const days = new Map<number, string>();
  const read = (key: string, nowMs: number): number => {
    const last = known.get(key);
    if (last !== undefined && nowMs - last.readMs < REREAD_AFTER_MS) return last.value;
    const value = hot.readNumber(key) ?? 0;
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(key, { value, readMs: nowMs });
    return value;
  };
  const today = ({ timeZone }: LineName, nowMs: number): string => {
    const day = Math.floor((nowMs + zoneOffsetMs(timeZone, nowMs)) / DAY_MS);
    const known = days.get(day);
    if (known !== undefined) return known;
    // Of all clocks there are three days at a time.
    if (days.size >= DAYS_MAX) days.clear();
    const text = new Date(day * DAY_MS).toISOString().slice(0, 10);
    days.set(day, text);
    return text;
  };
  return {
    spentTotal: ({ id }, nowMs) => read(spentTotalKey(id), nowMs),
    spentToday: (line, nowMs) => read(spentDayKey(line.id, today(line, nowMs)), nowMs),
    eventsTotal: ({ id }, kind, nowMs) => read(deliveredTotalKey(id, kind), nowMs),
    eventsToday: (line, kind, nowMs) => read(deliveredDayKey(line.id, kind, today(line, nowMs)), nowMs),
  };
}
