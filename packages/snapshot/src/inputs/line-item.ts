import { z } from 'zod';
import { companyTerms } from './company.ts';
import { deliveryTerms } from './delivery-terms.ts';
import { enabled, Id, Micros, Name } from './shapes.ts';
import { Targeting } from './targeting.ts';

/**
 * - `sponsorship`: goes before everything else
 * - `standard`: has a goal that it must reach
 * - `pricePriority`: competes by its price with every other demand
 * - `house`: fills what nobody else wanted
 */
export const LineItemKind = z.enum(['sponsorship', 'standard', 'pricePriority', 'house']);
export type LineItemKind = z.infer<typeof LineItemKind>;

export const LineItemInput = z
  .strictObject({
    id: Id,
    advertiser: Id,
    /** Of the same advertiser; its time and its budget hold besides the line item's own. */
    order: Id.optional(),
    name: Name.optional(),
    kind: LineItemKind.default('pricePriority'),
    /** Among equals of one kind the lower number goes first. */
    priority: z.int().min(1).max(16).default(8),
    /** What a thousand impressions cost; not looked at where `cost` says otherwise. */
    priceCpmMicros: Micros.default(0),
    budgetTotalMicros: Micros.optional(),
    budgetDailyMicros: Micros.optional(),
    startsAt: z.iso.datetime().optional(),
    endsAt: z.iso.datetime().optional(),
    targeting: Targeting.default({}),
    ...deliveryTerms,
    ...companyTerms,
    enabled,
    /** Put away, as what has delivered can't be removed: it runs no more, and what it spent stays in its order's and advertiser's totals. */
    archived: z.boolean().default(false),
  })
  .refine((l) => l.startsAt === undefined || l.endsAt === undefined || l.startsAt < l.endsAt, {
    error: 'endsAt must be later than startsAt',
    path: ['endsAt'],
  });

export type LineItemInput = z.infer<typeof LineItemInput>;
