import { z } from 'zod';
import { route } from '../route.ts';

/** What is delivered: a goal's metric, or `spend` where no goal is set and a budget is to be spent. */
export const DELIVERY_METRICS = [
  'impressions',
  'viewableImpressions',
  'clicks',
  'conversions',
  'shareOfVoice',
  'spend',
] as const;
export type DeliveryMetric = (typeof DELIVERY_METRICS)[number];

/**
 * - `archived` (put away)
 * - `notStarted`, `paused` (switched off, or its order or advertiser is), `ended` (short of its goal), `done` (reached)
 * - `noCreative`: no creative of it is switched on and approved, so that nothing can be shown
 * - `behind`, `onTrack`, `ahead`: against its plan, by more than five per cent
 * - `running`: there is no plan to hold it against
 */
export const DELIVERY_STATES = [
  'noCreative',
  'behind',
  'onTrack',
  'ahead',
  'running',
  'done',
  'notStarted',
  'paused',
  'ended',
  'archived',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const Delivery = z.object({
  /** A line item's id, or `deal:ID`. */
  id: z.string(),
  name: z.string().nullable(),
  /** Null for a deal. */
  advertiser: z.string().nullable(),
  order: z.string().nullable(),
  /** Null where neither a goal nor a budget is set. */
  metric: z.enum(DELIVERY_METRICS).nullable(),
  /** A goal of each day is looked at today. */
  per: z.enum(['lifetime', 'day']),
  /** Events, per cent of a share of voice, or micros of `spend`; so are the three below. */
  goal: z.number().nullable(),
  /** Null where the policy in force does not let it be told, or nothing tells it. */
  delivered: z.number().nullable(),
  /** What its pacing and its parts of the day ask for by now; null without a plan. */
  due: z.number().nullable(),
  /** Where it ends at the rate of the last three days; null without an end, and before it began. */
  forecast: z.number().nullable(),
  /** Delivered for each that was due. */
  pace: z.number().nullable(),
  state: z.enum(DELIVERY_STATES),
  /** Of the line item and its order together. */
  startsAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
  /** Its own clock: days are counted on it. */
  timeZone: z.string(),
  /** Counted over its whole time. */
  impressions: z.int(),
  viewableImpressions: z.int(),
  clicks: z.int(),
  /** Those that it pays for, or that count towards its goal. */
  conversions: z.int().nullable(),
  /** Those that followed a view without a click, be they paid for or not. */
  viewConversions: z.int().nullable(),
  /** Those told with a page's key where only a server's is trusted. */
  unverifiedConversions: z.int().nullable(),
  currency: z.string(),
  /** What was charged; null for a deal, which bidders pay by the bid. */
  spentMicros: z.int().nullable(),
  spentTodayMicros: z.int().nullable(),
  budgetMicros: z.int().nullable(),
  leftMicros: z.int().nullable(),
  budgetDailyMicros: z.int().nullable(),
  leftTodayMicros: z.int().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

export const deliveries = route({
  method: 'GET',
  path: '/api/delivery',
  summary:
    'What line items, and deals with a goal, delivered of what they are to deliver, by now and by their end; counts are those that money is charged by',
  roles: ['operator', 'advertiser', 'auditor'],
  query: z.strictObject({
    /** An advertiser's own is always added; another one is refused. */
    advertiser: z.string().max(64).optional(),
    order: z.string().max(64).optional(),
    /** Also line items that were put away. */
    archived: z.stringbool().default(false),
    limit: z.coerce.number().int().min(1).max(10_000).default(1000),
  }),
  problems: ['analytics.unavailable'],
  answer: z.object({
    /** Of what time they tell. */
    at: z.iso.datetime(),
    items: z.array(Delivery),
    /** Whether there are more than `limit` let through. */
    more: z.boolean(),
    /** Orders of these line items that have a budget of their own. */
    orders: z.array(
      z.object({
        order: z.string(),
        currency: z.string(),
        budgetMicros: z.int(),
        spentMicros: z.int(),
        leftMicros: z.int(),
      }),
    ),
  }),
});

export const delivery = route({
  method: 'GET',
  path: '/api/delivery/:id',
  summary:
    'The same of one line item, or of a deal as `deal:ID`, and what was planned and delivered on each day of its own clock',
  roles: ['operator', 'advertiser', 'auditor'],
  problems: ['analytics.unavailable'],
  answer: z.object({
    at: z.iso.datetime(),
    item: Delivery,
    /** At most 400 days. */
    days: z.array(
      z.object({
        day: z.string(),
        /** Of the metric: events or micros; impressions of a share of voice. */
        delivered: z.int().nullable(),
        /** Null without a plan. */
        planned: z.int().nullable(),
        spentMicros: z.int(),
      }),
    ),
  }),
});
