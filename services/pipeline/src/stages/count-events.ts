import type { EventRecord } from '@jianchat/events';
import type { Tables } from '@jianchat/records';
import type { Kysely } from 'kysely';
import { attributed } from './attribute.ts';
import { takeIds } from './counted-ids.ts';
import { onePerAd } from './one-per-ad.ts';
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
  const standing = await onePerAd(db, await attributed(db, conversions));
  for (const each of await countEvents(db, standing)) counted.add(each);
  return events.filter((event) => counted.has(event));
}

/** Takes the ids of valid events; gives those that nobody had taken, in log order. */
async function countEvents(
  db: Kysely<Tables>,
  events: readonly Placed<EventRecord>[],
): Promise<readonly Placed<EventRecord>[]> {
  const counted = await takeIds(db, events);
  return events.filter(({ offset }) => counted.has(offset));
}
