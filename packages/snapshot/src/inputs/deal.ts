import { z } from 'zod';
import { Pacing, TimeZone } from './delivery-terms.ts';
import { Currency, enabled, Id, Micros, Name } from './shapes.ts';
import { Targeting } from './targeting.ts';

/**
 * What was agreed with some bidders beforehand.
 * - `private`: they alone may bid for it, at the agreed price or above
 * - `preferred`: they may have it at the agreed price before everybody else
 * - `guaranteed`: they take it at the agreed price, and it goes before everything that is not sponsored
 */
export const DealKind = z.enum(['private', 'preferred', 'guaranteed']);
export type DealKind = z.infer<typeof DealKind>;

export const DealInput = z
  .strictObject({
    /** What bids name it by (`dealid`). */
    id: Id,
    name: Name.optional(),
    kind: DealKind,
    bidders: z
      .array(
        z.strictObject({
          bidder: Id,
          /** Seats of the bidder that may use it; without any all may. */
          seats: z.array(z.string().min(1).max(100)).min(1).max(100).optional(),
        }),
      )
      .min(1)
      .max(100),
    /** CPM: the least of a private deal, what is paid at least in the others. */
    priceCpmMicros: Micros,
    currency: Currency.default('USD'),
    /** Advertisers that may buy; without any all may. */
    advertiserDomains: z.array(z.string().min(1).max(253)).min(1).max(100).optional(),
    startsAt: z.iso.datetime().optional(),
    endsAt: z.iso.datetime().optional(),
    /**
     * Impressions agreed on. A guaranteed deal is to reach them at least cost, as standard line items are; the others get no
     * more than them.
     */
    goal: z
      .strictObject({
        impressions: z.int().min(1).max(1_000_000_000_000),
        per: z.enum(['lifetime', 'day']).default('lifetime'),
      })
      .optional(),
    /** How the goal is spread over its time; default: evenly. */
    pacing: Pacing.optional(),
    /** IANA name: what the goal's days and the hours of `pacing` are counted in. */
    timeZone: TimeZone.default('UTC'),
    targeting: Targeting.default({}),
    enabled,
  })
  .refine(
    ({ kind, goal, startsAt, endsAt }) =>
      kind !== 'guaranteed' || goal?.per !== 'lifetime' || (startsAt !== undefined && endsAt !== undefined),
    { error: 'impressions are guaranteed over some time: startsAt and endsAt must be given', path: ['goal'] },
  )
  .refine((d) => d.startsAt === undefined || d.endsAt === undefined || d.startsAt < d.endsAt, {
    error: 'endsAt must be later than startsAt',
    path: ['endsAt'],
  });

export type DealInput = z.infer<typeof DealInput>;
