import { z } from 'zod';
import { TimeZone } from './delivery-terms.ts';
import { Currency, enabled, Id, Name } from './shapes.ts';

export const AdvertiserInput = z.strictObject({
  id: Id,
  name: Name,
  currency: Currency.default('USD'),
  timeZone: TimeZone.default('UTC'),
  enabled,
});

export type AdvertiserInput = z.infer<typeof AdvertiserInput>;
