import type { EventRecord } from '@jianchat/events';
import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';
import { dayOf } from './line-day.ts';
import type { Placed } from './read-batch.ts';

/** Notes the day on which keys for reports of conversions were last used: whoever revokes one wants to know which still are. */
export async function noteKeyUse(db: Kysely<Tables>, events: readonly Placed<EventRecord>[]): Promise<void> {
  const days = new Map<string, string>();
  for (const { record } of events) {
    const key = record.conversion?.key;
    const day = dayOf(record.atMs);
    if (key !== undefined && day > (days.get(key) ?? '')) days.set(key, day);
  }
  if (days.size === 0) return;
  await sql`
    update conversion_keys set last_used_on = used.day
    from unnest(${[...days.keys()]}::text[], ${[...days.values()]}::text[]) as used (key, day)
    where left(secret_sha256, 16) = used.key and coalesce(last_used_on, '') < used.day`.execute(db);
}
