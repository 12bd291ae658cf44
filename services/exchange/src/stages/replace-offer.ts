import { checkOffer, compareRanks, LOST, type Offer, type OfferRules, rankOf } from '@jianchat/auction';
import type { LocalOffers } from './candidates.ts';
import { createCompany } from './company.ts';
import type { Ranking } from './rank.ts';

/** The rankings with the next best of the same demand in the place of an offer that was dropped. */
export type ReplaceOffer = (dropped: Offer, rankings: readonly Ranking[]) => readonly Ranking[];

const nameOf = ({ demand, bid }: Offer): string => `${demand} ${bid.crid ?? ''}`;

/**
 * Whoever has just been dropped from an imp is not asked for it again. A break keeps its winners apart by what was ranked, so
 * that nobody joins it later.
 */
export function replaceOffers({ local, rules }: { local: LocalOffers; rules: OfferRules }): ReplaceOffer {
  const tried = new Map<number, Set<string>>();
  return (dropped, rankings) => {
    const ranking = rankings.find(({ imp }) => imp.index === dropped.imp);
    const answers = local[dropped.imp] ?? [];
    if (ranking === undefined || dropped.demandKind !== 'direct') return rankings;
    if (ranking.imp.pod !== undefined || ranking.imp.imp.video?.podid) return rankings;
    const names = tried.get(dropped.imp) ?? new Set<string>();
    tried.set(dropped.imp, names.add(nameOf(dropped)));
    const company = createCompany();
    for (const { standing } of rankings) for (const offer of standing) company.add(offer);
    const next = answers
      .flatMap(({ again }) =>
        again === undefined
          ? []
          : again((offer) =>
              names.has(nameOf(offer))
                ? LOST
                : (checkOffer(offer, ranking.imp, rules) ?? company.reasonAgainst(offer)),
            ).slice(0, 1),
      )
      .sort((a, b) => compareRanks(rankOf(a), rankOf(b)))[0];
    if (next === undefined) return rankings;
    return rankings.map((each) => (each === ranking ? withOffer(each, next) : each));
  };
}

function withOffer({ imp, standing }: Ranking, offer: Offer): Ranking {
  const at = standing.findIndex((other) => compareRanks(rankOf(offer), rankOf(other)) < 0);
  const place = at < 0 ? standing.length : at;
  return { imp, standing: standing.toSpliced(place, 0, offer) };
}
