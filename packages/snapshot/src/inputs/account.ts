import { z } from 'zod';
import { AccountSettings } from './account-settings.ts';
import { Currency, enabled, Id, Name } from './shapes.ts';

export const AccountInput = z.strictObject({
  id: Id,
  name: Name,
  currency: Currency.default('USD'),
  /** The media account's part of each price, in basis points. */
  revenueShareBps: z.int().min(0).max(10_000).default(8000),
  settings: AccountSettings.default({}),
  enabled,
});

export type AccountInput = z.infer<typeof AccountInput>;
