import { setTimeout as pause } from 'node:timers/promises';
import type { Topic } from '@jianchat/events';
import type { EventLog } from '@jianchat/log';
import type { Tables } from '@jianchat/records';
import type { Kysely } from 'kysely';
import { errorCode, errorDetail, type OnLog } from '../log-line.ts';

export interface TopicTailOptions {
  readonly db: Kysely<Tables>;
  readonly log: EventLog;
  readonly topic: Topic;
  /** Takes in what the exchange told. Taking it twice must change nothing: the offset may lag. */
  take(values: readonly Uint8Array[]): Promise<void>;
  readonly onLog: OnLog;
}

export interface TopicTail {
  start(): void;
  stop(): Promise<void>;
}

const BATCH = 100;
const WAIT_MS = 30_000;
const RETRY_MS = 2_000;

/** Follows a topic from where it was left, under the topic's name as the consumer. */
export function createTopicTail({ db, log, topic, take, onLog }: TopicTailOptions): TopicTail {
  const ending = new AbortController();
  const { signal } = ending;
  let running: Promise<void> = Promise.resolve();

  async function step(from: number): Promise<number> {
    const entries = await log.read(topic, { from, limit: BATCH });
    const last = entries.at(-1);
    if (last === undefined) {
      await log.wait(topic, { from, maxWaitMs: WAIT_MS, signal });
      return from;
    }
    await take(entries.map(({ value }) => value));
    await writeOffset(db, { consumer: topic, next: last.offset + 1 });
    return last.offset + 1;
  }

  async function follow(): Promise<void> {
    let from: number | undefined;
    while (!signal.aborted) {
      try {
        from = await step(from ?? (await readOffset(db, topic)));
      } catch (error) {
        if (signal.aborted || errorCode(error) === 'log.closed') return;
        onLog({ level: 'warn', event: `control.${topic}.failed`, detail: errorDetail(error) });
        await pause(RETRY_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  return {
    start() {
      running = follow();
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}

async function readOffset(db: Kysely<Tables>, consumer: string): Promise<number> {
  const row = await db
    .selectFrom('consumer_offsets')
    .select('next_offset')
    .where('consumer', '=', consumer)
    .executeTakeFirst();
  return row?.next_offset ?? 0;
}

async function writeOffset(
  db: Kysely<Tables>,
  { consumer, next }: { consumer: string; next: number },
): Promise<void> {
  await db
    .insertInto('consumer_offsets')
    .values({ consumer, next_offset: next })
    .onConflict((conflict) => conflict.column('consumer').doUpdateSet({ next_offset: next }))
    .execute();
}
