import { Targeting } from '@jianchat/snapshot';
import { z } from 'zod';
import { route } from '../route.ts';

export const forecast = route({
  method: 'POST',
  path: '/api/forecast',
  summary:
    'Imps that a targeting may have in a period (at most 92 days), from the last four weeks, and what is booked of them',
  roles: ['operator', 'auditor'],
  body: z.strictObject({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    targeting: Targeting.default({}),
    /** A line item whose own booking does not count. */
    lineItem: z.string().max(64).optional(),
  }),
  problems: ['analytics.unavailable'],
  answer: z.object({
    days: z.array(z.object({ day: z.string(), requests: z.int(), filled: z.int() })),
    requests: z.int(),
    filled: z.int(),
    /** What is booked already, by line item, or by guaranteed deal as `deal:ID`. */
    claims: z.array(z.object({ lineItem: z.string(), impressions: z.int() })),
    available: z.int(),
    /** Traits that are asked for and that no record tells: they are taken to hold. */
    untold: z.array(z.string()),
  }),
});
