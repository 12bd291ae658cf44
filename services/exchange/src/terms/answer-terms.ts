import {
  type MultiBids,
  readMultiBids,
  readTargeting,
  type TargetingDefaults,
  type TargetingRules,
} from '@jianchat/auction';
import type { ResponseMessage } from '@jianchat/openrtb';
import type { RequestFor } from '@jianchat/policy';
import { type Refusal, refuse } from '../refusal.ts';
import { WARNING } from './message-codes.ts';

/** How a request wants its answer: read once, before demand is heard. */
export interface AnswerTerms {
  readonly targeting: TargetingRules | undefined;
  readonly multiBids: MultiBids;
  /** Most bids of one bidder for an imp that multibid says nothing of; undefined for all of them. */
  readonly bidsMax: number | undefined;
  /** What was wrong with the terms without being worth a refusal; they go out as `ext.warnings.prebid`. */
  readonly warnings: readonly ResponseMessage[];
}

/** Reads the terms; a request whose terms can't be kept is refused before anybody is asked. */
export function readAnswerTerms(
  request: RequestFor<'adDelivery'>,
  { targetingDefaults }: { targetingDefaults?: TargetingDefaults },
): { readonly ok: true; readonly terms: AnswerTerms } | Refusal {
  const prebid = request.ext?.prebid;
  const targeting = readTargeting(prebid?.targeting, targetingDefaults);
  if (!targeting.ok) return refuse(targeting.message);
  const multiBids = readMultiBids(prebid?.multibid);
  return {
    ok: true,
    terms: {
      targeting: targeting.rules,
      multiBids: multiBids.rules,
      bidsMax: undefined,
      warnings: multiBids.warnings.map((message) => ({ code: WARNING.multiBid, message })),
    },
  };
}
