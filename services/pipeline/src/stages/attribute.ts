import { type EventRecord, eventIdOf } from '@jianchat/events';
import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';
import type { Placed } from './read-batch.ts';

/**
 * Conversions whose click or view was counted, in this transaction or before. Its id alone proves nothing: a click may have been a robot's
 * or have been lost on its way.
 */
export async function attributed(
  db: Kysely<Tables>,
  conversions: readonly Placed<EventRecord>[],
): Promise<readonly Placed<EventRecord>[]> {
  if (conversions.length === 0) return [];
  const causeOf = ({ record }: Placed<EventRecord>): string =>
    eventIdOf(record.claims, record.conversion?.seenAs ?? 'click');
  const { rows } = await sql<{ event_id: string }>`
    select event_id from counted_events where event_id = any(${conversions.map(causeOf)}::text[])`.execute(
    db,
  );
  const counted = new Set(rows.map(({ event_id }) => event_id));
  return conversions.filter((conversion) => counted.has(causeOf(conversion)));
}
