import type { EventRecord } from '@jianchat/events';
import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';
import { attributed } from './attribute.ts';
import type { Placed } from './read-batch.ts';

/** Counts a batch of valid events: conversions after the clicks they may stand by. In log order. */
export async function countBatch(
  db: Kysely<Tables>,
  events: readonly Placed<EventRecord>[],
): Promise<readonly Placed<EventRecord>[]> {
  const isConversion = ({ record }: Placed<EventRecord>): boolean => record.kind === 'conversion';
  const conversions = events.filter(isConversion);
  if (conversions.length === 0) return countEvents(db, events);
  const counted = new Set(
    await countEvents(
      db,
      events.filter((event) => !isConversion(event)),
    ),
  );
  for (const each of await countEvents(db, await attributed(db, conversions))) counted.add(each);
  return events.filter((event) => counted.has(event));
}

/**
 * Takes the ids of valid events; gives those that nobody had taken, in log order. This table, not the log's
 * de-duplication, is what keeps an event from being charged twice.
 */
async function countEvents(
  db: Kysely<Tables>,
  events: readonly Placed<EventRecord>[],
): Promise<readonly Placed<EventRecord>[]> {
  if (events.length === 0) return [];
  const { rows } = await sql<{ log_offset: number }>`
    insert into counted_events (event_id, log_offset, kind, at)
    select event_id, log_offset, kind, at
    from unnest(
      ${events.map(({ record }) => record.id)}::text[],
      ${events.map(({ offset }) => offset)}::int8[],
      ${events.map(({ record }) => record.kind)}::text[],
      ${events.map(({ record }) => new Date(record.atMs).toISOString())}::timestamptz[]
    ) as event (event_id, log_offset, kind, at)
    order by log_offset
    on conflict do nothing
    returning log_offset`.execute(db);
  const counted = new Set(rows.map((row) => row.log_offset));
  return events.filter(({ offset }) => counted.has(offset));
}

/** Where an event was counted, and what of its cost a budget could not pay. */
export interface CountedAt {
  readonly offset: number;
  readonly unchargedMicros: number;
}

/** Of these ids, those that were counted. */
export async function countedAmong(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CountedAt>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ event_id: string; log_offset: number; uncharged_micros: number }>`
    select event_id, log_offset, uncharged_micros from counted_events
    where event_id = any(${ids}::text[])`.execute(db);
  return new Map(
    rows.map((row) => [row.event_id, { offset: row.log_offset, unchargedMicros: row.uncharged_micros }]),
  );
}
