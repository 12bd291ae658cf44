import { PLAYBACK_KINDS } from '@jianchat/events/playback';
import { z } from 'zod';
import { route } from '../route.ts';

export const Totals = z.object({
  requests: z.int().nullable(),
  filled: z.int().nullable(),
  impressions: z.int(),
  clicks: z.int(),
  chargeMicros: z.int(),
  mediaMicros: z.int(),
  platformMicros: z.int(),
});

export type Totals = z.infer<typeof Totals>;

export const REPORT_DIMENSIONS = [
  'hour',
  'day',
  'placement',
  'media',
  'demand',
  'device_type',
  'country',
  'creative',
] as const;
export type ReportDimension = (typeof REPORT_DIMENSIONS)[number];

/** `requests` and `filled` are null where a dimension (demand, creative) has none: a request belongs to no demand. */
export const ReportRow = Totals.extend({
  /** After a click. Null for media callers, and where the policy in force does not let them be told; so is what they brought. */
  conversions: z.int().nullable(),
  /** Those that followed a view without a click; not among `conversions`. */
  viewConversions: z.int().nullable(),
  /** Those told with a page's key where only a server's is trusted; in no other number, and nobody pays for them. */
  unverifiedConversions: z.int().nullable(),
  /** What advertisers said the verified ones brought, in the row's currency. */
  valueMicros: z.int().nullable(),
  /** What demand would have paid besides, had its budgets not been used up: nobody was charged for it and no media earned by it. */
  unchargedMicros: z.int(),
  /** Expected of networks that apps asked themselves (mediation): they pay the media directly. */
  mediatedMicros: z.int(),
  currency: z.string(),
  dimensions: z.partialRecord(z.enum(REPORT_DIMENSIONS), z.string()),
});

export type ReportRow = z.infer<typeof ReportRow>;

/** What every report is asked: when, by what, how much of it and in which form. */
export const ReportPeriod = z.strictObject({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Comma-separated dimensions, up to four; empty = one row of totals per currency. */
  groupBy: z.string().max(100).default('hour'),
  /** Rows of an answer, 1000 where nothing is said. A file holds all there are, or as many as are asked for. */
  limit: z.coerce.number().int().min(1).max(10_000).optional(),
  format: z.enum(['json', 'csv']).default('json'),
});

/** Whether there are more rows than `limit` let through; `format=csv` without a limit has them all. */
export const More = z.boolean();

export const revenueReport = route({
  method: 'GET',
  path: '/api/reports/revenue',
  summary:
    'Requests, fill, impressions, clicks, conversions and money by up to four dimensions; UTC; `format=csv` for a file',
  roles: ['operator', 'media', 'auditor'],
  query: ReportPeriod.extend({
    /** A media caller's own account is always added; another one is refused. */
    account: z.string().max(64).optional(),
    media: z.string().max(64).optional(),
    placement: z.string().max(64).optional(),
    demand: z.string().max(64).optional(),
  }),
  problems: ['analytics.unavailable'],
  answer: z.object({ rows: z.array(ReportRow), more: More }),
  answerTypes: ['application/json', 'text/csv'],
});

export const playbackReport = route({
  method: 'GET',
  path: '/api/reports/playback',
  summary:
    'What players reported of video and audio ads, and errors by VAST code, by up to four dimensions; UTC; `format=csv` for a file',
  roles: ['operator', 'media', 'auditor'],
  query: revenueReport.query.extend({ kind: z.enum(['video', 'audio']).optional() }),
  problems: ['analytics.unavailable'],
  answer: z.object({
    /** A count is null where the policy in force does not let it be measured. */
    rows: z.array(
      z.object({
        dimensions: z.partialRecord(z.enum(REPORT_DIMENSIONS), z.string()),
        counts: z.record(z.enum(PLAYBACK_KINDS), z.int().nullable()),
      }),
    ),
    more: More,
    /** The most frequent first; 0 where the player named no code. */
    errors: z.array(z.object({ code: z.int(), errors: z.int() })),
  }),
  answerTypes: ['application/json', 'text/csv'],
});

export const overview = route({
  method: 'GET',
  path: '/api/overview',
  summary: "Today's revenue and fill by hour (UTC), and yesterday's up to the same time of day",
  roles: ['operator', 'media', 'auditor'],
  problems: ['analytics.unavailable'],
  answer: z.object({
    currency: z.string(),
    today: Totals,
    yesterdaySoFar: Totals,
    byHour: z.array(Totals.extend({ hour: z.iso.datetime() })),
    topDemand: z.array(z.object({ demand: z.string(), impressions: z.int(), chargeMicros: z.int() })),
    topPlacements: z.array(
      z.object({ placement: z.string(), requests: z.int(), filled: z.int(), chargeMicros: z.int() }),
    ),
  }),
});

/** Sum of a ledger account's postings; positive = debit balance (is owed to us), negative = credit (we owe). */
export const balances = route({
  method: 'GET',
  path: '/api/balances',
  summary: 'Balances of the double-entry ledger',
  roles: ['operator', 'media', 'auditor'],
  answer: z.object({
    balances: z.array(
      z.object({
        kind: z.string(),
        owner: z.string(),
        currency: z.string(),
        balanceMicros: z.int(),
        events: z.int(),
      }),
    ),
  }),
});
