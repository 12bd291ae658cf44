import type { RequestFor } from '@jianchat/policy';
import type { FloorSource } from '../beside/floor-source.ts';
import type { Enrichment } from '../stages/enrich.ts';
import type { AccountTerms } from './account-terms.ts';
import type { AnswerTerms } from './answer-terms.ts';
import { type AuctionFloors, auctionFloors } from './auction-floors.ts';
import { floorFacts } from './floor-facts.ts';
import { readFloorPlan } from './floor-terms.ts';
import type { Messages } from './messages.ts';

/** The floors that rules set in this auction: the request's, or those fetched for the account; undefined for none. */
export function openFloors(
  request: RequestFor<'adDelivery'>,
  means: {
    readonly source: Pick<FloorSource, 'current'>;
    readonly account: { readonly id: string; readonly terms: AccountTerms };
    readonly context: RequestFor<'contextualAds'> | undefined;
    readonly enrichment: Enrichment;
    readonly terms: AnswerTerms;
    readonly currency: string;
    readonly nowMs: number;
    readonly seed: number;
    readonly messages: Messages;
  },
): AuctionFloors | undefined {
  const { account, terms, seed, messages } = means;
  const plan = readFloorPlan(request, {
    settings: account.terms.settings,
    fetched: means.source.current(account.id, means.nowMs),
    seed,
    messages,
  });
  if (plan === undefined) return undefined;
  const channel = request.ext?.prebid?.channel?.name;
  return auctionFloors(plan, {
    factsOf: floorFacts(means.context, { enrichment: means.enrichment, channel }),
    convert: terms.convert,
    currency: means.currency,
    factors: terms.factors,
  });
}
