import { Id } from '@jianchat/snapshot';
import { z } from 'zod';
import { route } from '../route.ts';

/** What a network says it paid for one day, placement and country; days are the network's own. */
export const NetworkReportRow = z.strictObject({
  day: z.iso.date(),
  placement: Id,
  network: Id,
  /** ISO 3166-1 alpha-2; left out where the network does not tell countries apart. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2 such as DE')
    .optional(),
  /** Both bounded, so that sums over the days that count can be read; high enough for the currencies that are worth least. */
  impressions: z.int().min(0).max(1_000_000_000),
  earnedMicros: z.int().min(0).max(300_000_000_000_000),
  /** That of the placement's account. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as USD'),
});
export type NetworkReportRow = z.infer<typeof NetworkReportRow>;

export const postNetworkReports = route({
  method: 'POST',
  path: '/api/mediation/reports',
  summary:
    'Takes what networks of mediated placements report they paid; a row for the same day, placement, network and country replaces the one before',
  roles: ['operator'],
  body: z.strictObject({ rows: z.array(NetworkReportRow).min(1).max(5_000) }),
  problems: ['record.invalid'],
  answer: z.object({ taken: z.int() }),
});

export const networkPrices = route({
  method: 'GET',
  path: '/api/mediation/prices',
  summary:
    'What each network of a placement is expected to pay, by country, and whether that follows from its reports',
  roles: ['operator', 'auditor'],
  query: z.strictObject({ placement: Id }),
  problems: ['record.unknown'],
  answer: z.object({
    currency: z.string(),
    prices: z.array(
      z.object({
        network: z.string(),
        /** '' for all countries together. */
        country: z.string(),
        /** Reported in the days that count. */
        impressions: z.int(),
        earnedMicros: z.int(),
        ecpmMicros: z.int(),
        basis: z.enum(['reports', 'entered']),
      }),
    ),
  }),
});
