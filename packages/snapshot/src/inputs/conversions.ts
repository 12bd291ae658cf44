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

/** What an advertiser reports of what follows its ads. */
export const AdvertiserConversions = z.strictObject({
  /** Entered by their hashes; those that the platform issued are not among them. */
  keys: z.array(ConversionKey).max(8).default([]),
  /** Kinds beside purchase, lead and install. */
  kinds: z.array(Id).max(20).optional(),
});
export type AdvertiserConversions = z.infer<typeof AdvertiserConversions>;
