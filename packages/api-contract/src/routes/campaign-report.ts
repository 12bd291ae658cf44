import { z } from 'zod';
import { route } from '../route.ts';
import { More, ReportPeriod } from './report.ts';

/** What an advertiser's report may be grouped by: what it booked, where people are and in which media, not the places inside of them. */
export const CAMPAIGN_DIMENSIONS = [
  'hour',
  'day',
  'lineItem',
  'creative',
  'media',
  'country',
  'device_type',
] as const;
export type CampaignDimension = (typeof CAMPAIGN_DIMENSIONS)[number];

export const campaignReport = route({
  method: 'GET',
  path: '/api/reports/campaigns',
  summary:
    'What an advertiser’s line items brought and cost, by up to four dimensions; UTC; `format=csv` for a file',
  roles: ['operator', 'advertiser', 'auditor'],
  query: ReportPeriod.extend({
    groupBy: ReportPeriod.shape.groupBy.unwrap().default('day'),
    /** Whose; of an advertiser its own, another one is refused. */
    advertiser: z.string().min(1).max(64).optional(),
    lineItem: z.string().min(1).max(64).optional(),
  }),
  problems: ['analytics.unavailable'],
  answer: z.object({
    rows: z.array(
      z.object({
        dimensions: z.partialRecord(z.enum(CAMPAIGN_DIMENSIONS), z.string()),
        impressions: z.int(),
        clicks: z.int(),
        /** Null where the policy in force does not let them be told; so is what they brought. */
        conversions: z.int().nullable(),
        valueMicros: z.int().nullable(),
        chargeMicros: z.int(),
        currency: z.string(),
      }),
    ),
    more: More,
  }),
  answerTypes: ['application/json', 'text/csv'],
});
