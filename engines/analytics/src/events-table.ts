import { EVENT_KINDS } from '@jianchat/events';
import type { Column, RowOf, Table } from './column.ts';

export const deviceTypes = ['phone', 'tablet', 'desktop', 'tv', 'other', 'unknown'] as const;

/** What happened to a served ad, and as `fee` its place's share of a price by the day. Holds no identifier of a person or a device. */
export const eventColumns = [
  { name: 'at', type: "DateTime64(3, 'UTC')", comment: 'When the collector took the event' },
  {
    name: 'event_id',
    type: 'String',
    comment: 'Identifier of the event, from its signed token; of a fee its line item, day and place',
  },
  {
    name: 'kind',
    type: 'LowCardinality(String)',
    comment: 'What happened',
    values: [...EVENT_KINDS, 'fee'],
  },
  { name: 'log_offset', type: 'UInt64', comment: 'Place in the event log' },
  { name: 'account', type: 'LowCardinality(String)', comment: 'Media account that earns' },
  { name: 'media', type: 'LowCardinality(String)', comment: 'App or site' },
  { name: 'placement', type: 'LowCardinality(String)', comment: 'Place in the media' },
  {
    name: 'demand_kind',
    type: 'LowCardinality(String)',
    comment: 'How the ad was bought',
    values: ['direct', 'openrtb', 'mediation'],
  },
  { name: 'demand', type: 'LowCardinality(String)', comment: 'Bidder, or line item when bought directly' },
  {
    name: 'advertiser',
    type: 'LowCardinality(String)',
    comment: 'Advertiser, or its domain when known by that',
  },
  { name: 'creative', type: 'LowCardinality(String)', comment: 'What was shown' },
  {
    name: 'device_type',
    type: 'LowCardinality(String)',
    comment: 'Class of the device',
    values: deviceTypes,
  },
  { name: 'country', type: 'LowCardinality(String)', comment: 'ISO 3166-1 alpha-2; empty when unknown' },
  {
    name: 'format',
    type: 'LowCardinality(String)',
    comment: 'Format of the ad',
    values: ['banner', 'video', 'native', 'audio'],
  },
  {
    name: 'verdict',
    type: 'LowCardinality(String)',
    comment: 'Whether the event counts',
    values: ['counted', 'duplicate', 'invalid', 'unattributed'],
  },
  { name: 'charge_micros', type: 'Int64', comment: 'Charged to demand; millionths of the currency' },
  { name: 'media_micros', type: 'Int64', comment: 'Earned by the media; millionths of the currency' },
  { name: 'platform_micros', type: 'Int64', comment: 'Kept by the platform; millionths of the currency' },
  { name: 'currency', type: 'LowCardinality(String)', comment: 'ISO 4217' },
  { name: 'policy_version', type: 'UInt32', comment: 'Policy under which the event was collected' },
  { name: 'error_code', type: 'UInt16', comment: 'VAST code of a playing error; 0 where there was none' },
  {
    name: 'conversion_kind',
    type: 'LowCardinality(String)',
    comment: 'Kind of a conversion; empty for other events',
  },
  {
    name: 'conversion_basis',
    type: 'LowCardinality(String)',
    comment:
      'What a conversion stands by; empty for other events, and for conversions of before, which followed a click',
    values: ['', 'click', 'view', 'unverified'],
  },
  {
    name: 'value_micros',
    type: 'Int64',
    comment: 'What a conversion brought its advertiser; millionths of the currency',
  },
  {
    name: 'uncharged_micros',
    type: 'Int64',
    comment:
      'What demand would have paid besides, had its budget not been used up; millionths of the currency',
  },
  {
    name: 'extra_impressions',
    type: 'Int64',
    comment: 'Impressions beyond one that the display stands for (public screens)',
  },
  {
    name: 'mediated_micros',
    type: 'Int64',
    comment:
      'Expected of a network that the app asked itself and that pays the media; millionths of the currency',
  },
] as const satisfies readonly Column[];

export type EventRow = RowOf<typeof eventColumns>;

export const eventsTable: Table = {
  name: 'events',
  columns: eventColumns,
  orderBy: ['account', 'media', 'placement', 'at'],
};
