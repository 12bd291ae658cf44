import { deliveries, delivery } from '@jianchat/api-contract';
import type { CompiledPolicy } from '@jianchat/policy';
import type { Records } from '@jianchat/records';
import { refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
import { advertiserSeen } from '../auth/caller.ts';
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
    const own = advertiserSeen(caller);
    if (own !== null && query.advertiser !== undefined && query.advertiser !== own)
      return refuse('auth.forbidden');
    return readDeliveries(means(), own === null ? query : { ...query, advertiser: own });
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
