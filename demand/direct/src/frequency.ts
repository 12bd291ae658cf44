import { type AuctionView, FREQUENCY_CAP, type NonBidReason } from '@jianchat/auction';
import type { CountedBy } from '@jianchat/events';
import {
  encodeShownDue,
  type HotGroup,
  type HotState,
  readShown,
  type ShownCounter,
  type ShownDue,
  type ShownScope,
  shownDueKey,
} from '@jianchat/hot';
import type { FrequencyCap, SnapshotLineItem } from '@jianchat/snapshot';
import { createWentOut } from './went-out.ts';

/** Frequency caps. Shown is what was counted as an impression, and what went out in the last minute and is not counted yet. */
export interface Frequency {
  /** Why the ad must not be shown to whoever this auction is about. */
  reasonAgainst(ad: CappedAd, auction: AuctionView): Capped | undefined;
  /** By what the line item's caps count in this auction, once each. */
  countedBy(line: SnapshotLineItem, auction: AuctionView): readonly CountedBy[];
  /** How often the line item was shown to the device that the auction is about; 0 to strangers. */
  timesShown(line: string, auction: AuctionView): number;
  /** The ad goes out; the reason where another imp of the same auction came before. */
  send(ad: CappedAd, auction: AuctionView, imp: number): NonBidReason | undefined;
  /** It does not go out after all. */
  takeBack(ad: CappedAd, auction: AuctionView, imp: number): void;
}

export interface CappedAd {
  readonly line: SnapshotLineItem;
  readonly creative: string;
}

/** Shown often enough, and by what that was counted. */
export interface Capped {
  readonly reason: NonBidReason;
  readonly countedBy: CountedBy;
}

/** Where a cap has no period of its own: as long as anything is kept. */
const LIFETIME_S = 366 * 86_400;
/** Ads whose record waits to be written; beyond, they are not counted. */
const WAITING_MAX = 4_096;

export function createFrequency(hot: Pick<HotState, 'readBytes' | 'change'>): Frequency {
  const wentOut = createWentOut();
  const sentInAuction = new WeakMap<AuctionView, Set<string>>();
  const write = writeBehind(hot);

  const isReached = (
    counter: ShownCounter,
    scope: string,
    { cap, nowMs }: { cap: FrequencyCap; nowMs: number },
  ) => {
    const sinceS = nowMs / 1000 - keptS(cap);
    const counted = (readShown(hot, counter)[scope] ?? []).filter((at) => at > sinceS);
    return counted.length + wentOut.waiting(counter, scope, { counted, nowMs }) >= cap.timesMax;
  };
  const reasonAgainst: Frequency['reasonAgainst'] = (ad, auction) => {
    for (const cap of ad.line.caps ?? []) {
      const scope = scopeOf(cap, ad);
      const { by, counter } = countedUnder(cap, auction);
      const reached =
        counter === undefined
          ? cap.unrecognised === 'never' || sentInAuction.get(auction)?.has(scope)
          : isReached(counter, scope, { cap, nowMs: auction.nowMs });
      if (reached) return { reason: FREQUENCY_CAP, countedBy: by };
    }
    return undefined;
  };
  return {
    reasonAgainst,
    countedBy: ({ caps = [] }, auction) => [...new Set(caps.map((cap) => countedUnder(cap, auction).by))],
    timesShown(line, auction) {
      const counter = auction.counter('device');
      if (counter === undefined) return 0;
      const scope = `line/${line}`;
      const counted = readShown(hot, counter)[scope] ?? [];
      return counted.length + wentOut.waiting(counter, scope, { counted, nowMs: auction.nowMs });
    },
    send(ad, auction, imp) {
      const caps = countedCaps(ad.line);
      if (caps === undefined) return undefined;
      const capped = reasonAgainst(ad, auction);
      if (capped !== undefined) return capped.reason;
      const { counted, withinRequest } = countsOf(caps, ad, auction);
      if (withinRequest.length > 0) {
        const sent = sentInAuction.get(auction) ?? new Set<string>();
        for (const { scope } of withinRequest) sent.add(scope);
        sentInAuction.set(auction, sent);
      }
      if (counted.length === 0) return undefined;
      for (const { counter, scopes } of counted) wentOut.add(counter, scopes, auction.nowMs);
      const key = shownDueKey(auction.id, imp, ad.line.id);
      write([{ key, value: encodeShownDue(counted, auction.nowMs) }]);
      return undefined;
    },
    takeBack(ad, auction, imp) {
      const caps = countedCaps(ad.line);
      if (caps === undefined) return;
      const { counted, withinRequest } = countsOf(caps, ad, auction);
      for (const { scope } of withinRequest) sentInAuction.get(auction)?.delete(scope);
      if (counted.length === 0) return;
      for (const { counter, scopes } of counted) wentOut.takeBack(counter, scopes, auction.nowMs);
      write([{ key: shownDueKey(auction.id, imp, ad.line.id), value: undefined }]);
    },
  };
}

/** By what a cap counts in this auction, and under which counter; none where nobody is recognised. */
interface CountedUnder {
  readonly by: CountedBy;
  readonly counter: ShownCounter | undefined;
}

/** A device stands for the person or household that is not known. */
function countedUnder({ by }: FrequencyCap, auction: AuctionView): CountedUnder {
  const counter = auction.counter(by);
  if (counter !== undefined) return { by, counter };
  const device = by === 'device' ? undefined : auction.counter('device');
  return { by: device === undefined ? 'request' : 'device', counter: device };
}

/** One after another takes counting, even where nothing is capped. */
const COUNT_ONLY: FrequencyCap = {
  of: 'lineItem',
  by: 'device',
  timesMax: 1_000,
  unrecognised: 'oncePerRequest',
};

function countedCaps({ caps, rotation }: SnapshotLineItem): readonly FrequencyCap[] | undefined {
  return rotation?.mode === 'sequential' ? [...(caps ?? []), COUNT_ONLY] : caps;
}

/** What one ad adds to which counters, and what it takes of its request alone. */
interface Counts {
  readonly counted: readonly ShownDue[];
  readonly withinRequest: readonly ShownScope[];
}

function countsOf(caps: readonly FrequencyCap[], ad: CappedAd, auction: AuctionView): Counts {
  const byCounter = new Map<ShownCounter | undefined, FrequencyCap[]>();
  for (const cap of caps) {
    const { counter } = countedUnder(cap, auction);
    const together = byCounter.get(counter);
    if (together === undefined) byCounter.set(counter, [cap]);
    else together.push(cap);
  }
  const counted: ShownDue[] = [];
  for (const [counter, together] of byCounter)
    if (counter !== undefined) counted.push({ counter, scopes: scopesOf(together, ad) });
  return { counted, withinRequest: scopesOf(byCounter.get(undefined) ?? [], ad) };
}

const keptS = ({ minutes }: FrequencyCap): number => (minutes === undefined ? LIFETIME_S : minutes * 60);

function scopeOf(cap: FrequencyCap, { line, creative }: CappedAd): string {
  if (cap.of === 'ad') return `ad/${creative}`;
  return cap.of === 'advertiser' ? `advertiser/${line.advertiser}` : `line/${line.id}`;
}

/** One for each scope, kept as long and as often as the widest of its caps asks. */
function scopesOf(caps: readonly FrequencyCap[], ad: CappedAd): readonly ShownScope[] {
  const scopes = new Map<string, ShownScope>();
  for (const cap of caps) {
    const scope = scopeOf(cap, ad);
    const known = scopes.get(scope);
    scopes.set(scope, {
      scope,
      keepS: Math.max(keptS(cap), known?.keepS ?? 0),
      timesMax: Math.max(cap.timesMax, known?.timesMax ?? 0),
    });
  }
  return [...scopes.values()];
}

/** Hands groups to hot state behind the requests, many at a time. */
function writeBehind(hot: Pick<HotState, 'change'>): (group: HotGroup) => void {
  let waiting: HotGroup[] = [];
  let underWay = false;
  const flush = async (): Promise<void> => {
    underWay = true;
    while (waiting.length > 0) {
      const groups = waiting;
      waiting = [];
      // A store that fails counts nothing; caps then hold what this process remembers.
      await hot.change(groups).catch(() => undefined);
    }
    underWay = false;
  };
  return (group) => {
    if (waiting.length >= WAITING_MAX) return;
    waiting.push(group);
    if (!underWay && waiting.length === 1) setImmediate(() => void flush());
  };
}
