import { type ImpView, viewImp } from '../imp-view.ts';
import type { Offer } from '../offer.ts';

/** One place of a break, told by its video. */
export const slot = (index: number, video: object): ImpView =>
  viewImp(
    { id: `${index}`, video },
    {
      index,
      placement: '',
      placementFloorMicros: 0,
      placementCurrency: 'USD',
      currency: 'USD',
      sharesPod: true,
    },
  );

/** A video of fifteen seconds that advertises a domain of its own. */
export const videoOffer = (id: string, priceMicros: number, bid: Partial<Offer['bid']> = {}): Offer => ({
  imp: 0,
  demandKind: 'openrtb',
  demand: id,
  seat: 'd',
  advertiser: '',
  priceMicros,
  currency: 'USD',
  format: 'video',
  bid: { id, adomain: [`${id}.example`], dur: 15, ...bid },
  adm: '',
  clickUrl: '',
  latencyMs: 0,
  render: () => '',
});
