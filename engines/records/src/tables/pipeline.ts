import { int4, int8, text, timestamptz } from './column.ts';

/** What the pipeline must know to count each event exactly once. */
export const pipeline = {
  consumer_offsets: {
    consumer: text.required,
    /** The log offset the consumer reads next; committed together with what it derived from those before. */
    next_offset: int8.required,
  },
  /** One row per accepted event: the ground truth against duplicates. */
  counted_events: {
    event_id: text.required,
    log_offset: int8.required,
    kind: text.required,
    at: timestamptz.required,
    /** Of its cost, what a budget had no more money for. */
    uncharged_micros: int8.defaulted,
  },
  /** A projection of the postings, kept in their transaction: what budgets and pacing are measured by. */
  line_item_spend: {
    line_item: text.required,
    /** UTC day of the impressions, YYYY-MM-DD. */
    day: text.required,
    micros: int8.required,
  },
  /** A projection of the counted events, kept in their transaction: what goals are measured by. */
  line_item_delivery: {
    line_item: text.required,
    /** UTC day of the events, YYYY-MM-DD. */
    day: text.required,
    /** An event's kind. */
    kind: text.required,
    events: int8.required,
  },
  /** Days that a line item owes a flat price for: the row is what keeps a day from being charged twice. */
  line_item_days: {
    line_item: text.required,
    /** On the line item's clock when the ad went out, YYYY-MM-DD. */
    day: text.required,
    advertiser: text.required,
    /** ISO 4217. */
    currency: text.required,
    charged_micros: int8.required,
    /** Of the price, what budgets had no more money for. */
    uncharged_micros: int8.required,
    /** Under which the first impression of the day was collected. */
    policy_version: int4.required,
    /** Noon of the day on that clock. */
    noon_at: timestamptz.required,
    /** From then on it is dealt out. */
    closes_at: timestamptz.required,
    dealt_at: timestamptz.nullable,
  },
  /** Where those line items were shown on such a day, and the share of the price it was dealt. */
  line_item_places: {
    id: int8.generated,
    line_item: text.required,
    day: text.required,
    account: text.required,
    media: text.required,
    placement: text.required,
    creative: text.required,
    format: text.required,
    revenue_share_bps: int4.required,
    /** In thousandths, as displays stand for them. */
    impressions_milli: int8.required,
    charged_micros: int8.defaulted,
    /** Of it, what the media account earns. */
    media_micros: int8.defaulted,
    uncharged_micros: int8.defaulted,
    /** Its place among all shares, for analytics; null until it is dealt. */
    fee_offset: int8.nullable,
  },
  /** Bounds of the batches sent to analytics, fixed before sending: a replay sends the very same batches. */
  analytics_batches: {
    /** The consumer that sends it: `analytics.events` or `analytics.auctions`. */
    consumer: text.required,
    from_offset: int8.required,
    /** One past the last. */
    to_offset: int8.required,
    row_count: int4.required,
    created_at: timestamptz.defaulted,
    /** When analytics had acknowledged the batch; null until then. */
    acknowledged_at: timestamptz.nullable,
  },
} as const;
