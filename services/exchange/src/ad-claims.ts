import type { ImpView, Offer } from '@jianchat/auction';
import type { EventClaims } from '@jianchat/events';
import type { Opened } from './open-auction.ts';

type AdClaims = Pick<
  EventClaims,
  'impressionsMilli' | 'deal' | 'utcOffsetMin' | 'conversion' | 'os' | 'size'
>;

/** What event URLs say of one ad besides what they say of every ad of its auction. */
export function adClaims(
  offer: Offer,
  {
    auction,
    imp,
    tellsSizes,
  }: { readonly auction: Opened; readonly imp: ImpView | undefined; readonly tellsSizes: boolean },
): AdClaims {
  const { impressionsMilli = 1000 } = imp ?? {};
  return {
    ...(impressionsMilli !== 1000 && { impressionsMilli }),
    ...(offer.deal !== undefined && { deal: offer.deal }),
    ...(offer.utcOffsetMin && { utcOffsetMin: offer.utcOffsetMin }),
    ...conversionClaim(auction, offer),
    ...learnedClaims(auction, { offer, tellsSizes }),
  };
}

/** Nothing where no conversions are collected after this ad. */
function conversionClaim({ view }: Opened, { conversion }: Offer): Pick<EventClaims, 'conversion'> {
  if (conversion === undefined || view.converts !== true) return {};
  const { viewHours: _, viewableOnly: __, ...ofClicks } = conversion;
  return { conversion: view.remembersViews === true ? conversion : ofClicks };
}

/** What is said of ads of our own only to learn how they work. */
function learnedClaims(
  { enrichment: { os } }: Opened,
  { offer, tellsSizes }: { offer: Offer; tellsSizes: boolean },
): Pick<EventClaims, 'os' | 'size'> {
  if (offer.demandKind !== 'direct') return {};
  return {
    ...(os !== '' && { os }),
    ...(tellsSizes && offer.size !== undefined && { size: offer.size }),
  };
}
