import { setTimeout as pause } from 'node:timers/promises';
import { type CreativeRecord, TOPIC } from '@jianchat/events';
import type { EventLog } from '@jianchat/log';
import type { Tables } from '@jianchat/records';
import type { Kysely } from 'kysely';
import { errorCode, errorDetail, type OnLog } from '../log-line.ts';
import { takeSeen } from './reviews.ts';

export interface SeenTailOptions {
  readonly db: Kysely<Tables>;
  readonly log: EventLog;
  readonly onLog: OnLog;
}

const CONSUMER = 'creatives';
const BATCH = 100;
const WAIT_MS = 30_000;
const RETRY_MS = 2_000;

/** Takes creatives that the exchange saw first into the review. Taking one twice changes nothing, so the offset may lag. */
export function createSeenTail({ db, log, onLog }: SeenTailOptions): {
  start(): void;
  stop(): Promise<void>;
} {
  const ending = new AbortController();
  const { signal } = ending;
  let running: Promise<void> = Promise.resolve();

  async function step(from: number): Promise<number> {
    const entries = await log.read(TOPIC.creatives, { from, limit: BATCH });
    const last = entries.at(-1);
    if (last === undefined) {
      await log.wait(TOPIC.creatives, { from, maxWaitMs: WAIT_MS, signal });
      return from;
    }
    await takeSeen(
      db,
      entries.flatMap(({ value }) => readCreative(value) ?? []),
    );
    await writeOffset(db, last.offset + 1);
    return last.offset + 1;
  }

  async function follow(): Promise<void> {
    let from: number | undefined;
    while (!signal.aborted) {
      try {
        from = await step(from ?? (await readOffset(db)));
      } catch (error) {
        if (signal.aborted || errorCode(error) === 'log.closed') return;
        onLog({ level: 'warn', event: 'control.creatives.failed', detail: errorDetail(error) });
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

async function readOffset(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('consumer_offsets')
    .select('next_offset')
    .where('consumer', '=', CONSUMER)
    .executeTakeFirst();
  return row?.next_offset ?? 0;
}

async function writeOffset(db: Kysely<Tables>, next: number): Promise<void> {
  await db
    .insertInto('consumer_offsets')
    .values({ consumer: CONSUMER, next_offset: next })
    .onConflict((conflict) => conflict.column('consumer').doUpdateSet({ next_offset: next }))
    .execute();
}

const MARKUP_CHARS_MAX = 262_144;
const FORMATS: ReadonlySet<unknown> = new Set(['banner', 'video', 'native', 'audio']);

/** Our own record, but from a disk: an odd one is passed over. */
function readCreative(bytes: Uint8Array): CreativeRecord | undefined {
  try {
    const record: CreativeRecord = JSON.parse(Buffer.from(bytes).toString());
    const texts = [record.demand, record.creative, record.markup, ...record.domains];
    const isWhole =
      /^[0-9a-f]{64}$/.test(record.hash) &&
      FORMATS.has(record.format) &&
      Number.isSafeInteger(record.atMs) &&
      [record.w, record.h].every((side) => Number.isSafeInteger(side) && side >= 0 && side <= 10_000) &&
      texts.every((text) => typeof text === 'string' && text.length <= MARKUP_CHARS_MAX);
    // PostgreSQL takes no NUL.
    return isWhole ? { ...record, markup: record.markup.replaceAll('\0', '') } : undefined;
  } catch {
    return undefined;
  }
}
