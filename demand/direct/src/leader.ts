import { compareRanks, type Rank, TIER } from '@jianchat/auction';
import type { Candidate } from './best-entries.ts';

/**
 * Whom the best estimates alone would choose among an imp's candidates: where somebody else goes out instead, it is only to find out what
 * that one is worth.
 */
export interface Leader {
  take(candidate: Candidate): void;
  /** @param otherMicros what anybody who gets the imp must reach: its floor, and the best of the others */
  isExplored(candidate: Candidate, otherMicros: number): boolean;
}

export function createLeader(): Leader {
  let leader: { readonly candidate: Candidate; readonly rank: Rank } | undefined;
  return {
    take(candidate) {
      const rank = rankByEstimate(candidate);
      if (leader === undefined || compareRanks(rank, leader.rank) < 0) leader = { candidate, rank };
    },
    isExplored(candidate, otherMicros) {
      const { estimate, entry } = candidate;
      if (estimate === undefined || estimate.rankedPpb === estimate.chancePpb) return false;
      const rank = rankByEstimate(candidate);
      if (rank.tier === TIER.open && rank.micros < otherMicros) return true;
      if (leader === undefined || compareRanks(rank, leader.rank) <= 0) return false;
      // Of one line item another creative goes out by lot, unless the better one is looked for.
      return leader.candidate.entry.plan !== entry.plan || entry.plan.line.rotation?.mode === 'optimised';
    },
  };
}

/** The CPM that the best estimate stands for, where a drawn one was competed with. */
export function estimatedMicros({
  priceMicros,
  estimate,
}: Pick<Candidate, 'priceMicros' | 'estimate'>): number {
  if (estimate === undefined || estimate.rankedPpb <= 0) return priceMicros;
  return priceMicros * (estimate.chancePpb / estimate.rankedPpb);
}

const rankByEstimate = (candidate: Candidate): Rank =>
  candidate.estimate === undefined
    ? candidate.rank
    : { ...candidate.rank, micros: Math.round(estimatedMicros(candidate)) };
