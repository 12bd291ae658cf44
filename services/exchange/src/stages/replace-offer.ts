import {
  checkOffer,
  compareRanks,
  LOST,
  type NonBidReason,
  type Offer,
  type OfferRules,
  podIdOf,
  rankOf,
  refillPod,
} from '@jianchat/auction';
import type { LocalOffers } from './candidates.ts';
import { createCompany } from './company.ts';
import type { Ranking } from './rank.ts';

/**
 * The rankings with the next best in the place of an offer that was dropped.
 * @param joins false once so many have failed that nobody new is taken in
 */
export type ReplaceOffer = (
  dropped: Offer,
  rankings: readonly Ranking[],
  joins: boolean,
) => readonly Ranking[];

interface Options {
  readonly local: LocalOffers;
  readonly rules: OfferRules;
  /** Most bids of a seat for one imp. */
  bidsOfSeat(seat: string): number;
  /** What else speaks against who would come in. */
  reasonAgainst?(offer: Offer): NonBidReason | undefined;
}

const nameOf = ({ demand, bid }: Offer): string => `${demand} ${bid.crid ?? ''}`;

/**
 * The next best of the same direct demand comes in; in a break what stood by and fits. Whoever has just been dropped from an imp is not
 * asked for it again.
 */
export function replaceOffers({ local, rules, bidsOfSeat, reasonAgainst }: Options): ReplaceOffer {
  const tried = new Map<number, Set<string>>();
  const nextOf = (dropped: Offer, ranking: Ranking, rankings: readonly Ranking[]): Offer | undefined => {
    const names = tried.get(dropped.imp) ?? new Set<string>();
    tried.set(dropped.imp, names.add(nameOf(dropped)));
    const company = createCompany();
    for (const { standing } of rankings) for (const offer of standing) company.add(offer);
    return (local[dropped.imp] ?? [])
      .flatMap(({ again }) =>
        again === undefined
          ? []
          : again((offer) =>
              names.has(nameOf(offer))
                ? LOST
                : (checkOffer(offer, ranking.imp, rules) ??
                  company.reasonAgainst(offer) ??
                  reasonAgainst?.(offer)),
            ).slice(0, 1),
      )
      .sort((a, b) => compareRanks(rankOf(a), rankOf(b)))[0];
  };
  const mayJoin = (offer: Offer, { standing }: Ranking): boolean =>
    standing.filter(({ seat }) => seat === offer.seat).length < bidsOfSeat(offer.seat);
  return (dropped, rankings, joins) => {
    const ranking = rankings.find(({ imp }) => imp.index === dropped.imp);
    if (ranking === undefined) return rankings;
    const { imp } = ranking;
    const asks = joins && dropped.demandKind === 'direct' && imp.pod === undefined;
    const next = asks ? nextOf(dropped, ranking, rankings) : undefined;
    const joined =
      next === undefined
        ? rankings
        : rankings.map((each) => (each === ranking ? withOffer(each, next) : each));
    if (imp.pod === undefined && podIdOf(imp) === undefined) return joined;
    return refillPod(
      joined.map(({ spare = [], ...rest }) => ({ ...rest, spare })),
      {
        index: imp.index,
        mayJoin: (offer, place) => joins && mayJoin(offer, place),
      },
    );
  };
}

function withOffer(ranking: Ranking, offer: Offer): Ranking {
  const { standing } = ranking;
  const at = standing.findIndex((other) => compareRanks(rankOf(offer), rankOf(other)) < 0);
  const place = at < 0 ? standing.length : at;
  return { ...ranking, standing: standing.toSpliced(place, 0, offer) };
}
