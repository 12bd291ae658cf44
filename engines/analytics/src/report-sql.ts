import { AnalyticsError } from './analytics-error.ts';
import { type ReportDimension, type ReportPeriod, type ReportQuery, reportDimensions } from './report.ts';

/** A statement whose text holds names from lists in here only; every value is a parameter. */
export interface ReportStatement {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

const LIMIT_MAX = 100_000;

/** Grouped by the cheap expression, shown by the readable one. */
export const dimensionSql: Record<ReportDimension, { readonly group: string; readonly show: string }> = {
  hour: {
    group: 'toStartOfHour(at, {timezone:String})',
    show: `formatDateTime(hour, '%Y-%m-%dT%H:%i:%SZ', 'UTC')`,
  },
  day: { group: 'toDate(at, {timezone:String})', show: 'toString(day)' },
  placement: { group: 'placement', show: 'placement' },
  media: { group: 'media', show: 'media' },
  demand: { group: 'demand', show: 'demand' },
  device_type: { group: 'device_type', show: 'device_type' },
  country: { group: 'country', show: 'country' },
  creative: { group: 'creative', show: 'creative' },
};
const filterColumns = ['account', 'media', 'placement', 'demand', 'advertiser'] as const;

const moneyMeasures = [
  'impressions',
  'clicks',
  'acted',
  'recalled',
  'unproven',
  'brought',
  'charge',
  'kept',
  'earned',
  'unpaid',
  'mediated',
] as const;
const trafficMeasures = ['asked', 'offered', 'found'] as const;
const allMeasures = [...moneyMeasures, ...trafficMeasures];

/** Where a report reads: the rows as they came, or added up by the hour. Both give the same report. */
export type ReportSource = 'rows' | 'hours';

const HOUR_MS = 3_600_000;

/** Hours will do where nothing cuts through them: neither the period nor a time zone off by half an hour. */
export function cheapestSource(query: ReportQuery): ReportSource {
  const { fromMs, toMs, groupBy, filter = {}, timezone = 'UTC', believed = false } = query;
  // Hours are told apart by none of these.
  if (groupBy.includes('creative') || filter.advertiser !== undefined || believed) return 'rows';
  const byTime = groupBy.includes('hour') || groupBy.includes('day');
  const isWhole = fromMs % HOUR_MS === 0 && toMs % HOUR_MS === 0 && (timezone === 'UTC' || !byTime);
  return isWhole ? 'hours' : 'rows';
}

/**
 * The report as one statement: money from counted events, traffic from auctions, put together per group. Only
 * names from the lists above get into its text; every value is a parameter. Throws `analytics.bad_query`.
 */
export function reportStatement(query: ReportQuery, source?: ReportSource): ReportStatement {
  const { groupBy, filter = {}, timezone = 'UTC' } = query;
  checkQuery(query);
  const wanted = reportDimensions.filter((dimension) => groupBy.includes(dimension));
  // Auctions are told apart by neither.
  const byDemand =
    wanted.includes('demand') ||
    wanted.includes('creative') ||
    filter.demand !== undefined ||
    filter.advertiser !== undefined;
  const { where, parameters } = selection(query);
  const groups = wanted.map((each) => `${dimensionSql[each].group} AS ${each}, `).join('');
  const names = wanted.map((each) => `${each}, `).join('');
  const partition = wanted.length === 0 ? '' : `PARTITION BY ${wanted.join(', ')}`;
  const { believed = false } = query;
  const sources = sourceSql(source ?? cheapestSource(query), { groups, names, where, byDemand, believed });
  const traffic = (sum: string) => (byDemand ? 'NULL' : `if(place = 1, ${sum}, 0)`);
  const sql = `SELECT ${wanted.map((each) => `${dimensionSql[each].show} AS shown_${each}, `).join('')}
  ${traffic('all_asked')} AS requests, ${traffic('all_offered')} AS bids, ${traffic('all_found')} AS filled,
  impressions, clicks, acted AS conversions, recalled AS viewConversions, unproven AS unverifiedConversions, brought AS valueMicros, charge AS chargeMicros, earned AS mediaMicros, kept AS platformMicros, unpaid AS unchargedMicros, mediated AS mediatedMicros, currency
FROM (
  SELECT ${names}currency, ${moneyMeasures.join(', ')},
    ${trafficMeasures.map((each) => `sum(${each}) OVER (${partition}) AS all_${each}`).join(', ')},
    row_number() OVER (${partition} ORDER BY currency = '', currency) AS place
  FROM (
    SELECT ${names}currency, ${allMeasures.map((each) => `sum(${each}_part) AS ${each}`).join(', ')}
    FROM (${sources.join('\n      UNION ALL\n      ')})
    GROUP BY ${names}currency
    HAVING (${allMeasures.join(', ')}) != (${allMeasures.map(() => '0').join(', ')})
  )
)
WHERE place = 1 OR currency != ''
ORDER BY ${names}place`;
  return withLimit({ sql, parameters: { ...parameters, timezone } }, query);
}

/** When the newest event was taken, and how many there are, whatever their verdict. Throws `analytics.bad_query`. */
export function lastEventStatement(query: ReportPeriod): ReportStatement {
  checkQuery({ ...query, groupBy: [] });
  const { where, parameters } = selection(query);
  return {
    sql: `SELECT count() AS count, toUnixTimestamp64Milli(max(at)) AS last FROM events WHERE ${where}`,
    parameters,
  };
}

/** The period and filters as a condition on the columns that all tables have. */
export function selection({ fromMs, toMs, filter = {} }: ReportPeriod) {
  const filters = filterColumns.filter((column) => filter[column] !== undefined);
  const where = [
    'at >= fromUnixTimestamp64Milli({from_ms:Int64})',
    'at < fromUnixTimestamp64Milli({to_ms:Int64})',
    ...filters.map((column) => `${column} = {${column}:String}`),
    // A bidder may name an advertiser of its own by the same word.
    ...(filter.advertiser === undefined ? [] : [`demand_kind = 'direct'`]),
  ].join(' AND ');
  const values = Object.fromEntries(filters.map((column) => [column, filter[column] ?? '']));
  return { where, parameters: { ...values, from_ms: fromMs, to_ms: toMs } };
}

interface SourceOptions {
  /** `expression AS name, ` of each dimension. */
  readonly groups: string;
  /** `name, ` of each dimension. */
  readonly names: string;
  readonly where: string;
  readonly byDemand: boolean;
  readonly believed: boolean;
}

function sourceSql(
  source: ReportSource,
  { groups, names, where, byDemand, believed }: SourceOptions,
): string[] {
  if (source === 'hours') {
    return [
      `SELECT ${groups}currency, sum(impressions) AS impressions_part, sum(clicks) AS clicks_part,
        sum(conversions) AS acted_part, sum(view_conversions) AS recalled_part, sum(unverified_conversions) AS unproven_part, sum(value_micros) AS brought_part,
        sum(charge_micros) AS charge_part, sum(platform_micros) AS kept_part, sum(media_micros) AS earned_part,
        sum(uncharged_micros) AS unpaid_part, sum(mediated_micros) AS mediated_part, sum(requests) AS asked_part, sum(bids) AS offered_part, sum(filled) AS found_part
      FROM revenue_hourly WHERE ${where}${byDemand ? ' AND requests = 0' : ''} GROUP BY ${names}currency`,
    ];
  }
  const money = `SELECT ${groups}currency, countIf(kind = 'impression') + sum(extra_impressions) AS impressions_part, countIf(kind = 'click') AS clicks_part,
        countIf(kind = 'conversion' AND conversion_basis NOT IN ('view', 'unverified')) AS acted_part,
        countIf(conversion_basis = 'view') AS recalled_part, countIf(conversion_basis = 'unverified') AS unproven_part,
        sumIf(value_micros, conversion_basis != 'unverified') AS brought_part,
        sum(charge_micros) AS charge_part, sum(platform_micros) AS kept_part, sum(media_micros) AS earned_part,
        sum(uncharged_micros) AS unpaid_part, sum(mediated_micros) AS mediated_part, 0 AS asked_part, 0 AS offered_part, 0 AS found_part
      FROM events WHERE ${where} AND verdict = 'counted' GROUP BY ${names}currency`;
  const traffic = `SELECT ${groups}'' AS currency, 0 AS impressions_part, 0 AS clicks_part, 0 AS acted_part, 0 AS recalled_part, 0 AS unproven_part, 0 AS brought_part,
        0 AS charge_part, 0 AS kept_part, 0 AS earned_part, 0 AS unpaid_part, 0 AS mediated_part,
        count() AS asked_part, sum(bids) AS offered_part, countIf(startsWith(outcome, 'filled')) AS found_part
      FROM auctions WHERE ${where}${believed ? " AND NOT endsWith(outcome, '.doubtful')" : ''} GROUP BY ${names}currency`;
  return byDemand ? [money] : [money, traffic];
}

/** Without a limit the statement answers with all there is. */
export function withLimit(
  { sql, parameters }: ReportStatement,
  { limit }: Pick<ReportQuery, 'limit'>,
): ReportStatement {
  if (limit === undefined) return { sql, parameters };
  return { sql: `${sql}\nLIMIT {limit:UInt32}`, parameters: { ...parameters, limit } };
}

/** Throws `analytics.bad_query` for what is no question. */
export function checkQuery({
  fromMs,
  toMs,
  groupBy,
  filter = {},
  timezone = 'UTC',
  limit = 1,
}: ReportQuery): void {
  const fault = (what: string) => new AnalyticsError('analytics.bad_query', what);
  if (!Number.isSafeInteger(fromMs) || !Number.isSafeInteger(toMs) || fromMs >= toMs) {
    throw fault('fromMs and toMs are integers, fromMs before toMs');
  }
  if (!groupBy.every((each) => reportDimensions.includes(each)))
    throw fault('groupBy names an unknown dimension');
  if (!Object.keys(filter).every((key) => filterColumns.some((column) => column === key))) {
    throw fault('filter names an unknown column');
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX) throw fault(`limit is 1 to ${LIMIT_MAX}`);
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch {
    throw fault('timezone is not an IANA name');
  }
}
