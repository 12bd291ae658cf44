import type { Column, RowOf, Table } from './column.ts';
import { deviceTypes } from './events-table.ts';

/** How each auction ended: one row per imp. Holds no identifier of a person or a device. */
export const auctionColumns = [
  { name: 'at', type: "DateTime64(3, 'UTC')", comment: 'When the request arrived' },
  { name: 'auction_id', type: 'String', comment: 'Identifier of the auction' },
  { name: 'account', type: 'LowCardinality(String)', comment: 'Media account' },
  { name: 'media', type: 'LowCardinality(String)', comment: 'App or site' },
  { name: 'placement', type: 'LowCardinality(String)', comment: 'Place in the media' },
  {
    name: 'device_type',
    type: 'LowCardinality(String)',
    comment: 'Class of the device',
    values: deviceTypes,
  },
  { name: 'country', type: 'LowCardinality(String)', comment: 'ISO 3166-1 alpha-2; empty when unknown' },
  { name: 'regime', type: 'LowCardinality(String)', comment: 'Privacy regime that applied' },
  {
    name: 'outcome',
    type: 'LowCardinality(String)',
    comment:
      'Whether an ad was found; doubtful: it may have been a robot’s request or part of a flood, which forecasts do not believe',
    values: ['filled', 'unfilled', 'filled.doubtful', 'unfilled.doubtful'],
  },
  {
    name: 'winner',
    type: 'LowCardinality(String)',
    comment: 'Winning bidder or line item; empty without one',
  },
  { name: 'price_micros', type: 'Int64', comment: 'Winning price; millionths of the currency, per 1,000' },
  { name: 'bids', type: 'UInt16', comment: 'Valid bids' },
  { name: 'duration_us', type: 'UInt32', comment: 'From request to response; microseconds' },
  { name: 'policy_version', type: 'UInt32', comment: 'Policy under which the auction ran' },
  { name: 'log_offset', type: 'UInt64', comment: 'Place in the event log' },
] as const satisfies readonly Column[];

export type AuctionRow = RowOf<typeof auctionColumns>;

export const auctionsTable: Table = {
  name: 'auctions',
  columns: auctionColumns,
  orderBy: ['account', 'media', 'placement', 'at'],
};
