import { z } from 'zod';
import { TimeZone } from './delivery-terms.ts';
import { Currency, enabled, Id, Name } from './shapes.ts';

export const AdvertiserInput = z.strictObject({
  id: Id,
  name: Name,
  currency: Currency.default('USD'),
  timeZone: TimeZone.default('UTC'),
  /** `auto`: its creatives run as they are entered; `manual`: each waits until somebody has approved it. */
  creativeReview: z.enum(['auto', 'manual']).default('auto'),
  enabled,
});

export type AdvertiserInput = z.infer<typeof AdvertiserInput>;
