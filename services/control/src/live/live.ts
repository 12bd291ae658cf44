import type { AuctionDetail, LiveAuction } from '@jianchat/api-contract';
import { type AuctionRecord, TOPIC } from '@jianchat/events';
import type { EventLog } from '@jianchat/log';
import type { OnLog } from '../log-line.ts';
import type { KeptTally } from '../tally/kept-tally.ts';
import { type AuctionRing, createAuctionRing } from './auction-ring.ts';
import { createAuctionTail } from './auction-tail.ts';
import { createLiveViewers, type LiveViewers } from './live-viewers.ts';

export interface LiveOptions {
  readonly log: EventLog;
  readonly explain: (record: AuctionRecord) => LiveAuction;
  readonly explainRecipients: (record: AuctionRecord) => AuctionDetail['recipients'];
  readonly now: () => number;
  readonly onLog: OnLog;
  /** Counts every record once, however far back it has to begin. */
  readonly tally: KeptTally;
  /** Defaults are the platform's; tests make them small. */
  readonly bounds?: Partial<LiveBounds>;
}

export interface LiveBounds {
  readonly kept: number;
  readonly viewersMax: number;
  readonly pendingBytesMax: number;
  readonly perSecondMax: number;
  readonly heartbeatMs: number;
}

const BOUNDS: LiveBounds = {
  kept: 10_000,
  viewersMax: 64,
  pendingBytesMax: 256 * 1024,
  perSecondMax: 50,
  heartbeatMs: 15_000,
};

/** The newest answered requests, kept and shown as they come. */
export interface Live {
  readonly ring: AuctionRing;
  readonly viewers: LiveViewers;
  readonly explain: (record: AuctionRecord) => LiveAuction;
  readonly explainRecipients: (record: AuctionRecord) => AuctionDetail['recipients'];
  /** Never rejects. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createLive(options: LiveOptions): Live {
  const { log, explain, explainRecipients, now, onLog, tally, bounds } = options;
  const { kept, ...viewing } = { ...BOUNDS, ...bounds };
  const ring = createAuctionRing(kept);
  const viewers = createLiveViewers({ ...viewing, explain, now });
  const tail = createAuctionTail({
    log,
    reach: kept,
    retryMs: 1_000,
    onLog,
    firstWanted: () => tally.state().nextOffset,
    onRecord(record, offset) {
      tally.add(record, offset);
      ring.add(record);
      viewers.show(record);
    },
  });
  return {
    ring,
    viewers,
    explain,
    explainRecipients,
    async start() {
      await tally.start(await log.end(TOPIC.auctions));
      tail.start();
    },
    async stop() {
      viewers.close();
      await tail.stop();
      await tally.stop();
    },
  };
}
