import type { Analytics, ReportRow as AnalyticsRow, ReportQuery } from '@jianchat/analytics';
import type { ReportDimension, ReportRow, revenueReport } from '@jianchat/api-contract';
import type { z } from 'zod';
import { accountSeen, type Caller } from '../auth/caller.ts';
import { toCsv } from './csv.ts';
import { firstRows } from './first-rows.ts';

export type RevenueQuery = z.output<(typeof revenueReport)['query']>;
export type ReportAnswer = z.output<(typeof revenueReport)['answer']>;
export type ReportSource = Pick<Analytics, 'report'>;
/** Reports also as files, which hold all there is. */
export type FileSource = ReportSource & Pick<Analytics, 'wholeReport'>;

interface RevenueContext {
  readonly groupBy: readonly ReportDimension[];
  readonly caller: Caller;
  /** Whether conversions may be told. */
  readonly conversions: boolean;
}

/** The first rows of a report. */
export async function readRevenue(
  analytics: ReportSource,
  query: RevenueQuery,
  context: RevenueContext,
): Promise<ReportAnswer> {
  const asked = analyticsQuery(query, context);
  const { rows, more } = await firstRows(query.limit, (limit) => analytics.report({ ...asked, limit }));
  return { rows: rows.map(toRowOf(context)), more };
}

function toRowOf({ groupBy, caller, conversions }: RevenueContext): (row: AnalyticsRow) => ReportRow {
  // What advertisers earn by their ads is no media account's business.
  const told = conversions && accountSeen(caller) === null;
  return (row) => toApiRow(row, { groupBy, told });
}

/** The question to analytics; a media caller's own account is always one of its filters. */
export function analyticsQuery(
  query: RevenueQuery,
  { groupBy, caller }: { readonly groupBy: readonly ReportDimension[]; readonly caller: Caller },
): ReportQuery {
  const account = accountSeen(caller) ?? query.account;
  return {
    fromMs: Date.parse(query.from),
    toMs: Date.parse(query.to),
    groupBy,
    ...(query.limit === undefined ? {} : { limit: query.limit }),
    filter: {
      ...(account === undefined ? {} : { account }),
      ...(query.media === undefined ? {} : { media: query.media }),
      ...(query.placement === undefined ? {} : { placement: query.placement }),
      ...(query.demand === undefined ? {} : { demand: query.demand }),
    },
  };
}

function toApiRow(
  row: AnalyticsRow,
  { groupBy, told }: { readonly groupBy: readonly ReportDimension[]; readonly told: boolean },
): ReportRow {
  const {
    requests,
    filled,
    impressions,
    clicks,
    chargeMicros,
    mediaMicros,
    platformMicros,
    unchargedMicros,
    mediatedMicros,
    currency,
  } = row;
  const dimensions = Object.fromEntries(groupBy.map((dimension) => [dimension, row[dimension] ?? '']));
  return {
    dimensions,
    requests,
    filled,
    impressions,
    clicks,
    conversions: told ? row.conversions : null,
    viewConversions: told ? row.viewConversions : null,
    unverifiedConversions: told ? row.unverifiedConversions : null,
    valueMicros: told ? row.valueMicros : null,
    chargeMicros,
    mediaMicros,
    platformMicros,
    unchargedMicros,
    mediatedMicros,
    currency,
  };
}

/** Money in micros, as the API has it: a spreadsheet divides exactly where we would round. */
export function revenueCsv(
  analytics: FileSource,
  query: RevenueQuery,
  context: RevenueContext,
): AsyncGenerator<string> {
  const { groupBy } = context;
  const toRow = toRowOf(context);
  const header = [
    ...groupBy,
    'requests',
    'filled',
    'impressions',
    'clicks',
    'conversions',
    'view_conversions',
    'unverified_conversions',
    'value_micros',
    'charge_micros',
    'media_micros',
    'platform_micros',
    'uncharged_micros',
    'mediated_micros',
    'currency',
  ];
  const cellsOf = (row: ReportRow) => [
    ...groupBy.map((dimension) => row.dimensions[dimension] ?? ''),
    row.requests,
    row.filled,
    row.impressions,
    row.clicks,
    row.conversions,
    row.viewConversions,
    row.unverifiedConversions,
    row.valueMicros,
    row.chargeMicros,
    row.mediaMicros,
    row.platformMicros,
    row.unchargedMicros,
    row.mediatedMicros,
    row.currency,
  ];
  const pages = analytics.wholeReport(analyticsQuery(query, context));
  return toCsv(pages, { header, cellsOf: (row) => cellsOf(toRow(row)) });
}
