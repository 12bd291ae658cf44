import { z } from 'zod';
import { Id } from './shapes.ts';

/**
 * A key by which an advertiser's conversions are told to be its own; only the hash of its secret is kept.
 * - `server`: known to the advertiser's servers alone
 * - `page`: stands in the advertiser's pages, where everybody can read it; it is taken with pixels only
 */
export const ConversionKey = z.strictObject({
  use: z.enum(['server', 'page']),
  /** SHA-256 of the secret. */
  hash: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits, lower case'),
});
export type ConversionKey = z.infer<typeof ConversionKey>;

/**
 * Keys whose conversions are paid for and count towards goals.
 * - `server`: an advertiser's servers' alone; what comes with a page's key is reported as unverified
 * - `any`: a page's too, although everybody who reads the page can make conversions up
 */
export const PayingKeys = z.enum(['server', 'any']);
export type PayingKeys = z.infer<typeof PayingKeys>;

/** How long after an ad was seen a conversion counts that followed no click, hours. */
export const VIEW_HOURS_MAX = 30 * 24;

/** What an advertiser reports of what follows its ads. */
export const AdvertiserConversions = z.strictObject({
  /** Entered by their hashes; those that the platform issued are not among them. */
  keys: z.array(ConversionKey).max(8).default([]),
  /** Kinds beside purchase, lead and install. */
  kinds: z.array(Id).max(20).optional(),
  /** Its line items that pay by the conversion take `server` where nobody says, others `any`. */
  paidBy: PayingKeys.optional(),
  /** Of its line items; absent: none are attributed to views. */
  viewHours: z.int().min(1).max(VIEW_HOURS_MAX).optional(),
  /** Whether a display is no view unless it was measured to be viewable. */
  viewableOnly: z.boolean().optional(),
});
export type AdvertiserConversions = z.infer<typeof AdvertiserConversions>;
