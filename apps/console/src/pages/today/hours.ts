import type { Answer } from '../../api/routes.ts';

export type Overview = Answer<'overview'>;

/** One hour of the charts; null where the hour has not begun, so that a line ends instead of falling to zero. */
export interface HourPoint {
  readonly hour: string;
  readonly chargeMicros: number | null;
  readonly mediaMicros: number | null;
  readonly requests: number | null;
  readonly filled: number | null;
}

const HOUR_MS = 3_600_000;

/** All 24 UTC hours of the day of `nowMs`: those without traffic are 0, those to come null. */
export function hoursOfDay(byHour: Overview['byHour'], nowMs: number): readonly HourPoint[] {
  const known = new Map(byHour.map((entry) => [Date.parse(entry.hour), entry]));
  const midnight = nowMs - (nowMs % (24 * HOUR_MS));
  return Array.from({ length: 24 }, (_, index) => {
    const at = midnight + index * HOUR_MS;
    const entry = known.get(at);
    const nothing = at > nowMs ? null : 0;
    return {
      hour: new Date(at).toISOString(),
      chargeMicros: entry?.chargeMicros ?? nothing,
      mediaMicros: entry?.mediaMicros ?? nothing,
      requests: entry ? entry.requests : nothing,
      filled: entry ? entry.filled : nothing,
    };
  });
}
