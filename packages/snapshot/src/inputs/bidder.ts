import { z } from 'zod';
import { enabled, HttpUrl, Id, Name } from './shapes.ts';

export const BidderInput = z.strictObject({
  id: Id,
  name: Name.optional(),
  endpoint: HttpUrl,
  /** The policy's contract with this recipient: decides which fields it may see. */
  contract: Id,
  adapter: z.enum(['openrtb']).default('openrtb'),
  /** Upper bound on the time it gets, ms; the request's `tmax` may shorten it. */
  timeoutMs: z.int().min(10).max(10_000).default(500),
  enabled,
});

export type BidderInput = z.infer<typeof BidderInput>;
