import { z } from 'zod';

/**
 * How a bidder wants to be asked. Every member is optional; the absent one means what its comment says.
 * Extend it here, member by member, and declare each under `api:` of a field in `policy/policy.yaml`.
 */
export const BidderSettings = z.strictObject({
  /** The protocol's version it is asked in; default 2.6. */
  openrtbVersion: z.enum(['2.5', '2.6']).optional(),
  /** True: an imp goes to it in one format only, by `biddercontrols.prefermediatype` or the account's preference. */
  singleFormat: z.boolean().optional(),
});

export type BidderSettings = z.infer<typeof BidderSettings>;
