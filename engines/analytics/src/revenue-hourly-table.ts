import type { Column, Table, View } from './column.ts';

const dimensions = [
  { name: 'at', type: "DateTime('UTC')", comment: 'Start of the hour' },
  { name: 'account', type: 'LowCardinality(String)', comment: 'Media account' },
  { name: 'media', type: 'LowCardinality(String)', comment: 'App or site' },
  { name: 'placement', type: 'LowCardinality(String)', comment: 'Place in the media' },
  { name: 'demand', type: 'LowCardinality(String)', comment: 'Bidder or line item; empty for auctions' },
  { name: 'device_type', type: 'LowCardinality(String)', comment: 'Class of the device' },
  { name: 'country', type: 'LowCardinality(String)', comment: 'ISO 3166-1 alpha-2; empty when unknown' },
  { name: 'currency', type: 'LowCardinality(String)', comment: 'ISO 4217; empty for auctions' },
] as const satisfies readonly Column[];

const measures = [
  { name: 'requests', type: 'UInt64', comment: 'Imps put up for auction' },
  { name: 'bids', type: 'UInt64', comment: 'Valid bids' },
  { name: 'filled', type: 'UInt64', comment: 'Imps for which an ad was found' },
  { name: 'impressions', type: 'UInt64', comment: 'Counted impressions' },
  { name: 'clicks', type: 'UInt64', comment: 'Counted clicks' },
  { name: 'conversions', type: 'UInt64', comment: 'Counted conversions after a click' },
  { name: 'view_conversions', type: 'UInt64', comment: 'Counted conversions after a view without a click' },
  {
    name: 'unverified_conversions',
    type: 'UInt64',
    comment: 'Conversions told with a page’s key where only a server’s is trusted',
  },
  {
    name: 'value_micros',
    type: 'Int64',
    comment: 'What conversions brought advertisers; millionths of the currency',
  },
  { name: 'charge_micros', type: 'Int64', comment: 'Charged to demand; millionths of the currency' },
  { name: 'media_micros', type: 'Int64', comment: 'Earned by the media; millionths of the currency' },
  { name: 'platform_micros', type: 'Int64', comment: 'Kept by the platform; millionths of the currency' },
  {
    name: 'uncharged_micros',
    type: 'Int64',
    comment: 'Not charged because a budget was used up; millionths of the currency',
  },
  {
    name: 'mediated_micros',
    type: 'Int64',
    comment: 'Expected of networks that apps asked themselves; millionths of the currency',
  },
] as const satisfies readonly Column[];

/** Counted events and auctions, added up by the hour. Only views write to it. */
export const revenueHourlyTable: Table = {
  name: 'revenue_hourly',
  columns: [...dimensions, ...measures],
  orderBy: ['account', 'media', 'placement', 'at', 'demand', 'device_type', 'country', 'currency'],
  sums: measures.map(({ name }) => name),
};

/** Views of before, which another took the place of: an installation that has one loses it. */
export const retiredViews: readonly string[] = [
  'events_to_revenue_hourly',
  'events_to_revenue_hourly_2',
  'events_to_revenue_hourly_3',
  'events_to_revenue_hourly_4',
  'auctions_to_revenue_hourly',
];

/** What a view does not tell is empty or 0 by the target's defaults. */
export const revenueHourlyViews: readonly View[] = [
  {
    name: 'events_to_revenue_hourly_5',
    target: revenueHourlyTable.name,
    select: `SELECT toStartOfHour(events.at, 'UTC') AS at, account, media, placement, demand, device_type, country, currency,
  countIf(kind = 'impression') + sum(events.extra_impressions) AS impressions, countIf(kind = 'click') AS clicks,
  countIf(kind = 'conversion' AND conversion_basis NOT IN ('view', 'unverified')) AS conversions,
  countIf(conversion_basis = 'view') AS view_conversions, countIf(conversion_basis = 'unverified') AS unverified_conversions,
  sumIf(events.value_micros, conversion_basis != 'unverified') AS value_micros,
  sum(events.charge_micros) AS charge_micros, sum(events.media_micros) AS media_micros,
  sum(events.platform_micros) AS platform_micros, sum(events.uncharged_micros) AS uncharged_micros,
  sum(events.mediated_micros) AS mediated_micros
FROM events WHERE verdict = 'counted'
GROUP BY at, account, media, placement, demand, device_type, country, currency`,
  },
  {
    name: 'auctions_to_revenue_hourly_2',
    target: revenueHourlyTable.name,
    select: `SELECT toStartOfHour(auctions.at, 'UTC') AS at, account, media, placement, device_type, country,
  count() AS requests, sum(auctions.bids) AS bids, countIf(startsWith(outcome, 'filled')) AS filled
FROM auctions
GROUP BY at, account, media, placement, device_type, country`,
  },
];
