import { z } from 'zod';
import { enabled, Id, Micros, Name } from './shapes.ts';

/** What an advertiser booked together: its line items share the order's time and its budget. */
export const OrderInput = z
  .strictObject({
    id: Id,
    advertiser: Id,
    name: Name.optional(),
    /** Micros of the advertiser's currency that all its line items may spend together. */
    budgetTotalMicros: Micros.optional(),
    startsAt: z.iso.datetime().optional(),
    endsAt: z.iso.datetime().optional(),
    enabled,
  })
  .refine((o) => o.startsAt === undefined || o.endsAt === undefined || o.startsAt < o.endsAt, {
    error: 'endsAt must be later than startsAt',
    path: ['endsAt'],
  });

export type OrderInput = z.infer<typeof OrderInput>;
