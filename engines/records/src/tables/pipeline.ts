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
