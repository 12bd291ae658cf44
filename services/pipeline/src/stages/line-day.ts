import type { EventRecord } from '@jianchat/events';

/** The UTC day of a time, YYYY-MM-DD. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day of an event on the clock of its line item, which was signed when the ad went out: a later change of it moves nothing. */
export const lineDayOf = ({
  atMs,
  claims: { utcOffsetMin = 0 },
}: Pick<EventRecord, 'atMs' | 'claims'>): string => dayOf(atMs + utcOffsetMin * 60_000);
