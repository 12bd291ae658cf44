import type { ReportRow } from '@jianchat/analytics';
import type { ReportDimension } from '@jianchat/api-contract';
import { eachRow, type RowTaking } from './each-row.ts';
import type { ReportSource } from './revenue.ts';

/** Believed requests of some weeks, to look ahead from, by weekday and what else is told of them; `day` is the first on which there were any. */
export async function recordedWeeks(
  analytics: ReportSource,
  period: { readonly fromMs: number; readonly toMs: number; readonly dimensions: readonly ReportDimension[] },
  { rowsMax }: Pick<RowTaking, 'rowsMax'> = {},
): Promise<readonly ReportRow[]> {
  const { fromMs, toMs, dimensions } = period;
  const sums = new Map<string, ReportRow>();
  await eachRow(
    analytics,
    { fromMs, toMs, groupBy: ['day', ...dimensions], filter: {}, believed: true },
    {
      ...(rowsMax !== undefined && { rowsMax }),
      take(row) {
        const { day = '' } = row;
        const names = dimensions.map((dimension) => row[dimension]);
        const key = JSON.stringify([new Date(day).getUTCDay(), ...names]);
        sums.set(key, added(sums.get(key), row));
      },
    },
  );
  return [...sums.values()];
}

function added(sum: ReportRow | undefined, row: ReportRow): ReportRow {
  if (sum === undefined) return row;
  const { day = '' } = sum;
  return {
    ...sum,
    day: row.day !== undefined && row.day < day ? row.day : day,
    requests: (sum.requests ?? 0) + (row.requests ?? 0),
    filled: (sum.filled ?? 0) + (row.filled ?? 0),
  };
}
