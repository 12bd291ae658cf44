import type { DayPart, Pacing } from '@jianchat/snapshot';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const HOURS_OF_WEEK = 168;
const MINUTES_OF_DAY = 1440;
/** 1970-01-01 was a Thursday: so many hours after a Monday's midnight. */
const EPOCH_HOUR_OF_WEEK = 72;

/** When a line item runs and how much of it at which time; local times are ms as a clock there shows them. */
export interface Schedule {
  /** Whether it runs at all times. */
  readonly always: boolean;
  /** Whether it runs at a local time. */
  runs(localMs: number): boolean;
  /** How much of what is due between two local times is due until `at`: from 0 to 1. */
  shareUntil(at: number, period: { readonly from: number; readonly to: number }): number;
}

/** The same for all line items of equal pacing and day parts; made once per snapshot. */
export function scheduleOf(pacing: Pacing | undefined, dayParts: readonly DayPart[] | undefined): Schedule {
  const minutes = minutesOf(dayParts);
  const weights = Array.from({ length: HOURS_OF_WEEK }, (_, hour) => {
    const within = minutes === undefined ? 60 : minutesWithin(minutes, hour);
    return ((pacing?.mode === 'curve' ? (pacing.curve?.[hour % 24] ?? 1) : 1) * within) / 60;
  });
  const before = [0];
  for (const weight of weights) before.push((before.at(-1) ?? 0) + weight);
  const week = before.at(-1) ?? 0;
  /** What is due from some time long ago until then. */
  const due = (localMs: number): number => {
    const hours = localMs / HOUR_MS + EPOCH_HOUR_OF_WEEK;
    const whole = Math.floor(hours);
    const hour = ((whole % HOURS_OF_WEEK) + HOURS_OF_WEEK) % HOURS_OF_WEEK;
    const weeks = Math.floor(whole / HOURS_OF_WEEK);
    return weeks * week + (before[hour] ?? 0) + (hours - whole) * (weights[hour] ?? 0);
  };
  return {
    always: minutes === undefined,
    runs(localMs) {
      if (minutes === undefined) return true;
      const minute = Math.floor(localMs / MINUTE_MS) + EPOCH_HOUR_OF_WEEK * 60;
      return (minutes[((minute % minutes.length) + minutes.length) % minutes.length] ?? 0) === 1;
    },
    shareUntil(at, { from, to }) {
      const all = due(to) - due(from);
      if (all <= 0) return 1;
      const share = Math.min(1, Math.max(0, (due(at) - due(from)) / all));
      return pacing?.mode === 'frontLoaded' ? share * (1.25 - 0.25 * share) : share;
    },
  };
}

/** One cell per minute of the week, from Monday's midnight on. */
function minutesOf(dayParts: readonly DayPart[] | undefined): Uint8Array | undefined {
  if (dayParts === undefined) return undefined;
  const minutes = new Uint8Array(HOURS_OF_WEEK * 60);
  for (const { days, fromMinute, toMinute } of dayParts)
    for (const day of days)
      minutes.fill(1, (day - 1) * MINUTES_OF_DAY + fromMinute, (day - 1) * MINUTES_OF_DAY + toMinute);
  return minutes;
}

function minutesWithin(minutes: Uint8Array, hour: number): number {
  return minutes.subarray(hour * 60, hour * 60 + 60).reduce((sum, minute) => sum + minute, 0);
}
