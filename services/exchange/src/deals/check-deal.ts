import {
  type AuctionView,
  BELOW_DEAL_FLOOR,
  type Conversion,
  convertMicros,
  DEAL_WITHOUT_RATE,
  type DealGoals,
  FOREIGN_DEAL,
  type NonBidReason,
  type Offer,
  ORDER_DEFAULT,
  type Rank,
  type Settlement,
  TIER,
} from '@jianchat/auction';
import type { DealInput } from '@jianchat/snapshot';
import type { DealBook, OfferedDeal } from './deal-book.ts';

export interface DealTerms {
  readonly seat: string | undefined;
  readonly offered: readonly OfferedDeal[];
  readonly book: Pick<DealBook, 'ofId' | 'goals'>;
  readonly auction: Pick<AuctionView, 'nowMs' | 'media' | 'seed' | 'currency' | 'doubtful'>;
  /** By the host's rates: no request may choose what an agreed price is worth. */
  readonly convert: Conversion;
  /** Impressions that a display of the imp stands for, in thousandths. */
  readonly impressionsMilli: number;
}

/** The offer where its deal of ours puts it, the reason where it may not use it; as it is where it uses none. */
export function underDeal(offer: Offer, terms: DealTerms): Offer | NonBidReason {
  const { dealid } = offer.bid;
  const deal = dealid === undefined ? undefined : terms.book.ofId(dealid);
  if (deal === undefined) return offer;
  const { goals } = terms.book;
  const standing = goals?.standing(deal.id, terms.auction);
  if (typeof standing === 'number') return standing;
  const fault = dealFault(offer, deal, terms);
  if (fault !== undefined) return fault;
  const rank = { tier: TIERS[deal.kind], order: ORDER_DEFAULT, micros: offer.priceMicros };
  const placed = { ...offer, deal: deal.id, rank };
  if (goals === undefined || standing === undefined) return placed;
  return promised(placed, { deal, standing, goals, terms });
}

const TIERS = { private: TIER.open, preferred: TIER.preferred, guaranteed: TIER.sponsored } as const;

/** The agreed price is held against what is paid: what others make of it to compare bids is no matter of the deal. */
function dealFault(
  { bid: { adomain = [] }, bidPrice, priceMicros, currency }: Offer,
  deal: DealInput,
  { seat, offered, convert }: DealTerms,
): NonBidReason | undefined {
  const paid = bidPrice ?? { micros: priceMicros, currency };
  const rate = convert(paid.currency, deal.currency);
  const paidMicros = rate && convertMicros(paid.micros, rate);
  if (paidMicros === undefined) return DEAL_WITHOUT_RATE;
  const found = offered.find((one) => one.deal.id === deal.id);
  if (found === undefined) return FOREIGN_DEAL;
  const { seats } = found;
  if (seats !== undefined && (seat === undefined || !seats.includes(seat))) return FOREIGN_DEAL;
  const { advertiserDomains } = deal;
  if (advertiserDomains !== undefined && !adomain.some((domain) => advertiserDomains.includes(domain)))
    return FOREIGN_DEAL;
  return paidMicros < deal.priceCpmMicros ? BELOW_DEAL_FLOOR : undefined;
}

interface Promised {
  readonly deal: DealInput;
  readonly standing: Rank;
  readonly goals: DealGoals;
  readonly terms: DealTerms;
}

/** A bid whose impression counts towards what was promised; a guaranteed one competes with what it is worth to the goal. */
function promised(
  offer: Offer,
  { deal, standing, goals, terms: { auction, convert, impressionsMilli } }: Promised,
): Offer {
  const { nowMs, currency } = auction;
  const display = { nowMs, impressionsMilli };
  const to = convert(deal.currency, currency);
  const from = convert(currency, deal.currency);
  const utcOffsetMin = goals.utcOffsetMin(deal.id, nowMs);
  return {
    ...offer,
    ...(utcOffsetMin !== 0 && { utcOffsetMin }),
    ...(deal.kind === 'guaranteed' && {
      booked: true,
      rank: { ...standing, micros: (to && convertMicros(standing.micros, to)) ?? offer.priceMicros },
      settle({ bestOpenMicros: here, booked }: Settlement) {
        const bestOpenMicros = from && convertMicros(here, from);
        if (bestOpenMicros !== undefined && auction.doubtful !== true)
          goals.settle(deal.id, { bestOpenMicros, booked }, { standing, nowMs });
      },
    }),
    reserve: () => goals.take(deal.id, display),
    release: () => goals.giveBack(deal.id, display),
  };
}
