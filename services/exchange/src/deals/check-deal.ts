import {
  BELOW_DEAL_FLOOR,
  FOREIGN_DEAL,
  type NonBidReason,
  type Offer,
  ORDER_DEFAULT,
  TIER,
} from '@jianchat/auction';
import type { DealBook, OfferedDeal } from './deal-book.ts';

/** Where a bid with a deal of ours stands; the reason where it may not use it, undefined where the deal is none of ours. */
export function dealRank(
  offer: Pick<Offer, 'bid' | 'priceMicros'>,
  {
    seat,
    offered,
    book,
  }: {
    seat: string | undefined;
    offered: readonly OfferedDeal[];
    book: Pick<DealBook, 'isOurs'>;
  },
): Offer['rank'] | NonBidReason {
  const { dealid, adomain = [] } = offer.bid;
  if (dealid === undefined || !book.isOurs(dealid)) return undefined;
  const found = offered.find(({ deal }) => deal.id === dealid);
  if (found === undefined) return FOREIGN_DEAL;
  const { deal, seats } = found;
  if (seats !== undefined && (seat === undefined || !seats.includes(seat))) return FOREIGN_DEAL;
  const { advertiserDomains } = deal;
  if (advertiserDomains !== undefined && !adomain.some((domain) => advertiserDomains.includes(domain)))
    return FOREIGN_DEAL;
  if (offer.priceMicros < deal.priceCpmMicros) return BELOW_DEAL_FLOOR;
  return { tier: TIERS[deal.kind], order: ORDER_DEFAULT, micros: offer.priceMicros };
}

const TIERS = { private: TIER.open, preferred: TIER.preferred, guaranteed: TIER.sponsored } as const;
