import {
  checkOffer,
  type ImpView,
  LOST,
  type NonBid,
  type Offer,
  type OfferRules,
  rank as rankOffers,
  rejected,
} from '@jianchat/auction';

/** The outcome for one imp: offers that go out, the winner first. */
export interface Ranking {
  readonly imp: ImpView;
  readonly standing: readonly Offer[];
}

/** Takes out what may not compete and orders the rest: first price over every kind of demand. */
export function rankImps(
  imps: readonly ImpView[],
  options: {
    local: readonly (readonly (readonly Offer[])[])[];
    remote: readonly Offer[];
    /** Bids of stored auctions: they stand as they are, whatever the imp asks for. */
    given: readonly Offer[];
    rules: OfferRules;
    seed: number;
    preferDeals: boolean;
    nonBids: NonBid[];
  },
): readonly Ranking[] {
  const { rules, nonBids, preferDeals } = options;
  const byImp: Offer[][] = imps.map(() => []);
  for (const imp of imps)
    for (const list of options.local[imp.index] ?? []) {
      let placed = false;
      for (const offer of list) {
        const reason = placed ? LOST : checkOffer(offer, imp, rules);
        if (reason === undefined) {
          byImp[imp.index]?.push(offer);
          placed = true;
        } else nonBids.push(rejected(offer, reason));
      }
    }
  for (const offer of options.remote) {
    const imp = imps[offer.imp];
    if (imp === undefined) continue;
    const reason = checkOffer(offer, imp, rules);
    if (reason === undefined) byImp[offer.imp]?.push(offer);
    else nonBids.push(rejected(offer, reason));
  }
  for (const offer of options.given) byImp[offer.imp]?.push(offer);
  return imps.map((imp) => ({
    imp,
    standing: rankOffers(byImp[imp.index] ?? [], { seed: options.seed ^ imp.index, preferDeals }),
  }));
}
