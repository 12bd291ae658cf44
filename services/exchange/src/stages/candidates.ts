import {
  type AuctionView,
  type Conversion,
  type ImpView,
  type LocalAnswer,
  NO_CONVERSION,
  type NonBid,
  type Settlement,
  viewImp,
} from '@jianchat/auction';
import type { RequestFor } from '@jianchat/policy';
import type { AccountInput } from '@jianchat/snapshot';
import type { Ask } from '../asks/ask.ts';
import { type NamedBidders, namedBidders } from '../asks/named-bidders.ts';
import type { Catalogue } from '../catalogue.ts';
import type { DealMoment } from '../deals/deal-book.ts';
import { impressionsMilli } from '../impression-quantity.ts';
import type { SupplyStop } from '../supply/check-supply.ts';
import type { AuctionFloors } from '../terms/auction-floors.ts';
import type { Parsed } from './parse.ts';

/** By imp, then by demand. */
export type LocalOffers = readonly (readonly Pick<LocalAnswer, 'offers' | 'again'>[])[];

export interface Candidates extends Omit<NamedBidders, 'nonBids'> {
  readonly imps: readonly ImpView[];
  /** What local demand offers for each imp, per seat: only one offer of a seat goes out. */
  readonly local: LocalOffers;
  readonly nonBids: NonBid[];
  /** Told how an imp ended, once all bids are in. */
  readonly settle: (imp: number, settlement: Settlement) => void;
}

/** Who may compete: local demand's offers at once, and the bidders that the imps name. */
export function candidates(
  request: RequestFor<'adDelivery'>,
  options: {
    parsed: Parsed & { readonly account: AccountInput };
    catalogue: Catalogue;
    auction: AuctionView;
    convert: Conversion;
    /** Puts the floor of a rule in place of an imp's own. */
    floors: Pick<AuctionFloors, 'place'> | undefined;
    /** Who may not be asked for what public files say of those who sell. */
    stops: SupplyStop;
  },
): Candidates {
  const { parsed, catalogue, auction, convert, floors } = options;
  const pods = podIds(request);
  const imps = request.imp.map((imp, index) => {
    const stored = parsed.stored[index];
    const view = viewImp(imp, {
      index,
      placement: stored?.id ?? '',
      placementFloorMicros: stored?.row?.placement.floorMicros ?? 0,
      placementCurrency: parsed.account.currency,
      currency: auction.currency,
      screen: request.device,
      impressionsMilli: impressionsMilli(imp, {
        isScreen: request.dooh !== undefined,
        placement: stored?.row?.placement.imp,
        screenMultiplier: (stored?.row?.media ?? parsed.media)?.screen?.multiplier,
      }),
      sharesPod: pods.indexOf(pods[index]) !== pods.lastIndexOf(pods[index]),
      convert,
      convertByHost: auction.convert,
    });
    return floors === undefined ? view : floors.place(view);
  });
  const nonBids: NonBid[] = [];
  const settles: { imp: number; tell: (settlement: Settlement) => void }[] = [];
  const local = imps.map((imp) =>
    catalogue.books.map(({ book }) => {
      const answer = book.offers(imp, auction);
      for (const nonBid of answer.nonBids) nonBids.push(nonBid);
      if (answer.settle) settles.push({ imp: imp.index, tell: answer.settle });
      return answer;
    }),
  );
  const { nonBids: refused, ...named } = namedBidders(imps, {
    request,
    catalogue,
    settings: parsed.settings,
    stops: options.stops,
  });
  for (const nonBid of refused) nonBids.push(nonBid);
  const settle: Candidates['settle'] = (imp, settlement) => {
    for (const each of settles) if (each.imp === imp) each.tell(settlement);
  };
  const moment = { auction, convert: auction.convert ?? NO_CONVERSION };
  const asks = named.asks.map((ask) => withDeals(ask, { imps, catalogue, moment }));
  const warnings = [...named.warnings, ...unreachableFloors(imps, auction.currency)];
  return { imps, local, nonBids, settle, ...named, asks, warnings };
}

const WARNINGS_MAX = 20;

/** A floor that nothing can clear would look like a market without bids. */
const unreachableFloors = (imps: readonly ImpView[], currency: string): readonly string[] =>
  imps
    .filter(({ floorMicros }) => floorMicros === Number.POSITIVE_INFINITY)
    .slice(0, WARNINGS_MAX)
    .map(
      ({ index }) =>
        `request.imp[${index}]: no bid can clear its floor, which is no price or in a currency without a rate to ${currency}`,
    );

/** `podid` of each imp; of one without, its own place. */
const podIds = ({ imp }: RequestFor<'adDelivery'>): readonly (string | number | undefined)[] =>
  imp.map(({ video, audio }, index) => video?.podid || audio?.podid || index);

/** The bidder's imps with the deals that it may use for each. */
function withDeals(
  ask: Ask,
  { imps, catalogue, moment }: { imps: readonly ImpView[]; catalogue: Catalogue; moment: DealMoment },
): Ask {
  let some = false;
  const asked = ask.imps.map((one) => {
    const imp = imps[one.index];
    const deals = imp && catalogue.deals.offeredTo(ask.row.bidder.id, imp, moment);
    if (deals === undefined || deals.length === 0) return one;
    some = true;
    return { ...one, deals };
  });
  return some ? { ...ask, imps: asked } : ask;
}
