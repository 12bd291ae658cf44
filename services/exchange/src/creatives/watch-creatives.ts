import type { Offer } from '@jianchat/auction';
import { identifyMarkup } from '@jianchat/creatives';
import { type CreativeRecord, encodeRecord, TOPIC } from '@jianchat/events';
import type { EventLog } from '@jianchat/log';
import type { Counters } from '../counters.ts';

/** Tells the review of bidders' creatives that were never seen before. */
export interface CreativeWatch {
  /** Looks at ads that went out or wait for a review, behind the answer. Never throws, never waits; what is too much is let go and counted. */
  see(offers: readonly Offer[], nowMs: number): void;
  /** Resolves when everything told is durable or given up. */
  settled(): Promise<void>;
}

/** Creatives remembered: of that many it is not told again that a bidder shows them. */
const KNOWN_MAX = 50_000;
/** Creatives told per second; more than people can look at, less than anybody could drown the log with. */
const TOLD_PER_SECOND = 10;
/** Ads looked at per second: hashing costs some microseconds each. A creative that is sent often is met soon all the same. */
const LOOKED_PER_SECOND = 200;
const SIDE_MAX = 10_000;

export function createCreativeWatch(log: EventLog, counters: Pick<Counters, 'count'>): CreativeWatch {
  const known = new Set<string>();
  const underWay = new Set<Promise<void>>();
  let second = -1;
  let looked = 0;
  let told = 0;

  const tell = (offer: Offer, { adm, nowMs }: { adm: string; nowMs: number }): void => {
    const { hash, markup } = identifyMarkup(adm);
    // By whom as well: one that a trusted bidder shows is no reason to trust whoever else shows it.
    const key = `${hash} ${offer.demand}`;
    if (known.has(key)) return;
    if (told >= TOLD_PER_SECOND) {
      counters.count('creative.dropped');
      return;
    }
    told++;
    // The oldest are met again by the log, which knows the last day's keys.
    if (known.size >= KNOWN_MAX) known.clear();
    known.add(key);
    const { w, h, crid, adomain } = offer.bid;
    const record: CreativeRecord = {
      v: 1,
      atMs: nowMs,
      hash,
      demand: offer.demand,
      creative: (crid ?? '').slice(0, 200),
      format: offer.format,
      w: side(w),
      h: side(h),
      markup,
      domains: (adomain ?? []).slice(0, 10).map((domain) => domain.slice(0, 253)),
    };
    const written = log
      .append(TOPIC.creatives, { key, value: encodeRecord(record) }, { nowMs })
      .then(
        () => undefined,
        () => {
          known.delete(key);
          counters.count('creative.dropped');
        },
      )
      .finally(() => underWay.delete(written));
    underWay.add(written);
  };

  return {
    see(offers, nowMs) {
      const now = Math.floor(nowMs / 1000);
      if (now !== second) {
        second = now;
        looked = 0;
        told = 0;
      }
      for (const offer of offers) {
        if (offer.demandKind === 'direct' || !offer.adm) continue;
        if (looked++ >= LOOKED_PER_SECOND) return;
        tell(offer, { adm: offer.adm, nowMs: Math.floor(nowMs) });
      }
    },
    settled: async () => void (await Promise.all(underWay)),
  };
}

const side = (pixels: number | undefined): number =>
  pixels !== undefined && Number.isSafeInteger(pixels) && pixels > 0 && pixels <= SIDE_MAX ? pixels : 0;
