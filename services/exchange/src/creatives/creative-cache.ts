import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { CREATIVES_DUE, creativeDueKey, creativeKey, type HotState, readCreativeDue } from '@jianchat/hot';
import { newUuid } from '../uuid.ts';
import { type Creative, decodeCreative, encodeCreative } from './creative.ts';

export interface NewCreative extends Creative {
  /** How long it is kept, seconds; undefined = the default. Never longer than the cache's bound. */
  readonly ttlSeconds?: number | undefined;
  /** The id to keep it under, `CREATIVE_ID`; undefined = a random one. What is there is never replaced. */
  readonly id?: string | undefined;
}

/** `taken`: somebody keeps something under this id. `full`: no room. `failed`: the store takes nothing now. */
export type Kept =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly reason: 'taken' | 'full' | 'failed' };

/** Creatives kept for some minutes, in hot state, so that a restart loses none. */
export interface CreativeCache {
  /**
   * Keeps each, durably, before it resolves. `public`: put by whoever asks over HTTP, who may fill a part of the room only, so
   * that nobody can take the auctions' own.
   */
  put(creatives: readonly NewCreative[], by: 'public' | 'auction'): Promise<readonly Kept[]>;
  /** Undefined where none is, or its time is over. Never waits. */
  get(id: string): Creative | undefined;
  /** Removes what is past its time; resolves with how many. Done by itself every half minute. */
  sweep(): Promise<number>;
  /** What is kept, once what an earlier process kept was counted. */
  size(): Promise<{ readonly items: number; readonly bytes: number }>;
  close(): Promise<void>;
}

export interface CreativeCacheOptions extends CreativeBounds {
  readonly hot: HotState;
  /** Milliseconds since epoch. */
  readonly now: () => number;
  readonly randomBytes: (n: number) => Buffer;
}

export interface CreativeBounds {
  /** 200,000 where left out. */
  readonly itemsMax?: number;
  /** 256 MiB where left out. */
  readonly bytesMax?: number;
  /** 300 where left out. */
  readonly ttlSecondsDefault?: number;
  /** 3,600 where left out. */
  readonly ttlSecondsMax?: number;
}

/** An id that a client may choose: what `hb_pb_cat_dur` and a UUID make together, and nothing that must be escaped. */
export const CREATIVE_ID = /^[A-Za-z0-9._-]{16,128}$/;
/** Largest creative, bytes of UTF-8. */
export const CREATIVE_BYTES_MAX = 131_072;

const ITEMS_MAX = 200_000;
const BYTES_MAX = 268_435_456;
const TTL_SECONDS = 300;
const TTL_SECONDS_MAX = 3_600;
/** Of the room, what may be filled from outside. */
const PUBLIC_PART = 0.5;
const SWEEP_MS = 30_000;
const PAGE = 1_000;
/** Creatives that wait for a commit under way; more than the disk can take now is refused at once. */
const WAITING_MAX = 5_000;
/** What stands behind a key whose name says everything. */
const MARK = Buffer.of(1);

interface Waiting {
  readonly key: string;
  readonly due: string;
  readonly value: Buffer;
  settle(outcome: 'kept' | 'taken' | 'failed'): void;
}

export function createCreativeCache(options: CreativeCacheOptions): CreativeCache {
  const { hot, now } = options;
  const itemsMax = options.itemsMax ?? ITEMS_MAX;
  const bytesMax = options.bytesMax ?? BYTES_MAX;
  const ttlSecondsMax = options.ttlSecondsMax ?? TTL_SECONDS_MAX;
  const ttlSecondsDefault = Math.min(options.ttlSecondsDefault ?? TTL_SECONDS, ttlSecondsMax);
  const writer = createWriter(hot);
  let items = 0;
  let bytes = 0;
  let sweeping: Promise<number> | undefined;
  /** Other processes put and sweep in the same store: what is there is counted anew, beside what is put meanwhile. */
  const count = async (): Promise<void> => {
    const before = { items, bytes };
    const found = await countKept(hot);
    items += found.items - before.items;
    bytes += found.bytes - before.bytes;
  };
  const counted = count();
  // A cache that can't be counted takes nothing; the fault shows where somebody puts or asks for the size.
  counted.catch(() => undefined);

  const keep = async ({ type, text, ttlSeconds, id }: NewCreative, part: number): Promise<Kept> => {
    const ttl = Math.min(
      ttlSeconds === undefined || ttlSeconds <= 0 ? ttlSecondsDefault : ttlSeconds,
      ttlSecondsMax,
    );
    const dueMs = Math.ceil(now()) + ttl * 1000;
    const value = encodeCreative({ type, text }, dueMs);
    if (items + 1 > itemsMax * part || bytes + value.length > bytesMax * part)
      return { ok: false, reason: 'full' };
    const asked = id ?? newUuid(options.randomBytes);
    const name = nameOf(asked);
    items += 1;
    bytes += value.length;
    const due = creativeDueKey({ dueMs, bytes: value.length, name });
    const outcome = await writer.write({ key: creativeKey(name), due, value });
    if (outcome === 'kept') return { ok: true, id: asked };
    items -= 1;
    bytes -= value.length;
    return { ok: false, reason: outcome };
  };

  const sweep = async (): Promise<number> => {
    await counted;
    const removed = await removeOver(hot, now());
    await count();
    return removed;
  };
  const sweepOnce = (): Promise<number> => {
    sweeping ??= sweep().finally(() => {
      sweeping = undefined;
    });
    return sweeping;
  };
  const timer = setInterval(() => void sweepOnce().catch(() => undefined), SWEEP_MS);
  timer.unref();

  return {
    async put(creatives, by) {
      try {
        await counted;
      } catch {
        return creatives.map(() => ({ ok: false, reason: 'failed' }));
      }
      const part = by === 'public' ? PUBLIC_PART : 1;
      return Promise.all(creatives.map((creative) => keep(creative, part)));
    },
    get(id) {
      const stored = hot.readBytes(creativeKey(nameOf(id)));
      return stored === undefined ? undefined : decodeCreative(stored, now());
    },
    sweep: sweepOnce,
    async size() {
      await counted;
      return { items, bytes };
    },
    async close() {
      clearInterval(timer);
      await Promise.allSettled([counted, sweeping, writer.settled()]);
    },
  };
}

interface CreativeWriter {
  write(creative: Omit<Waiting, 'settle'>): Promise<'kept' | 'taken' | 'failed'>;
  settled(): Promise<void>;
}

/** Those that come while a commit is under way share the next. */
function createWriter(hot: HotState): CreativeWriter {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    // One turn for all that are put at the same time.
    await setImmediate();
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const done = await hot
        .change(
          batch.map(({ key, due, value }) => [
            { key, value, was: 'absent' },
            { key: due, value: MARK },
          ]),
        )
        .catch(() => undefined);
      for (const [at, { settle }] of batch.entries())
        settle(done === undefined ? 'failed' : done[at] === true ? 'kept' : 'taken');
    }
    running = undefined;
  };
  return {
    write(creative) {
      if (waiting.length >= WAITING_MAX) return Promise.resolve('failed');
      return new Promise((settle) => {
        waiting.push({ ...creative, settle });
        running ??= run();
      });
    },
    settled: async () => running,
  };
}

/** Removes what is past its time, the oldest first; resolves with how many. */
async function removeOver(hot: HotState, nowMs: number): Promise<number> {
  let removed = 0;
  for (;;) {
    const page = await hot.listKeys(CREATIVES_DUE, { after: undefined, limit: PAGE });
    const over = page.flatMap((key) => {
      const due = readCreativeDue(key);
      return due !== undefined && due.dueMs <= nowMs ? [{ key, ...due }] : [];
    });
    if (over.length === 0) return removed;
    const done = await hot.change(
      over.map(({ key, name }) => [
        { key, value: undefined, was: MARK },
        { key: creativeKey(name), value: undefined },
      ]),
    );
    removed += done.filter(Boolean).length;
    if (over.length < page.length || !done.includes(true)) return removed;
  }
}

async function countKept(hot: HotState): Promise<{ items: number; bytes: number }> {
  let items = 0;
  let bytes = 0;
  for (let after: string | undefined; ; ) {
    const page = await hot.listKeys(CREATIVES_DUE, { after, limit: PAGE });
    for (const key of page) bytes += readCreativeDue(key)?.bytes ?? 0;
    items += page.length;
    after = page.at(-1);
    if (after === undefined) return { items, bytes };
    // Auctions are answered between two pages.
    await setImmediate();
  }
}

/** Who reads the store learns no id under which something could be fetched. */
const nameOf = (id: string): string => createHash('sha256').update(id).digest('base64url');
