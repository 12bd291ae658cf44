import { LOST, WON } from '@jianchat/auction';
import {
  type Chooser,
  type Decision,
  emptyPrediction,
  type Judged,
  PPB,
  type Predictor,
  prepareAd,
} from '@jianchat/effectiveness';
import type { AuctionRecord, CandidateRecord, ImpRecord } from '@jianchat/events';

/** What the log tells of ads that were ranked by an estimate. */
export interface DecisionLog {
  readonly decisions: readonly Decision[];
  /** Estimates of ads that were displayed, and whether they were clicked. */
  readonly judged: readonly Judged[];
  /** Whom a model would choose, in each of these decisions. */
  chooserOf(predictor: Predictor): Chooser;
}

/** Events by the auction and imp they belong to, `AUCTION.IMP`. */
export interface SeenEvents {
  readonly impressions: ReadonlySet<string>;
  readonly clicks: ReadonlySet<string>;
}

interface Place {
  readonly record: AuctionRecord;
  readonly imp: ImpRecord;
  readonly candidates: readonly Estimated[];
}

type Estimated = CandidateRecord & { readonly estimate: NonNullable<CandidateRecord['estimate']> };

export function readDecisions(records: readonly AuctionRecord[], seen: SeenEvents): DecisionLog {
  const places = new Map<Decision, Place>();
  const judged: Judged[] = [];
  for (const record of records)
    for (const [at, imp] of record.imps.entries()) {
      const key = `${record.id}.${at}`;
      const clicked = seen.clicks.has(key);
      const candidates = imp.candidates.filter(isEstimated);
      const decision = decisionOf(imp, { candidates, clicked });
      if (decision === undefined) continue;
      const shown = candidates[decision.shown];
      // What was answered and never displayed says nothing of the ad.
      if (shown !== undefined && !seen.impressions.has(key)) continue;
      if (shown !== undefined) judged.push({ chance: shown.estimate.chancePpb / PPB, happened: clicked });
      places.set(decision, { record, imp, candidates });
    }
  return {
    decisions: [...places.keys()],
    judged,
    chooserOf: (predictor) => (decision) => {
      const place = places.get(decision);
      return place === undefined ? -1 : choiceOf(place, { predictor, otherMicros: decision.otherMicros });
    },
  };
}

/** In the auction to the end: what was refused before could not have been chosen. */
const isEstimated = (candidate: CandidateRecord): candidate is Estimated =>
  candidate.estimate !== undefined && isInPlay(candidate);

const isInPlay = ({ reason }: CandidateRecord): boolean => reason === WON || reason === LOST;

/** Undefined where no estimate was in play, or where a priority decided and not the price. */
function decisionOf(
  imp: ImpRecord,
  { candidates, clicked }: { candidates: readonly Estimated[]; clicked: boolean },
): Decision | undefined {
  const [first] = candidates;
  if (first === undefined) return undefined;
  const others = imp.candidates.filter((each) => isInPlay(each) && each.estimate === undefined);
  const otherMicros = Math.max(imp.floorMicros, ...others.map(({ priceMicros }) => priceMicros));
  const shown = candidates.findIndex((each) => each === imp.candidates[imp.winner]);
  const best = Math.max(...candidates.map(({ priceMicros }) => priceMicros));
  const paid = candidates[shown]?.priceMicros;
  if (paid === undefined ? best > otherMicros : paid < best || paid < otherMicros) return undefined;
  return {
    candidates: candidates.map(({ creative, priceMicros, estimate }) => ({
      creative,
      priceMicros,
      ...estimate,
    })),
    otherMicros,
    exploreBps: first.estimate.exploreBps,
    shown,
    clicked,
  };
}

const into = emptyPrediction();

function choiceOf(
  { record, imp, candidates }: Place,
  { predictor, otherMicros }: { predictor: Predictor; otherMicros: number },
): number {
  const { media, deviceType, country, atMs } = record;
  const place = predictor.place({ media, placement: imp.placement, deviceType, country, atMs });
  let chosen = -1;
  let highest = otherMicros;
  for (const [at, { advertiser, demand, creative, priceMicros, estimate }] of candidates.entries()) {
    const ad = prepareAd({ format: imp.format, advertiser, lineItem: demand, creative });
    predictor.predict('click', ad, { place, into });
    const micros = (priceMicros / estimate.rankedPpb) * into.chance * PPB;
    if (micros > highest) {
      chosen = at;
      highest = micros;
    }
  }
  return chosen;
}
