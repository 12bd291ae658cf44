import {
  type Exclusion,
  excludeByCategory,
  LOST,
  multiBidOf,
  type NonBid,
  type Offer,
  type OfferRules,
  rejected,
} from '@jianchat/auction';
import type { Catalogue } from '../catalogue.ts';
import type { AnswerTerms } from '../terms/answer-terms.ts';
import { ERROR } from '../terms/message-codes.ts';
import { GENERAL, type Messages } from '../terms/messages.ts';
import { mediaOf } from '../terms/price-of-bid.ts';
import type { LocalOffers } from './candidates.ts';
import type { Ranking } from './rank.ts';
import { replaceOffers } from './replace-offer.ts';
import { seatCompanions } from './roadblock.ts';

/** Which of the ranked bids go out. */
export interface Chosen {
  readonly rankings: readonly Ranking[];
  /** `hb_pb_cat_dur` of each; undefined where the request asks for no competitive exclusion. */
  readonly labels: ReadonlyMap<Offer, string> | undefined;
  /** Bids whose deal satisfies its tier; undefined where the request supports none. */
  readonly tierSatisfied?: ReadonlySet<Offer>;
}

interface ChooseOptions {
  readonly local: LocalOffers;
  readonly rules: OfferRules;
  readonly terms: AnswerTerms;
  readonly catalogue: Pick<Catalogue, 'categoryOf'>;
  readonly seed: number;
  readonly nonBids: NonBid[];
  readonly messages: Messages;
}

/** Takes out what the request's terms allow no place for: bids beyond multibid's limit, and rivals in a pod. */
export function chooseBids(rankings: readonly Ranking[], options: ChooseOptions): Chosen {
  const limited = withinLimits(rankings, options);
  const { terms, catalogue, seed, nonBids } = options;
  if (terms.targeting?.categories === undefined)
    return { rankings: seatCompanions(limited, options), labels: undefined };
  const outstream = new Set<Offer>();
  for (const { imp, standing } of limited)
    for (const offer of standing) if (mediaOf(offer.format, imp) === 'video-outstream') outstream.add(offer);
  const exclusion = excludeByCategory(
    limited.flatMap(({ standing }) => standing),
    {
      rules: terms.targeting,
      categories: terms.targeting.categories,
      lookup: catalogue.categoryOf,
      seed,
      isOutstream: (offer) => outstream.has(offer),
    },
  );
  for (const { offer, reason, text } of exclusion.refused) {
    nonBids.push(rejected(offer, reason));
    options.messages.error(GENERAL, { code: ERROR.unknown, message: text });
  }
  const kept = limited.map((ranking) => ({
    ...ranking,
    standing: ranking.standing.filter((offer) => exclusion.labels.has(offer)),
  }));
  return { rankings: withNextBest(kept, exclusion, options), labels: exclusion.labels };
}

/** Imps of a break that are asked again at most: each makes ads whole that may be of no use. */
const ASKED_AGAIN_MAX = 20;

/** Every imp of a break has the same dearest direct ad, which stands once: the others get the next best, as long as there are some. */
function withNextBest(
  kept: readonly Ranking[],
  exclusion: Exclusion,
  { local, rules, terms }: ChooseOptions,
): readonly Ranking[] {
  const replace = replaceOffers({
    local,
    rules,
    bidsOfSeat: (seat) => bidsOfSeat(terms, seat),
    reasonAgainst: exclusion.reasonAgainst,
  });
  let left = kept;
  const asked = new Set<number>();
  for (const { offer } of exclusion.refused) {
    const isLeft = left.some(({ imp, standing }) => imp.index === offer.imp && standing.length > 0);
    if (isLeft || offer.demandKind !== 'direct' || asked.has(offer.imp)) continue;
    if (asked.size >= ASKED_AGAIN_MAX) break;
    asked.add(offer.imp);
    left = replace(offer, left, true);
    for (const { imp, standing } of left)
      if (imp.index === offer.imp) for (const joined of standing) exclusion.add(joined);
  }
  return left;
}

/** Where multibid names a bidder, its bids beyond the limit go no further; of the others, all do. */
function withinLimits(rankings: readonly Ranking[], { terms, nonBids }: ChooseOptions): readonly Ranking[] {
  if (terms.multiBids.size === 0 && terms.bidsMax === undefined) return rankings;
  return rankings.map((ranking) => {
    const taken = new Map<string, number>();
    return {
      ...ranking,
      standing: ranking.standing.filter((offer) => {
        const before = taken.get(offer.seat) ?? 0;
        taken.set(offer.seat, before + 1);
        if (before < bidsOfSeat(terms, offer.seat)) return true;
        nonBids.push(rejected(offer, LOST));
        return false;
      }),
    };
  });
}

/** Most bids of a seat for one imp; Infinity where nothing is said of it. */
export const bidsOfSeat = ({ multiBids, bidsMax }: AnswerTerms, seat: string): number =>
  multiBidOf(multiBids, seat)?.bidsMax ?? bidsMax ?? Number.POSITIVE_INFINITY;
