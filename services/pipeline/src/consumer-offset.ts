import type { Tables } from '@jianchat/records';
import type { Kysely } from 'kysely';

/** Consumers whose place in the log is a row of the records store. */
export type StoredConsumer = 'money' | 'analytics.events' | 'analytics.auctions';
/** `effectiveness` keeps its place in the model's own file. */
export type Consumer = StoredConsumer | 'effectiveness';

/** The offset the consumer reads next; 0 before it ever ran. */
export async function nextOffset(db: Kysely<Tables>, consumer: StoredConsumer): Promise<number> {
  const row = await db
    .selectFrom('consumer_offsets')
    .select('next_offset')
    .where('consumer', '=', consumer)
    .executeTakeFirst();
  return row?.next_offset ?? 0;
}

/**
 * Advances from exactly `from`; false when another process did so before. Until the transaction ends the row is
 * locked, so that of two pipelines one waits here and then finds that its batch is taken.
 */
export async function advanceOffset(
  db: Kysely<Tables>,
  consumer: StoredConsumer,
  move: { from: number; to: number },
): Promise<boolean> {
  if (move.from === 0)
    await db
      .insertInto('consumer_offsets')
      .values({ consumer, next_offset: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  const { numUpdatedRows } = await db
    .updateTable('consumer_offsets')
    .set({ next_offset: move.to })
    .where('consumer', '=', consumer)
    .where('next_offset', '=', move.from)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
