import type { ServerResponse } from 'node:http';
import type { LiveAuction } from '@jianchat/api-contract';
import type { AuctionRecord } from '@jianchat/events';

export interface LiveViewersOptions {
  readonly viewersMax: number;
  /** Bytes that may wait for a slow reader before it is skipped. */
  readonly pendingBytesMax: number;
  /** Auctions per viewer and second; nobody reads faster, and each costs an explanation. */
  readonly perSecondMax: number;
  readonly heartbeatMs: number;
  readonly explain: (record: AuctionRecord) => LiveAuction;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface LiveViewers {
  /** Takes over an answer; false when there are as many viewers as may be, or after `close`. */
  add(res: ServerResponse, account: string | null): boolean;
  show(record: AuctionRecord): void;
  count(): number;
  /** Ends all streams and takes no more; idempotent. */
  close(): void;
}

interface Viewer {
  readonly res: ServerResponse;
  readonly account: string | null;
  skipped: number;
  second: number;
  sentInSecond: number;
}

/** The readers of the live stream. Nobody's slowness costs more than the bounds: what does not fit is counted, not kept. */
export function createLiveViewers(options: LiveViewersOptions): LiveViewers {
  const viewers = new Set<Viewer>();
  let closed = false;
  const heartbeat = setInterval(() => {
    for (const viewer of viewers) {
      reportLag(viewer);
      if (hasRoom(viewer)) viewer.res.write(': still here\n\n');
    }
  }, options.heartbeatMs);
  heartbeat.unref();

  const hasRoom = ({ res }: Viewer) => res.writableLength <= options.pendingBytesMax;

  function reportLag(viewer: Viewer): void {
    if (viewer.skipped === 0 || !hasRoom(viewer)) return;
    viewer.res.write(event('lag', JSON.stringify({ skipped: viewer.skipped })));
    viewer.skipped = 0;
  }

  function mayTakeOne(viewer: Viewer, second: number): boolean {
    if (viewer.second !== second) {
      viewer.second = second;
      viewer.sentInSecond = 0;
    }
    return viewer.sentInSecond < options.perSecondMax && hasRoom(viewer);
  }

  return {
    add(res, account) {
      if (closed || viewers.size >= options.viewersMax) return false;
      const viewer: Viewer = { res, account, skipped: 0, second: 0, sentInSecond: 0 };
      viewers.add(viewer);
      res.on('close', () => viewers.delete(viewer));
      // A reader that goes away while being written to is no fault of ours.
      res.on('error', () => viewers.delete(viewer));
      return true;
    },
    show(record) {
      let text: string | undefined;
      const second = Math.floor(options.now() / 1000);
      for (const viewer of viewers) {
        if (viewer.account !== null && viewer.account !== record.account) continue;
        if (!mayTakeOne(viewer, second)) {
          viewer.skipped += 1;
          continue;
        }
        reportLag(viewer);
        text ??= event('auction', JSON.stringify(options.explain(record)));
        viewer.res.write(text);
        viewer.sentInSecond += 1;
      }
    },
    count: () => viewers.size,
    close() {
      closed = true;
      clearInterval(heartbeat);
      for (const { res } of viewers) res.end();
      viewers.clear();
    },
  };
}

/** JSON has no line breaks outside strings and none unescaped inside, so it is one line of data. */
const event = (name: string, json: string) => `event: ${name}\ndata: ${json}\n\n`;
