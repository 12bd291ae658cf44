import { z } from 'zod';
import { Id } from './shapes.ts';

export const Targeting = z.strictObject({
  media: z.array(Id).max(1000).optional(),
  placements: z.array(Id).max(1000).optional(),
  /** ISO 3166-1 alpha-2. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(250)
    .optional(),
  deviceTypes: z
    .array(z.enum(['phone', 'tablet', 'desktop', 'tv', 'other', 'unknown']))
    .max(6)
    .optional(),
});

export type Targeting = z.infer<typeof Targeting>;
