import { type AuctionRecord, decodeRecord, TOPIC } from '@jianchat/events';
import type { EventLog } from '@jianchat/log';
import { errorCode, errorDetail, type OnLog } from '../log-line.ts';

export interface AuctionTailOptions {
  readonly log: EventLog;
  /** How many records before the end it starts. */
  readonly reach: number;
  /** The first record wanted, when it lies further back than `reach`. */
  readonly firstWanted?: () => number;
  readonly onRecord: (record: AuctionRecord, offset: number) => void;
  readonly onLog: OnLog;
  /** After a failure of the log, ms. */
  readonly retryMs: number;
}

const BATCH = 500;
const WAIT_MS = 30_000;

/** Follows the topic of answered requests from near its end; it keeps no offset, as what it feeds is only shown. */
export function createAuctionTail(options: AuctionTailOptions): { start(): void; stop(): Promise<void> } {
  const { log, onLog } = options;
  const ending = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function follow(): Promise<void> {
    const wanted = options.firstWanted?.() ?? Number.POSITIVE_INFINITY;
    let from = Math.max(0, Math.min(wanted, (await log.end(TOPIC.auctions)) - options.reach));
    while (!ending.signal.aborted) {
      const entries = await log.read(TOPIC.auctions, { from, limit: BATCH });
      for (const { offset, value } of entries) {
        from = offset + 1;
        options.onRecord(decodeRecord<AuctionRecord>(value), offset);
      }
      if (entries.length < BATCH)
        await log.wait(TOPIC.auctions, { from, maxWaitMs: WAIT_MS, signal: ending.signal });
    }
  }

  async function keepFollowing(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        await follow();
      } catch (error) {
        if (ending.signal.aborted || errorCode(error) === 'log.closed') return;
        onLog({ level: 'warn', event: 'control.live.failed', detail: errorDetail(error) });
        await pause(options.retryMs, ending.signal);
      }
    }
  }

  return {
    start() {
      running = keepFollowing();
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
