import type { ReportRow } from '@jianchat/analytics';
import type { CampaignDimension, campaignReport, ReportDimension } from '@jianchat/api-contract';
import type { z } from 'zod';
import { toCsv } from './csv.ts';
import type { ReportSource } from './revenue.ts';

type CampaignQuery = z.output<(typeof campaignReport)['query']>;
type CampaignRow = z.output<(typeof campaignReport)['answer']>['rows'][number];

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
  { advertiser, groupBy, conversions }: CampaignContext,
): Promise<readonly CampaignRow[]> {
  const rows = await analytics.report({
    fromMs: Date.parse(query.from),
    toMs: Date.parse(query.to),
    groupBy: groupBy.map(analyticsDimension),
    limit: query.limit,
    filter: { advertiser, ...(query.lineItem === undefined ? {} : { demand: query.lineItem }) },
  });
  return rows.map((row) => toCampaignRow(row, groupBy, conversions));
}

function toCampaignRow(
  row: ReportRow,
  groupBy: readonly CampaignDimension[],
  conversions: boolean,
): CampaignRow {
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

export function campaignCsv(rows: readonly CampaignRow[], groupBy: readonly CampaignDimension[]): string {
  return toCsv(
    [...groupBy, 'impressions', 'clicks', 'conversions', 'value_micros', 'charge_micros', 'currency'],
    rows.map((row) => [
      ...groupBy.map((dimension) => row.dimensions[dimension] ?? ''),
      row.impressions,
      row.clicks,
      row.conversions,
      row.valueMicros,
      row.chargeMicros,
      row.currency,
    ]),
  );
}
