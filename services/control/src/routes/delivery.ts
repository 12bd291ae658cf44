import { deliveries, delivery } from '@jianchat/api-contract';
import type { CompiledPolicy } from '@jianchat/policy';
import type { Records } from '@jianchat/records';
import { isRefusal, refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import { advertiserAsked, advertiserSeen } from '../auth/caller.ts';
import { readDeliveries, readDelivery } from '../report/delivery/read-deliveries.ts';
import type { ReportSource } from '../report/revenue.ts';

interface DeliveryDeps {
  readonly db: Records['db'];
  readonly analytics: ReportSource;
  readonly now: () => number;
  /** The policy in force. */
  readonly policy: () => CompiledPolicy;
}

export function serveDelivery(serve: Serve, { db, analytics, now, policy }: DeliveryDeps): void {
  const means = () => ({ db, analytics, policy: policy(), nowMs: now() });
  serve(deliveries, async ({ caller, query }) => {
    const advertiser = advertiserAsked(caller, query.advertiser);
    if (isRefusal(advertiser)) return advertiser;
    return readDeliveries(means(), { ...query, advertiser });
  });
  serve(delivery, async ({ caller, params }) => {
    const own = advertiserSeen(caller);
    const found = await readDelivery(means(), params.id);
    // Another's is the same as none.
    return found === undefined || (own !== null && found.item.advertiser !== own)
      ? refuse('record.unknown')
      : found;
  });
}
