import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import type { Answer } from '../../api/routes.ts';

/** What has been charged to each demand, in micros, as far back as a report reaches and since today's midnight (UTC). */
export interface Spend {
  readonly total: ReadonlyMap<string, number> | undefined;
  readonly today: ReadonlyMap<string, number> | undefined;
}

const DAY_MS = 86_400_000;
/** The longest period a report covers. */
const REACH_DAYS = 400;

/** Read from the report; undefined while or where the report does not answer, which must not look like zero. */
export function useSpend(): Spend {
  const midnight = new Date();
  midnight.setUTCHours(0, 0, 0, 0);
  const tomorrow = new Date(midnight.getTime() + DAY_MS).toISOString();
  const since = new Date(midnight.getTime() + (1 - REACH_DAYS) * DAY_MS).toISOString();
  const common = { groupBy: 'demand', to: tomorrow, limit: 10_000 } as const;
  const total = useQuery({ ...queries.report({ ...common, from: since }), refetchInterval: 30_000 });
  const today = useQuery({
    ...queries.report({ ...common, from: midnight.toISOString() }),
    refetchInterval: 30_000,
  });
  return { total: byDemand(total.data), today: byDemand(today.data) };
}

function byDemand(report: Answer<'revenueReport'> | undefined): ReadonlyMap<string, number> | undefined {
  return report && new Map(report.rows.map((row) => [row.dimensions.demand ?? '', row.chargeMicros]));
}
