import { bool, column, int4, int8, jsonObject, text, timestamptz } from './column.ts';
import { stamp } from './stamp.ts';

/** What is for sale, and whose it is. Ids are slugs chosen by the operator. */
export const inventory = {
  accounts: {
    id: text.required,
    name: text.required,
    /** ISO 4217; floors of the account's placements are in it. */
    currency: text.required,
    /** The media account's part of each price, in basis points. */
    revenue_share_bps: int4.defaulted,
    /** What the import file says under `settings`. */
    settings: jsonObject.defaulted,
    enabled: bool.defaulted,
    created_at: timestamptz.defaulted,
    /** When its people left; null while it is open. A closed account stays for the sake of its money records only. */
    closed_at: timestamptz.nullable,
    ...stamp,
  },
  media: {
    id: text.required,
    account_id: text.required,
    kind: column<'app' | 'site' | 'ctv' | 'dooh'>('text').required,
    name: text.nullable,
    /** Of an app or CTV media. */
    bundle: text.nullable,
    /** Of a site. */
    domain: text.nullable,
    /** Of public screens: where they stand, and what a display there stands for. */
    screen: jsonObject.nullable,
    /** Advertisers, labels, domains and categories it does not want. */
    blocks: jsonObject.defaulted,
    /** IANA name. */
    time_zone: text.defaulted,
    enabled: bool.defaulted,
    ...stamp,
  },
  placements: {
    id: text.required,
    media_id: text.required,
    name: text.nullable,
    /** OpenRTB imp without `id`. */
    imp: jsonObject.required,
    /** CPM floor in micros of the account's currency. */
    floor_micros: int8.defaulted,
    /** Networks whose SDKs it is offered to, as the import file says them. */
    mediation: jsonObject.nullable,
    enabled: bool.defaulted,
    ...stamp,
  },
  /** What networks of mediated placements say they paid: one row for each day and country. */
  network_reports: {
    placement_id: text.required,
    network: text.required,
    /** `YYYY-MM-DD`, as the network counts days. */
    day: text.required,
    /** ISO 3166-1 alpha-2; '' where the network tells none. */
    country: text.required,
    impressions: int8.required,
    earned_micros: int8.required,
    currency: text.required,
  },
  stored_requests: { id: text.required, account_id: text.nullable, body: jsonObject.required },
  stored_imps: { id: text.required, account_id: text.nullable, body: jsonObject.required },
  /** One row at most: what the import file says under `host`. */
  host_settings: { id: text.required, settings: jsonObject.defaulted, ...stamp },
  stored_responses: { id: text.required, account_id: text.nullable, body: jsonObject.required },
  category_mappings: { id: text.required, account_id: text.nullable, body: jsonObject.required },
} as const;
