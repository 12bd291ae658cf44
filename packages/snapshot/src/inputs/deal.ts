import { z } from 'zod';
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
    targeting: Targeting.default({}),
    enabled,
  })
  .refine((d) => d.startsAt === undefined || d.endsAt === undefined || d.startsAt < d.endsAt, {
    error: 'endsAt must be later than startsAt',
    path: ['endsAt'],
  });

export type DealInput = z.infer<typeof DealInput>;
