import { NOT_YET_REVIEWED, type Offer, REVIEW_REJECTED } from '@jianchat/auction';
import { identifyMarkup } from '@jianchat/creatives';
import type { BidderInput } from '@jianchat/snapshot';

/** Hashes of bidders' creatives by what was decided about them. */
export interface CreativeVerdicts {
  readonly rejected: ReadonlySet<string>;
  /** By a person; empty where no bidder waits for one. */
  readonly approved: ReadonlySet<string>;
}

type Rule = BidderInput['settings']['creativeReview'];

/** Why a bidder's creative may not run; undefined where it may. Hashed only where something hangs on it. */
export function reviewFault(
  { adm }: Offer,
  { verdicts, rule }: { verdicts: CreativeVerdicts; rule: Rule },
): typeof REVIEW_REJECTED | typeof NOT_YET_REVIEWED | undefined {
  const waits = rule === 'before';
  if (adm === undefined || (!waits && verdicts.rejected.size === 0)) return undefined;
  const { hash } = identifyMarkup(adm);
  if (verdicts.rejected.has(hash)) return REVIEW_REJECTED;
  return waits && !verdicts.approved.has(hash) ? NOT_YET_REVIEWED : undefined;
}
