import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { useSeesAll } from '../../api/use-me.ts';

/** What has been charged to each line item, in micros, as far back as a report reaches and since today's midnight (UTC). */
export interface Spend {
  readonly total: ReadonlyMap<string, number> | undefined;
  readonly today: ReadonlyMap<string, number> | undefined;
}

const DAY_MS = 86_400_000;
/** The longest period a report covers. */
const REACH_DAYS = 400;

/** Read from the report; undefined while or where the report does not answer, or not whole, which must not look like zero. */
export function useSpend(): Spend {
  const midnight = new Date();
  midnight.setUTCHours(0, 0, 0, 0);
  const since = new Date(midnight.getTime() + (1 - REACH_DAYS) * DAY_MS);
  const to = new Date(midnight.getTime() + DAY_MS).toISOString();
  return {
    total: useSpendSince(since.toISOString(), to),
    today: useSpendSince(midnight.toISOString(), to),
  };
}

/** Of everybody by the report of all demand, of an advertiser by its own. */
function useSpendSince(from: string, to: string): Spend['total'] {
  const seesAll = useSeesAll();
  const common = { from, to, limit: 10_000 } as const;
  const refetchInterval = 30_000;
  const all = useQuery({
    ...queries.report({ ...common, groupBy: 'demand' }),
    refetchInterval,
    enabled: seesAll,
  });
  const own = useQuery({
    ...queries.campaigns({ ...common, groupBy: 'lineItem' }),
    refetchInterval,
    enabled: !seesAll,
  });
  const answer = seesAll ? all.data : own.data;
  if (answer === undefined || answer.more) return undefined;
  if (seesAll) return all.data && chargesOf(all.data.rows, (row) => row.dimensions.demand);
  return own.data && chargesOf(own.data.rows, (row) => row.dimensions.lineItem);
}

const chargesOf = <R extends { readonly chargeMicros: number }>(
  rows: readonly R[],
  nameOf: (row: R) => string | undefined,
): ReadonlyMap<string, number> => new Map(rows.map((row) => [nameOf(row) ?? '', row.chargeMicros]));
