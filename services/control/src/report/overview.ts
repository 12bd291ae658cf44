import type { ReportDimension, ReportRow } from '@jianchat/analytics';
import type { overview, Totals } from '@jianchat/api-contract';
import type { z } from 'zod';
import type { ReportSource } from './revenue.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TOP = 5;

export interface OverviewQuery {
  /** Only this media account. */
  readonly account: string | null;
  /** Shown where nothing was earned yet. */
  readonly currency: string;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
}

/**
 * Today (UTC) by hour and in sum, and yesterday up to the same time of day. Money is of one currency: the one that
 * earned most today; counts are of everything.
 */
export async function readOverview(
  analytics: ReportSource,
  { account, currency: fallback, nowMs }: OverviewQuery,
): Promise<z.input<(typeof overview)['answer']>> {
  const midnightMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
  // At midnight itself there is a millisecond to report on, rather than an empty period.
  const untilMs = Math.max(nowMs, midnightMs + 1);
  const report = (fromMs: number, toMs: number, groupBy: readonly ReportDimension[]) =>
    analytics.report({ fromMs, toMs, groupBy, filter: account === null ? {} : { account } });
  const [hours, yesterday, demand, placements] = await Promise.all([
    report(midnightMs, untilMs, ['hour']),
    report(midnightMs - DAY_MS, untilMs - DAY_MS, []),
    report(midnightMs, untilMs, ['demand']),
    report(midnightMs, untilMs, ['placement']),
  ]);
  const currency = leadingCurrency(hours) ?? leadingCurrency(yesterday) ?? fallback;
  const byHour = Map.groupBy(hours, (row) => row.hour ?? '');
  const hoursSoFar = Math.floor((untilMs - 1 - midnightMs) / HOUR_MS) + 1;
  return {
    currency,
    today: sum(hours, currency),
    yesterdaySoFar: sum(yesterday, currency),
    byHour: Array.from({ length: hoursSoFar }, (_, index) => {
      const hour = new Date(midnightMs + index * HOUR_MS).toISOString().replace('.000Z', 'Z');
      return { hour, ...sum(byHour.get(hour) ?? [], currency) };
    }),
    topDemand: top(demand, 'demand', currency).map(([name, total]) => ({
      demand: name,
      impressions: total.impressions,
      chargeMicros: total.chargeMicros,
    })),
    topPlacements: top(placements, 'placement', currency).map(([placement, total]) => ({
      placement,
      requests: total.requests ?? 0,
      filled: total.filled ?? 0,
      chargeMicros: total.chargeMicros,
    })),
  };
}

function leadingCurrency(rows: readonly ReportRow[]): string | undefined {
  const charges = new Map<string, number>();
  for (const { currency, chargeMicros } of rows)
    if (currency !== '') charges.set(currency, (charges.get(currency) ?? 0) + chargeMicros);
  const [leader] = [...charges].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return leader?.[0];
}

function sum(rows: readonly ReportRow[], currency: string): Totals {
  const total = {
    requests: 0,
    filled: 0,
    impressions: 0,
    clicks: 0,
    chargeMicros: 0,
    mediaMicros: 0,
    platformMicros: 0,
  };
  for (const row of rows) {
    total.requests += row.requests ?? 0;
    total.filled += row.filled ?? 0;
    total.impressions += row.impressions;
    total.clicks += row.clicks;
    if (row.currency !== currency) continue;
    total.chargeMicros += row.chargeMicros;
    total.mediaMicros += row.mediaMicros;
    total.platformMicros += row.platformMicros;
  }
  return total;
}

/** The groups that earned most, then those with most impressions. */
function top(
  rows: readonly ReportRow[],
  dimension: 'demand' | 'placement',
  currency: string,
): readonly (readonly [string, Totals])[] {
  return [...Map.groupBy(rows, (row) => row[dimension] ?? '')]
    .map(([name, group]) => [name, sum(group, currency)] as const)
    .toSorted(
      ([a, x], [b, y]) =>
        y.chargeMicros - x.chargeMicros || y.impressions - x.impressions || (a < b ? -1 : 1),
    )
    .slice(0, TOP);
}
