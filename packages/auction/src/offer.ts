import type {
  AdFormat,
  ConversionTerms,
  CountedBy,
  DemandKind,
  EventKind,
  RecordedEstimate,
  RecordedStanding,
} from '@jianchat/events';
import type { Bid, OpenObject } from '@jianchat/openrtb';
import type { Roadblock } from '@jianchat/snapshot';
import type { NonBidReason } from './non-bid-reason.ts';
import type { Rank } from './priority.ts';
import type { Settlement } from './settlement.ts';

/** Signed URLs of one ad; made after ranking, because they carry the price. */
export interface AdUrls {
  /** Names this display of the ad and no other: VAST's `AdServingId`. */
  readonly display: string;
  readonly impression: string;
  readonly win: string;
  /** The click redirect; '' where the offer named no landing page. */
  readonly click: string;
  /** Reports an event of this kind; '' where it is not collected of this ad. `error` ends with a macro for the player's code. */
  report(kind: EventKind): string;
}

/** A bid of any kind of demand for one imp, ready to be compared. */
export interface Offer {
  /** Position of the imp in the request. */
  readonly imp: number;
  readonly demandKind: DemandKind;
  /** Bidder id or line item id. */
  readonly demand: string;
  /** Seat in the response: the bidder's code. */
  readonly seat: string;
  /** Advertiser id of a direct line item, else ''. */
  readonly advertiser: string;
  /** What it competes with, in the auction's currency. */
  readonly priceMicros: number;
  readonly currency: string;
  /** What was bid, where that is not the price it competes with: it is what the bidder is charged and told. */
  readonly bidPrice?: { readonly micros: number; readonly currency: string };
  readonly format: AdFormat;
  /** OpenRTB fields of the bid as they go out; `price`, `impid`, `adm` and `ext` are set by the exchange. */
  readonly bid: Omit<Bid, 'price' | 'impid' | 'adm' | 'ext'>;
  /** Length and category of a video, as its bidder says (`bid.ext.prebid.video`). */
  readonly video?: { readonly duration?: number; readonly primary_category?: string };
  /** Seconds of a timed ad, where its markup says more than `bid.dur` does. */
  readonly lengthSec?: number;
  /** Tier of the deal, the higher the better (`bid.ext.prebid.dealpriority`). */
  readonly dealPriority?: number;
  /** Brand data for `bid.ext.prebid.meta`. */
  readonly meta?: Record<string, unknown>;
  /** What it says of who paid for it and for whom (`bid.ext.dsa`); undefined where it says nothing. */
  readonly transparency?: OpenObject;
  /** What its bidder adds to `bid.ext` for the page's own code. */
  readonly ext?: OpenObject;
  /** Markup as the bidder sent it, to be checked; undefined where our own demand makes it. */
  readonly adm: string | undefined;
  readonly clickUrl: string;
  readonly latencyMs: number;
  /** True for an ad of our own that the review found to fetch over plain http. */
  readonly insecure?: boolean;
  /** The estimate that the price was made of, of an ad that pays by what follows. */
  readonly estimate?: RecordedEstimate;
  /** `WIDTHxHEIGHT` of a banner of our own: what is learned of how it works is learned of its size, too. */
  readonly size?: string;
  /** True for a bid that nobody made: a stored answer's. It is never charged, so it gets no signed URLs. */
  readonly stored?: boolean;
  /** Where it stands; without it, by its price among all. */
  readonly rank?: Rank;
  /** Ads of two advertisers with a label in common are not shown in one request. */
  readonly labels?: readonly string[];
  /** The deal of the platform that it uses. */
  readonly deal?: string;
  /** It was booked at its price beforehand: floors don't concern it. */
  readonly booked?: boolean;
  /** Minutes by which the clock that its days are counted on is before UTC, where it is not UTC's. */
  readonly utcOffsetMin?: number;
  /** Told once all bids are in. */
  settle?(settlement: Settlement): void;
  /** By what the times are counted that its caps allow, once each. */
  readonly counted?: readonly CountedBy[];
  /** How its ads go together in one request. */
  readonly roadblock?: Roadblock;
  /** What its events cost, where that is not the price it competes with. */
  readonly charge?: {
    readonly impressionCpmMicros: number;
    readonly clickMicros: number;
    /** What the day costs on which it is shown. */
    readonly dayMicros?: number;
  };
  /** What conversions are held to, of direct ads whose advertiser reports them. */
  readonly conversion?: ConversionTerms;
  /**
   * Called once, before the offer goes out in an answer; the reason where it may not any more.
   * @param nextMicros the price of the best that stands behind it, 0 for none
   */
  reserve?(nextMicros: number): NonBidReason | undefined;
  /** What was reserved goes back, where the offer does not go out after all; called in the same turn. */
  release?(): void;
  /** The markup with the ad's own URLs in it. */
  render(urls: AdUrls): string;
}

/** The name of the goal that an offer counts towards: its deal's, or its line item's. */
export const goalName = ({ deal, demand }: Pick<Offer, 'deal' | 'demand'>): string =>
  deal === undefined ? demand : `deal:${deal}`;

/** Demand that did not make it, with the reason. */
export interface NonBid {
  readonly imp: number;
  readonly demandKind: DemandKind;
  readonly demand: string;
  readonly seat: string;
  readonly advertiser: string;
  readonly creative: string;
  readonly priceMicros: number;
  readonly reason: NonBidReason;
  readonly latencyMs: number;
  readonly estimate?: RecordedEstimate;
  readonly size?: string;
  readonly standing?: RecordedStanding;
}

/** Where an offer stood, as records keep it; undefined where its price says all. */
export function standingOf(offer: Offer): RecordedStanding | undefined {
  const { rank, deal, counted } = offer;
  return rank && recordedStanding(rank, { ...(deal !== undefined && { deal }), ...(counted && { counted }) });
}

export const recordedStanding = (
  { tier, micros }: Rank,
  more: Pick<RecordedStanding, 'deal' | 'counted'>,
): RecordedStanding => ({
  tier,
  micros: Math.min(Math.round(micros), Number.MAX_SAFE_INTEGER),
  ...more,
});

/** The same offer as a non-bid. */
export function rejected(offer: Offer, reason: NonBidReason): NonBid {
  const standing = standingOf(offer);
  return {
    imp: offer.imp,
    demandKind: offer.demandKind,
    demand: offer.demand,
    seat: offer.seat,
    advertiser: offer.advertiser,
    creative: offer.bid.crid ?? '',
    priceMicros: offer.priceMicros,
    reason,
    latencyMs: offer.latencyMs,
    ...(offer.estimate && { estimate: offer.estimate }),
    ...(offer.size !== undefined && { size: offer.size }),
    ...(standing && { standing }),
  };
}
