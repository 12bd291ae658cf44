import { type AuctionView, FREQUENCY_CAP, type NonBidReason } from '@jianchat/auction';
import {
  encodeShownDue,
  type HotGroup,
  type HotState,
  readShown,
  type ShownScope,
  shownDueKey,
} from '@jianchat/hot';
import type { FrequencyCap, SnapshotLineItem } from '@jianchat/snapshot';

/**
 * Frequency caps. Shown is what was counted as an impression; what went out in the last minute and is not counted yet
 * stands for shown, so that a person who loads page after page gets no more in between.
 */
export interface Frequency {
  /** Why the ad must not be shown to whoever this auction is about. */
  reasonAgainst(ad: CappedAd, auction: AuctionView): NonBidReason | undefined;
  /** How often the line item was shown to whoever the auction is about; 0 to strangers. */
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

/** What went out and is not counted yet is remembered so long, ms. */
const PENDING_MS = 60_000;
const PEOPLE_MAX = 50_000;
/** Where a cap has no period of its own: as long as anything is kept. */
const LIFETIME_S = 366 * 86_400;
/** Ads whose record waits to be written; beyond, they are not counted. */
const WAITING_MAX = 4_096;

export function createFrequency(hot: Pick<HotState, 'readBytes' | 'change'>): Frequency {
  const pending = new Map<string, { scope: string; atMs: number }[]>();
  const sentInAuction = new WeakMap<AuctionView, Set<string>>();
  const write = writeBehind(hot);

  const isReached = (person: string, scope: string, { cap, nowMs }: { cap: FrequencyCap; nowMs: number }) => {
    const sinceS = nowMs / 1000 - (cap.minutes === undefined ? LIFETIME_S : cap.minutes * 60);
    const counted = (readShown(hot, person)[scope] ?? []).filter((at) => at > sinceS).length;
    const waiting = (pending.get(person) ?? []).filter(
      (sent) => sent.scope === scope && sent.atMs > nowMs - PENDING_MS,
    ).length;
    return counted + waiting >= cap.timesMax;
  };
  const reasonAgainst: Frequency['reasonAgainst'] = (ad, auction) => {
    const { caps } = ad.line;
    if (caps === undefined) return undefined;
    const person = auction.person();
    for (const cap of caps) {
      const scope = scopeOf(cap, ad);
      if (person === undefined) {
        if (cap.unrecognised === 'never' || sentInAuction.get(auction)?.has(scope)) return FREQUENCY_CAP;
      } else if (isReached(person, scope, { cap, nowMs: auction.nowMs })) return FREQUENCY_CAP;
    }
    return undefined;
  };
  const timesShown: Frequency['timesShown'] = (line, auction) => {
    const person = auction.person();
    if (person === undefined) return 0;
    const scope = `line/${line}`;
    const waiting = (pending.get(person) ?? []).filter((sent) => sent.scope === scope).length;
    return (readShown(hot, person)[scope]?.length ?? 0) + waiting;
  };
  return {
    reasonAgainst,
    timesShown,
    send(ad, auction, imp) {
      const caps = countedCaps(ad.line);
      if (caps === undefined) return undefined;
      const reason = reasonAgainst(ad, auction);
      if (reason !== undefined) return reason;
      const scopes = scopesOf(caps, ad);
      const person = auction.person();
      if (person === undefined) {
        const sent = sentInAuction.get(auction) ?? new Set<string>();
        for (const { scope } of scopes) sent.add(scope);
        sentInAuction.set(auction, sent);
        return undefined;
      }
      if (pending.size >= PEOPLE_MAX) pending.clear();
      const recent = (pending.get(person) ?? []).filter(({ atMs }) => atMs > auction.nowMs - PENDING_MS);
      for (const { scope } of scopes) recent.push({ scope, atMs: auction.nowMs });
      pending.set(person, recent);
      write([
        {
          key: shownDueKey(auction.id, imp, ad.line.id),
          value: encodeShownDue({ person, scopes }, auction.nowMs),
        },
      ]);
      return undefined;
    },
    takeBack(ad, auction, imp) {
      const caps = countedCaps(ad.line);
      if (caps === undefined) return;
      const scopes = scopesOf(caps, ad);
      const person = auction.person();
      if (person === undefined) {
        for (const { scope } of scopes) sentInAuction.get(auction)?.delete(scope);
        return;
      }
      const recent = pending.get(person) ?? [];
      for (const { scope } of scopes) {
        const at = recent.findLastIndex((sent) => sent.scope === scope && sent.atMs === auction.nowMs);
        if (at >= 0) recent.splice(at, 1);
      }
      write([{ key: shownDueKey(auction.id, imp, ad.line.id), value: undefined }]);
    },
  };
}

/** One after another takes counting, even where nothing is capped. */
const COUNT_ONLY: FrequencyCap = {
  of: 'lineItem',
  by: 'person',
  timesMax: 1_000,
  unrecognised: 'oncePerRequest',
};

function countedCaps({ caps, rotation }: SnapshotLineItem): readonly FrequencyCap[] | undefined {
  return rotation?.mode === 'sequential' ? [...(caps ?? []), COUNT_ONLY] : caps;
}

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
    const keepS = cap.minutes === undefined ? LIFETIME_S : cap.minutes * 60;
    scopes.set(scope, {
      scope,
      keepS: Math.max(keepS, known?.keepS ?? 0),
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
