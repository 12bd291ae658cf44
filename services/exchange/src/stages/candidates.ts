import {
  type AuctionView,
  type Conversion,
  type ImpView,
  type NonBid,
  type Offer,
  viewImp,
} from '@jianchat/auction';
import type { OpenObject } from '@jianchat/openrtb';
import type { RequestFor } from '@jianchat/policy';
import type { AccountInput } from '@jianchat/snapshot';
import type { BidderRow, Catalogue } from '../catalogue.ts';
import type { Parsed } from './parse.ts';

/** A bidder that is named by at least one imp, with its own parameters for each. */
export interface Ask {
  readonly row: BidderRow;
  readonly imps: readonly { readonly index: number; readonly params: OpenObject }[];
}

export interface Candidates {
  readonly imps: readonly ImpView[];
  /** Local offers of each imp, per seat the best first: only one of a seat's list goes out. */
  readonly local: readonly (readonly (readonly Offer[])[])[];
  readonly nonBids: NonBid[];
  /** Told the best that competes by its worth, by imp, once all bids are in. */
  readonly settle: (imp: number, bestOpenMicros: number) => void;
  readonly asks: readonly Ask[];
  /** Bidders that are asked for and not known. */
  readonly unknown: readonly string[];
  /** Why bidders were left out whose parameters are not what their adapter takes. */
  readonly warnings: readonly string[];
}

const UNKNOWN_MAX = 20;
const WARNINGS_MAX = 20;

/** Who may compete: local demand's offers at once, and the bidders that the imps name. */
export function candidates(
  request: RequestFor<'adDelivery'>,
  options: {
    parsed: Parsed & { readonly account: AccountInput };
    catalogue: Catalogue;
    auction: AuctionView;
    convert: Conversion;
  },
): Candidates {
  const { parsed, catalogue, auction, convert } = options;
  const imps = request.imp.map((imp, index) => {
    const stored = parsed.stored[index];
    return viewImp(imp, {
      index,
      placement: stored?.id ?? '',
      placementFloorMicros: stored?.row?.placement.floorMicros ?? 0,
      placementCurrency: parsed.account.currency,
      currency: auction.currency,
      screen: request.device,
      convert,
    });
  });
  const nonBids: NonBid[] = [];
  const settles: { imp: number; tell: (bestOpenMicros: number) => void }[] = [];
  const local = imps.map((imp) =>
    catalogue.books.map(({ book }) => {
      const answer = book.offers(imp, auction);
      for (const nonBid of answer.nonBids) nonBids.push(nonBid);
      if (answer.settle) settles.push({ imp: imp.index, tell: answer.settle });
      return answer.offers;
    }),
  );
  const named = namedBidders(imps, catalogue);
  const settle: Candidates['settle'] = (imp, best) => {
    for (const each of settles) if (each.imp === imp) each.tell(best);
  };
  return { imps, local, nonBids, settle, ...named };
}

function namedBidders(
  imps: readonly ImpView[],
  catalogue: Catalogue,
): Pick<Candidates, 'asks' | 'unknown' | 'warnings'> {
  const asks = new Map<string, { row: BidderRow; imps: { index: number; params: OpenObject }[] }>();
  const unknown = new Set<string>();
  const warnings: string[] = [];
  for (const { index, imp } of imps) {
    const bidders = imp.ext?.prebid?.bidder;
    if (bidders === undefined) continue;
    for (const name of Object.keys(bidders)) {
      const row = catalogue.bidders.get(name);
      if (row === undefined) {
        const isLocal = catalogue.books.some(({ demand }) => demand.seat === name);
        if (!isLocal && unknown.size < UNKNOWN_MAX) unknown.add(name);
        continue;
      }
      const params = bidders[name] ?? {};
      const fault = row.parameterFault(params);
      if (fault !== undefined) {
        if (warnings.length < WARNINGS_MAX) warnings.push(droppedFor(fault, { index, name }));
        continue;
      }
      const ask = asks.get(name) ?? { row, imps: [] };
      ask.imps.push({ index, params });
      asks.set(name, ask);
    }
  }
  return { asks: [...asks.values()], unknown: [...unknown], warnings };
}

/** Prebid Server's words for it. */
function droppedFor(fault: string, { index, name }: { index: number; name: string }): string {
  const place = `request.imp[${index}].ext.prebid.bidder.${name}`;
  return `WARNING: ${place} was dropped with a reason: ${place} failed validation: ${fault}`;
}
