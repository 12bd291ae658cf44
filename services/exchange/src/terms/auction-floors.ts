import {
  type AdjustedMedia,
  type Conversion,
  convertMicros,
  type Factors,
  type FloorFacts,
  type FloorPlan,
  factorFor,
  type ImpFloor,
  type ImpView,
  type Rate,
} from '@jianchat/auction';
import { floorImp } from './floor-terms.ts';
import { mediaOf } from './price-of-bid.ts';

/** The floors that rules set in one auction. */
export interface AuctionFloors {
  /** The imp with its rule's floor in place of its own. Called once per imp. */
  place(view: ImpView): ImpView;
  /** The floor that a rule set; undefined where the imp's own stays. */
  of(index: number): ImpFloor | undefined;
  /** What a bidder is told as `imp.bidfloor`, in micros of the rule's currency. */
  told(bidder: string, index: number): { readonly micros: number; readonly currency: string } | undefined;
  /** Whether this bidder is told floors of its own. */
  tellsApart(bidder: string): boolean;
}

export function auctionFloors(
  plan: FloorPlan,
  means: {
    readonly factsOf: (view: ImpView) => FloorFacts;
    readonly convert: Conversion;
    readonly currency: string;
    readonly factors: Factors;
  },
): AuctionFloors {
  const floors = new Map<number, { readonly view: ImpView; readonly floor: ImpFloor }>();
  const { factors } = means;
  const adjusts = plan.enforcement.bidAdjustment;
  return {
    place(view) {
      const { convert, currency } = means;
      const floored = floorImp(view, { plan, facts: means.factsOf(view), convert, currency });
      if (floored.floor !== undefined) floors.set(view.index, { view, floor: floored.floor });
      return floored.view;
    },
    of: (index) => floors.get(index)?.floor,
    told(bidder, index) {
      const own = floors.get(index);
      if (own === undefined) return undefined;
      const { micros, currency } = own.floor;
      const factor = adjusts ? mildestFactor(factors, { bidder, view: own.view }) : undefined;
      const adjusted = factor && convertMicros(micros, inverse(factor));
      return { micros: adjusted ?? micros, currency };
    },
    tellsApart: (bidder) =>
      adjusts &&
      (factors.byBidder.has(bidder) ||
        [...factors.byMedia.values()].some((byBidder) => byBidder.has(bidder))),
  };
}

const inverse = ({ numerator, denominator }: Rate): Rate => ({
  numerator: denominator,
  denominator: numerator,
});

/** Of an imp's media types the one whose factor takes the least: nobody is told of a floor that need not be cleared. */
function mildestFactor(
  factors: Factors,
  { bidder, view }: { bidder: string; view: ImpView },
): Rate | undefined {
  let mildest: Rate | undefined;
  for (const format of view.formats) {
    const media: AdjustedMedia = mediaOf(format, view);
    const factor = factorFor(factors, { media, bidder });
    if (factor === undefined) return undefined;
    if (
      mildest === undefined ||
      factor.numerator * mildest.denominator > mildest.numerator * factor.denominator
    )
      mildest = factor;
  }
  return mildest;
}
