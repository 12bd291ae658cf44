import type { Tables } from '@jianchat/records';
import { type Kysely, sql } from 'kysely';

/** Consumers whose place in the log is a row of the records store. */
export type StoredConsumer = 'money' | 'analytics.events' | 'analytics.auctions' | 'analytics.fees';
/** Where shares of flat prices end, which are numbered as they are dealt out; kept beside the consumers' places. */
const FEES = 'fees';
/** `effectiveness` keeps its place in the model's own file. */
export type Consumer = StoredConsumer | 'effectiveness';

/** The offset the consumer reads next; 0 before it ever ran. */
export async function nextOffset(
  db: Kysely<Tables>,
  consumer: StoredConsumer | typeof FEES,
): Promise<number> {
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

/** Numbers for so many shares; gives the first. Until the transaction ends nobody else gets any. */
export async function takeFeeOffsets(db: Kysely<Tables>, count: number): Promise<number> {
  const { rows } = await sql<{ end: number }>`
    insert into consumer_offsets (consumer, next_offset) values (${FEES}, ${count}::int8)
    on conflict (consumer) do update set next_offset = consumer_offsets.next_offset + excluded.next_offset
    returning next_offset as end`.execute(db);
  return (rows[0]?.end ?? count) - count;
}
