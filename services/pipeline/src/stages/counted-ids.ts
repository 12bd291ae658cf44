import type { EventRecord } from '@jianchat/events';
import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';
import type { Placed } from './read-batch.ts';

/**
 * Takes these ids, the first of equals; gives the offsets of those that nobody had taken. This table, not the log's de-duplication, is
 * what keeps an event from being charged twice.
 */
export async function takeIds(
  db: Kysely<Tables>,
  events: readonly Placed<EventRecord>[],
): Promise<ReadonlySet<number>> {
  if (events.length === 0) return new Set();
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
  return new Set(rows.map((row) => row.log_offset));
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
