import type { Tables } from '@jianchat/records';
import type { Kysely } from 'kysely';
import { pause } from './consumer-loop.ts';
import { advanceOffset, nextOffset, type StoredConsumer } from './consumer-offset.ts';
import type { ConsumerContext } from './pipeline-options.ts';

/** One way into analytics: a topic's, or that of what is numbered likewise. */
export interface AnalyticsFeed {
  readonly consumer: Exclude<StoredConsumer, 'money'>;
  /** What its batches are called. */
  readonly topic: string;
  /** One past the last record there is. */
  end(): Promise<number>;
  /** The offset up to which records may be sent now. */
  limit(): Promise<number>;
  /** Sends exactly the entries from `from` up to `to` under the token; resolves to the number of rows when durable. */
  send(batch: { from: number; to: number; token: string }): Promise<number>;
}

/**
 * Sends batches whose bounds are on disk before the first attempt: whatever fails, and however often, the same token
 * stands for the same rows, and analytics keeps them once. The offset advances after that.
 */
export function analyticsStep(
  context: ConsumerContext,
  feed: AnalyticsFeed,
): (signal: AbortSignal) => Promise<boolean> {
  const { records, now, batchMax } = context;
  const { consumer, topic } = feed;
  return async (signal) => {
    const from = await nextOffset(records.db, consumer);
    const limit = await feed.limit();
    const to = await fixBatch(records.db, { consumer, from, to: Math.min(limit, from + batchMax) });
    if (to === undefined) {
      context.report(consumer, { nextOffset: from, lag: (await feed.end()) - from, fault: undefined });
      await pause(context.analyticsIntervalMs, signal);
      return false;
    }
    const rows = await feed.send({ from, to, token: `${topic}:${from}-${to}` });
    await records.db.transaction().execute(async (tx) => {
      if (!(await advanceOffset(tx, consumer, { from, to }))) return;
      await tx
        .updateTable('analytics_batches')
        .set({ acknowledged_at: new Date(now()), row_count: rows })
        .where('consumer', '=', consumer)
        .where('from_offset', '=', from)
        .execute();
      await forgetBatches(tx, { consumer, before: from });
    });
    context.report(consumer, { nextOffset: to, lag: (await feed.end()) - to, fault: undefined });
    if (to - from < batchMax) await pause(context.analyticsIntervalMs, signal);
    return true;
  };
}

/** The end of the batch that starts at `from`: the one fixed before, or `to` from now on; undefined for no batch. */
async function fixBatch(
  db: Kysely<Tables>,
  wanted: { consumer: StoredConsumer; from: number; to: number },
): Promise<number | undefined> {
  const { consumer, from, to } = wanted;
  if (to > from)
    await db
      .insertInto('analytics_batches')
      .values({ consumer, from_offset: from, to_offset: to, row_count: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  const fixed = await db
    .selectFrom('analytics_batches')
    .select('to_offset')
    .where('consumer', '=', consumer)
    .where('from_offset', '=', from)
    .executeTakeFirst();
  return fixed?.to_offset;
}

/** Bounds of batches long acknowledged serve only people who look for a fault: the last few are kept. */
async function forgetBatches(
  db: Kysely<Tables>,
  past: { consumer: StoredConsumer; before: number },
): Promise<void> {
  await db
    .deleteFrom('analytics_batches')
    .where('consumer', '=', past.consumer)
    .where('to_offset', '<', past.before - BATCHES_KEPT_OFFSETS)
    .execute();
}

const BATCHES_KEPT_OFFSETS = 100_000;
