import type { ReportQuery, ReportRow } from '@jianchat/analytics';
import type { CampaignDimension, campaignReport, ReportDimension } from '@jianchat/api-contract';
import type { z } from 'zod';
import { toCsv } from './csv.ts';
import { firstRows } from './first-rows.ts';
import type { FileSource, ReportSource } from './revenue.ts';

type CampaignQuery = z.output<(typeof campaignReport)['query']>;
type CampaignAnswer = z.output<(typeof campaignReport)['answer']>;
type CampaignRow = CampaignAnswer['rows'][number];

/** As analytics calls it. */
export const analyticsDimension = (dimension: CampaignDimension): ReportDimension =>
  dimension === 'lineItem' ? 'demand' : dimension;

interface CampaignContext {
  readonly advertiser: string;
  readonly groupBy: readonly CampaignDimension[];
  /** Whether conversions may be told. */
  readonly conversions: boolean;
}

/** Direct demand of one advertiser, copied column by column: what media earn and the platform keeps is not among them. */
export async function readCampaigns(
  analytics: ReportSource,
  query: CampaignQuery,
  context: CampaignContext,
): Promise<CampaignAnswer> {
  const asked = questionOf(query, context);
  const { rows, more } = await firstRows(query.limit, (limit) => analytics.report({ ...asked, limit }));
  return { rows: rows.map((row) => toCampaignRow(row, context)), more };
}

function questionOf(query: CampaignQuery, { advertiser, groupBy }: CampaignContext): ReportQuery {
  return {
    fromMs: Date.parse(query.from),
    toMs: Date.parse(query.to),
    groupBy: groupBy.map(analyticsDimension),
    ...(query.limit === undefined ? {} : { limit: query.limit }),
    filter: { advertiser, ...(query.lineItem === undefined ? {} : { demand: query.lineItem }) },
  };
}

function toCampaignRow(row: ReportRow, { groupBy, conversions }: CampaignContext): CampaignRow {
  return {
    dimensions: Object.fromEntries(
      groupBy.map((dimension) => [dimension, row[analyticsDimension(dimension)] ?? '']),
    ),
    impressions: row.impressions,
    clicks: row.clicks,
    conversions: conversions ? row.conversions : null,
    valueMicros: conversions ? row.valueMicros : null,
    chargeMicros: row.chargeMicros,
    currency: row.currency,
  };
}

export function campaignCsv(
  analytics: FileSource,
  query: CampaignQuery,
  context: CampaignContext,
): AsyncGenerator<string> {
  const { groupBy } = context;
  const measures = ['impressions', 'clicks', 'conversions', 'value_micros', 'charge_micros', 'currency'];
  const cellsOf = (row: CampaignRow) => [
    ...groupBy.map((dimension) => row.dimensions[dimension] ?? ''),
    row.impressions,
    row.clicks,
    row.conversions,
    row.valueMicros,
    row.chargeMicros,
    row.currency,
  ];
  return toCsv(analytics.wholeReport(questionOf(query, context)), {
    header: [...groupBy, ...measures],
    cellsOf: (row) => cellsOf(toCampaignRow(row, context)),
  });
}
