import { z } from 'zod';
import { enabled, Id, Micros, Name } from './shapes.ts';
import { Targeting } from './targeting.ts';

export const LineItemInput = z
  .strictObject({
    id: Id,
    advertiser: Id,
    name: Name.optional(),
    priceCpmMicros: Micros,
    budgetTotalMicros: Micros.optional(),
    budgetDailyMicros: Micros.optional(),
    startsAt: z.iso.datetime().optional(),
    endsAt: z.iso.datetime().optional(),
    targeting: Targeting.default({}),
    enabled,
  })
  .refine((l) => l.startsAt === undefined || l.endsAt === undefined || l.startsAt < l.endsAt, {
    error: 'endsAt must be later than startsAt',
    path: ['endsAt'],
  });

export type LineItemInput = z.infer<typeof LineItemInput>;
