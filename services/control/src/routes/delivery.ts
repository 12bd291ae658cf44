import { deliveries, delivery } from '@jianchat/api-contract';
import type { CompiledPolicy } from '@jianchat/policy';
import type { Records } from '@jianchat/records';
import { refuse } from '../api/problem-reply.ts';
import type { Serve } from '../api/serve.ts';
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
  serve(deliveries, async ({ query }) => readDeliveries(means(), query));
  serve(delivery, async ({ params }) => (await readDelivery(means(), params.id)) ?? refuse('record.unknown'));
}
