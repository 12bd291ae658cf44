import { type Schedule, scheduleOf, zoneOffsetMs } from '@jianchat/auction';
import type { Tracked } from './tracked.ts';

export const DAY_MS = 86_400_000;

/** Times as a clock of its time zone shows them now, ms. */
export interface Plan {
  readonly goal: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly schedule: Schedule;
}

/** The day of a local time, YYYY-MM-DD. */
export const dayOf = (localMs: number): string => new Date(localMs).toISOString().slice(0, 10);
export const dayStart = (localMs: number): number => Math.floor(localMs / DAY_MS) * DAY_MS;
export const localMs = ({ timeZone }: Pick<Tracked, 'timeZone'>, atMs: number): number =>
  atMs + zoneOffsetMs(timeZone, atMs);

/**
 * How the goal is spread; undefined where nothing says until when. What is given out as fast as it goes is held against an even
 * plan. Hours of a line item that keeps the media's clock are looked at on its own.
 */
export function planOf(tracked: Tracked, atMs: number): Plan | undefined {
  const { goal, metric, per, startsAtMs, endsAtMs } = tracked;
  if (goal === null || metric === 'shareOfVoice') return undefined;
  const nowMs = localMs(tracked, atMs);
  const offsetMs = nowMs - atMs;
  const starts = startsAtMs === undefined ? undefined : startsAtMs + offsetMs;
  const ends = endsAtMs === undefined ? undefined : endsAtMs + offsetMs;
  const midnight = dayStart(nowMs);
  const fromMs = per === 'day' ? Math.max(midnight, starts ?? midnight) : starts;
  const toMs = per === 'day' ? Math.min(midnight + DAY_MS, ends ?? midnight + DAY_MS) : ends;
  if (fromMs === undefined || toMs === undefined) return undefined;
  return { goal, fromMs, toMs, nowMs, schedule: scheduleOf(tracked.pacing, tracked.dayParts) };
}

/** What of the goal is due until a local time; whole things only. */
export function dueAt({ goal, schedule, fromMs, toMs }: Plan, localAt: number): number {
  if (localAt <= fromMs) return 0;
  if (localAt >= toMs) return goal;
  return Math.floor(goal * schedule.shareUntil(localAt, { from: fromMs, to: toMs }));
}
