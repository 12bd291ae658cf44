import { bool, column, int4, int8, jsonObject, text, timestamptz } from './column.ts';
import { stamp } from './stamp.ts';

/** Who buys: OpenRTB bidders under their contracts, and direct advertisers. */
export const demand = {
  contracts: {
    id: text.required,
    recipient_class: text.required,
    name: text.required,
    /** The contract's id in the privacy policy: it decides what the recipient may see. */
    policy_contract: text.required,
  },
  bidders: {
    id: text.required,
    name: text.nullable,
    endpoint: text.required,
    contract_id: text.required,
    adapter: text.defaulted,
    /** Upper bound on the time it gets, ms. */
    timeout_ms: int4.defaulted,
    /** What the import file says under `settings`. */
    settings: jsonObject.defaulted,
    enabled: bool.defaulted,
    /** Taken off its bids before they compete, in basis points. */
    margin_bps: int4.defaulted,
    maintainer_email: text.nullable,
    /** Its id on the TCF Global Vendor List, as it says itself. */
    gvl_id: int4.nullable,
    capabilities: jsonObject.nullable,
    /** How browsers are synced with it. */
    user_sync: jsonObject.nullable,
    /** JSON Schema of its parameters. */
    parameters_schema: jsonObject.nullable,
    modifying_vast_allowed: bool.defaulted,
    ...stamp,
  },
  advertisers: {
    id: text.required,
    name: text.required,
    /** ISO 4217. */
    currency: text.required,
    /** IANA name. */
    time_zone: text.defaulted,
    enabled: bool.defaulted,
    creative_review: column<'auto' | 'manual'>('text').defaulted,
    /** What the import file says under `conversions`; null where it reports none. */
    conversions: jsonObject.nullable,
    /** Who paid for its ads and for whom. */
    dsa: jsonObject.nullable,
    /** When its people left; null while it is open. A closed one stays for the sake of what it bought. */
    closed_at: timestamptz.nullable,
    ...stamp,
  },
  /** What an advertiser booked together. */
  orders: {
    id: text.required,
    advertiser_id: text.required,
    name: text.nullable,
    /** In the advertiser's currency. */
    budget_total_micros: int8.nullable,
    starts_at: timestamptz.nullable,
    ends_at: timestamptz.nullable,
    enabled: bool.defaulted,
    ...stamp,
  },
  /** What was agreed with bidders beforehand. */
  deals: {
    id: text.required,
    name: text.nullable,
    kind: column<'private' | 'preferred' | 'guaranteed'>('text').required,
    /** What the import file says of the deal beside id, name, kind and enabled. */
    spec: jsonObject.required,
    enabled: bool.defaulted,
    ...stamp,
  },
  line_items: {
    id: text.required,
    advertiser_id: text.required,
    order_id: text.nullable,
    kind: column<'sponsorship' | 'standard' | 'pricePriority' | 'house'>('text').defaulted,
    priority: int4.defaulted,
    /** What the import file says of the line item and no other column holds. */
    terms: jsonObject.defaulted,
    name: text.nullable,
    price_cpm_micros: int8.required,
    /** ISO 4217; of the price and the budgets. */
    currency: text.required,
    budget_total_micros: int8.nullable,
    budget_daily_micros: int8.nullable,
    /** Null: from now on. */
    starts_at: timestamptz.nullable,
    /** Null: without end. */
    ends_at: timestamptz.nullable,
    targeting: jsonObject.defaulted,
    enabled: bool.defaulted,
    /** Put away: it runs no more, and what it spent stays. */
    archived: bool.defaulted,
    ...stamp,
  },
  creatives: {
    id: text.required,
    line_item_id: text.required,
    name: text.nullable,
    kind: column<'banner' | 'video' | 'audio' | 'native'>('text').required,
    /** What the import file says of the creative beside id, line item, kind, name and enabled. */
    spec: jsonObject.required,
    enabled: bool.defaulted,
    ...stamp,
  },
  /** One row. Every change of the tables of inventory and demand raises `revision` in its own transaction. */
  config_revision: { single: bool.defaulted, revision: int8.defaulted },
} as const;
