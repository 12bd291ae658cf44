export const UNITS = ['minute', 'hour', 'day', 'week', 'lifetime'] as const;
export type PeriodUnit = (typeof UNITS)[number];

export const MINUTES_IN = { minute: 1, hour: 60, day: 1440, week: 10_080 } as const;

/** The largest unit that a number of minutes is a whole number of. */
export function unitOf(minutes: number | undefined): PeriodUnit {
  if (minutes === undefined) return 'lifetime';
  return (['week', 'day', 'hour'] as const).find((unit) => minutes % MINUTES_IN[unit] === 0) ?? 'minute';
}
