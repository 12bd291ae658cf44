import { z } from 'zod';
import { Currency, enabled, Id, Name } from './shapes.ts';

export const AdvertiserInput = z.strictObject({
  id: Id,
  name: Name,
  currency: Currency.default('USD'),
  enabled,
});

export type AdvertiserInput = z.infer<typeof AdvertiserInput>;
