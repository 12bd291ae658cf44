import { zoneOffsetMs } from '@jianchat/auction';
import type { EventRecord } from '@jianchat/events';
import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The UTC day of a time, YYYY-MM-DD. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

type Timed = Pick<EventRecord, 'atMs' | 'claims'>;

/** The day on which the ad of an event went out, on the clock of its line item, which was signed then: a later change of it moves nothing. */
export const sentDayOf = ({ claims: { atMs, utcOffsetMin = 0 } }: Pick<EventRecord, 'claims'>): string =>
  dayOf(atMs + utcOffsetMin * MINUTE_MS);

/** The day of an event on the clock of its line item. */
export type LineDayOf = (record: Timed) => string;

/**
 * Where clocks may have been changed since the ad went out, the day is that of the line item's time zone, if it is still the one that was
 * signed; else the clock goes on as it was.
 */
export async function lineDays(db: Kysely<Tables>, events: readonly Timed[]): Promise<LineDayOf> {
  const late = events.filter(
    ({ atMs, claims }) => claims.demandKind === 'direct' && atMs - claims.atMs >= HOUR_MS,
  );
  const zones = await readZones(db, [...new Set(late.map(({ claims }) => claims.demand))]);
  return ({ atMs, claims }) => {
    const { utcOffsetMin = 0, demandKind, demand } = claims;
    const signedMs = utcOffsetMin * MINUTE_MS;
    const zone = demandKind === 'direct' ? zones.get(demand) : undefined;
    const isSame = zone !== undefined && zoneOffsetMs(zone, claims.atMs) === signedMs;
    return dayOf(atMs + (isSame ? zoneOffsetMs(zone, atMs) : signedMs));
  };
}

async function readZones(
  db: Kysely<Tables>,
  lineItems: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (lineItems.length === 0) return new Map();
  const { rows } = await sql<{ id: string; zone: string }>`
    select l.id, coalesce(l.terms ->> 'timeZone', a.time_zone) as zone
    from line_items l join advertisers a on a.id = l.advertiser_id
    where l.id = any(${lineItems}::text[])`.execute(db);
  return new Map(rows.map(({ id, zone }) => [id, zone]));
}
