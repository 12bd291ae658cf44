import { LOST, WON } from '@jianchat/auction';
import {
  type Chooser,
  type Decision,
  emptyPrediction,
  type Judged,
  type PaidBy,
  PPB,
  type Predictor,
  prepareAd,
  type Success,
} from '@jianchat/effectiveness';
import type { AuctionRecord, CandidateRecord, ImpRecord } from '@jianchat/events';

/** What the log tells of ads that were ranked by an estimate. */
export interface DecisionLog {
  readonly decisions: readonly Decision[];
  /** Estimates of ads that were displayed, and whether what they are paid for followed. */
  readonly judged: Readonly<Record<PaidBy, readonly Judged[]>>;
  /** Whom a model would choose, in each of these decisions. */
  chooserOf(predictors: Predictors): Chooser;
}

/** Events by the auction and imp they belong to, `AUCTION.IMP`. */
export interface SeenEvents {
  readonly impressions: ReadonlySet<string>;
  readonly clicks: ReadonlySet<string>;
  /** Of the kind that is paid for, where the ad is paid by the conversion. */
  readonly conversions: ReadonlySet<string>;
  /** Line items that pay by the conversion: their estimates are those of conversions. */
  readonly perConversion: ReadonlySet<string>;
}

export type Predictors = Readonly<Record<Success, Predictor>>;

interface Place {
  readonly record: AuctionRecord;
  readonly imp: ImpRecord;
  readonly candidates: readonly Estimated[];
}

type Estimated = CandidateRecord & { readonly estimate: NonNullable<CandidateRecord['estimate']> };

export function readDecisions(records: readonly AuctionRecord[], seen: SeenEvents): DecisionLog {
  const places = new Map<Decision, Place>();
  const judged: Record<PaidBy, Judged[]> = { click: [], conversion: [] };
  const goalOf = ({ demand }: CandidateRecord): PaidBy =>
    seen.perConversion.has(demand) ? 'conversion' : 'click';
  for (const record of records)
    for (const [at, imp] of record.imps.entries()) {
      const key = `${record.id}.${at}`;
      const followed = { clicked: seen.clicks.has(key), converted: seen.conversions.has(key) };
      const candidates = imp.candidates.filter(isEstimated);
      const decision = decisionOf(imp, { candidates, followed });
      if (decision === undefined) continue;
      const shown = candidates[decision.shown];
      // What was answered and never displayed says nothing of the ad.
      if (shown !== undefined && !seen.impressions.has(key)) continue;
      if (shown !== undefined) {
        const goal = goalOf(shown);
        const happened = goal === 'click' ? followed.clicked : followed.converted;
        judged[goal].push({ chance: shown.estimate.chancePpb / PPB, happened });
      }
      places.set(decision, { record, imp, candidates });
    }
  return {
    decisions: [...places.keys()],
    judged,
    chooserOf: (predictors) => (decision) => {
      const place = places.get(decision);
      if (place === undefined) return -1;
      return choiceOf(place, { predictors, goalOf, otherMicros: decision.otherMicros });
    },
  };
}

/** In the auction to the end: what was refused before could not have been chosen. */
const isEstimated = (candidate: CandidateRecord): candidate is Estimated =>
  candidate.estimate !== undefined && isInPlay(candidate);

const isInPlay = ({ reason }: CandidateRecord): boolean => reason === WON || reason === LOST;

/**
 * Undefined where no estimate was in play, where a priority decided and not the price, or where not all candidates explored as often: of
 * different currencies one may have spent its allowance.
 */
function decisionOf(
  imp: ImpRecord,
  {
    candidates,
    followed,
  }: { candidates: readonly Estimated[]; followed: Pick<Decision, 'clicked' | 'converted'> },
): Decision | undefined {
  const [first] = candidates;
  if (first === undefined) return undefined;
  const { exploreBps } = first.estimate;
  if (candidates.some(({ estimate }) => estimate.exploreBps !== exploreBps)) return undefined;
  const others = imp.candidates.filter((each) => isInPlay(each) && each.estimate === undefined);
  const otherMicros = Math.max(imp.floorMicros, ...others.map(({ priceMicros }) => priceMicros));
  const inPlay: readonly (CandidateRecord | undefined)[] = candidates;
  const shown = inPlay.indexOf(imp.candidates[imp.winner]);
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
    exploreBps,
    shown,
    ...followed,
  };
}

const into = emptyPrediction();

interface Choice {
  readonly predictors: Predictors;
  readonly goalOf: (candidate: CandidateRecord) => PaidBy;
  readonly otherMicros: number;
}

function choiceOf({ record, imp, candidates }: Place, { predictors, goalOf, otherMicros }: Choice): number {
  const { media, deviceType, os = '', country, atMs } = record;
  const where = { media, placement: imp.placement, deviceType, os, country, atMs };
  const places = {
    click: predictors.click.place(where),
    conversion: predictors.conversion.place(where),
    anyConversion: predictors.anyConversion.place(where),
  };
  let chosen = -1;
  let highest = otherMicros;
  for (const [at, candidate] of candidates.entries()) {
    const { advertiser, demand, creative, priceMicros, estimate, size = '' } = candidate;
    const success = estimate.views === true ? 'anyConversion' : goalOf(candidate);
    const ad = prepareAd({ format: imp.format, advertiser, lineItem: demand, creative, size });
    predictors[success].predict(success, ad, { place: places[success], into });
    const micros = (priceMicros / estimate.rankedPpb) * into.chance * PPB;
    if (micros > highest) {
      chosen = at;
      highest = micros;
    }
  }
  return chosen;
}
