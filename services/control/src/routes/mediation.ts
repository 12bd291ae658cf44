import { networkPrices, postNetworkReports } from '@jianchat/api-contract';
import type { Records } from '@jianchat/records';
import { refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import { placementPrices, takeNetworkReports } from '../mediation/network-reports.ts';

/** What networks say they paid, and what they are expected to pay. */
export function serveMediation(
  serve: Serve,
  { db, now }: { readonly db: Records['db']; readonly now: () => number },
): void {
  serve(postNetworkReports, async ({ body, caller }) => {
    const outcome = await takeNetworkReports(body.rows, { db, nowMs: now(), by: caller });
    return outcome.ok ? { taken: outcome.taken } : refuse('record.invalid', { faults: [...outcome.faults] });
  });
  serve(networkPrices, async ({ query }) => {
    const found = await placementPrices(db, query.placement);
    return found === undefined ? refuse('record.unknown') : { ...found, prices: [...found.prices] };
  });
}
