import type { BidderAnswer, SeatedBid } from '@jianchat/auction';

/**
 * One answer for all calls that asked a bidder: bids of all each in its own currency. One that failed does
 * not take the others' bids away; without bids the first failure is what is told.
 */
export function mergeAnswers(answers: readonly BidderAnswer[]): BidderAnswer {
  const [only] = answers;
  if (only !== undefined && answers.length === 1) return only;
  let currency: string | undefined;
  const bids: SeatedBid[] = [];
  const wrong: string[] = [];
  let failed: BidderAnswer | undefined;
  let status = 0;
  for (const answer of answers) {
    status = Math.max(status, answer.status);
    if (answer.outcome === 'failed') failed ??= answer;
    else wrong.push(...(answer.faults ?? []));
    if (answer.outcome !== 'bids') continue;
    currency ??= answer.currency;
    const own = answer.currency;
    bids.push(...(own === currency ? answer.bids : answer.bids.map((bid) => ({ ...bid, currency: own }))));
  }
  const faults = wrong.length > 0 ? { faults: wrong } : {};
  if (currency !== undefined) return { outcome: 'bids', status: 200, currency, bids, ...faults };
  return failed ?? { outcome: 'nobid', status, ...faults };
}
