import type { Schedule } from './schedule.ts';

const HOUR_MS = 3_600_000;

/** What is to be delivered in a period, and what of it has been. */
export interface PaceState {
  readonly amount: number;
  readonly delivered: number;
  /** Local times, ms. */
  readonly nowMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** What had been delivered when this hour began; without catching up, an hour gets no more than its own part. */
  readonly deliveredAtHour: number;
  readonly catchUp: boolean;
}

/** How much should have been delivered by now, and no more. */
export function dueByNow(schedule: Schedule, state: PaceState): number {
  const { amount, nowMs, fromMs, toMs, catchUp, deliveredAtHour } = state;
  const period = { from: fromMs, to: toMs };
  const due = amount * schedule.shareUntil(nowMs, period);
  if (catchUp) return due;
  const hourMs = Math.max(fromMs, Math.floor(nowMs / HOUR_MS) * HOUR_MS);
  return Math.min(due, deliveredAtHour + due - amount * schedule.shareUntil(hourMs, period));
}

/** Whether one more is in time: a line item runs while it is behind its schedule, and waits while it is ahead. */
export function isInTime(schedule: Schedule, state: PaceState): boolean {
  return state.delivered < dueByNow(schedule, state);
}
