import {
  type AuctionView,
  type CompiledTargeting,
  type Conversion,
  compileTargeting,
  type DealGoals,
  type ImpView,
  matchesTargeting,
  toCpm,
} from '@jianchat/auction';
import type { Deal } from '@jianchat/openrtb';
import type { DealInput, Snapshot } from '@jianchat/snapshot';

/** A deal as one bidder is offered it. */
export interface OfferedDeal {
  readonly deal: DealInput;
  /** Undefined where every seat of the bidder may use it. */
  readonly seats: readonly string[] | undefined;
  /** As it stands in `imp.pmp.deals`. */
  readonly openRtb: Deal;
}

/** The configured deals, indexed once per snapshot. */
export interface DealBook {
  /** The deals that a bidder may use for an imp: those that run now, and whose price can be told in the auction's currency. */
  offeredTo(bidder: string, imp: ImpView, at: DealMoment): readonly OfferedDeal[];
  /** A deal that the platform made with anybody, offered now or not. */
  ofId(dealId: string): DealInput | undefined;
  /** How far deals are with their goals; undefined where nobody keeps them. */
  readonly goals: DealGoals | undefined;
}

export interface DealMoment {
  readonly auction: AuctionView;
  readonly convert: Conversion;
}

interface Row extends OfferedDeal {
  readonly targeting: CompiledTargeting;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
}

const NONE: readonly OfferedDeal[] = [];
/** OpenRTB `deal.at`: first price, and the price in `bidfloor` is what is paid. */
const FIRST_PRICE = 1;
const FIXED_PRICE = 3;

export function dealBook({ deals = [] }: Pick<Snapshot, 'deals'>, goals?: DealGoals): DealBook {
  const byBidder = new Map<string, Row[]>();
  for (const deal of deals) {
    if (!deal.enabled) continue;
    const common = {
      deal,
      targeting: compileTargeting(deal.targeting),
      startsAtMs: deal.startsAt === undefined ? 0 : Date.parse(deal.startsAt),
      endsAtMs: deal.endsAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(deal.endsAt),
    };
    for (const { bidder, seats } of deal.bidders) {
      const rows = byBidder.get(bidder) ?? [];
      rows.push({ ...common, seats, openRtb: openRtbOf(deal, seats) });
      byBidder.set(bidder, rows);
    }
  }
  const byId = new Map(deals.map((deal) => [deal.id, deal]));
  return {
    ofId: (id) => byId.get(id),
    goals,
    offeredTo(bidder, imp, { auction, convert }) {
      const rows = byBidder.get(bidder);
      if (rows === undefined) return NONE;
      return rows.filter(
        ({ deal, targeting, startsAtMs, endsAtMs }) =>
          startsAtMs <= auction.nowMs &&
          auction.nowMs < endsAtMs &&
          convert(deal.currency, auction.currency) !== undefined &&
          matchesTargeting(targeting, auction.traits, imp) &&
          typeof goals?.standing(deal.id, auction) !== 'number',
      );
    },
  };
}

function openRtbOf(
  { id, kind, priceCpmMicros, currency, advertiserDomains }: DealInput,
  seats: readonly string[] | undefined,
): Deal {
  return {
    id,
    bidfloor: toCpm(priceCpmMicros),
    bidfloorcur: currency,
    at: kind === 'private' ? FIRST_PRICE : FIXED_PRICE,
    ...(seats && { wseat: [...seats] }),
    ...(advertiserDomains && { wadomain: advertiserDomains }),
    ...(kind === 'guaranteed' && { guar: 1 as const }),
  };
}
