import { z } from 'zod';
import { BidderSettings } from './bidder-settings.ts';
import { Capabilities } from './capabilities.ts';
import { enabled, HttpUrl, Id, Json, Name } from './shapes.ts';
import { UserSync } from './user-sync.ts';

export const BidderInput = z.strictObject({
  id: Id,
  name: Name.optional(),
  endpoint: HttpUrl,
  /** The policy's contract with this recipient: decides which fields it may see. */
  contract: Id,
  adapter: z.enum(['openrtb']).default('openrtb'),
  /** Upper bound on the time it gets, ms; the request's `tmax` may shorten it. */
  timeoutMs: z.int().min(10).max(10_000).default(500),
  /** Who answers questions about it; published at `/info/bidders`. */
  maintainer: z.strictObject({ email: z.email().max(254) }).optional(),
  /** Its id on the TCF Global Vendor List, as it says itself. What it may see goes by the id in its contract, never by this one. */
  gvlId: z.int().min(1).max(65_535).optional(),
  /** Where it buys and which formats; undefined = everywhere, everything. */
  capabilities: Capabilities.optional(),
  /** Undefined = it is not synced with browsers. */
  userSync: UserSync.optional(),
  /** JSON Schema of `imp.ext.prebid.bidder.ID`; undefined = what its adapter says. Published at `/bidders/params`. */
  parametersSchema: Json.optional(),
  /** Whether its VAST may be changed when it is kept through `/vtrack`. */
  modifyingVastXmlAllowed: z.boolean().default(false),
  settings: BidderSettings.default({}),
  enabled,
});

export type BidderInput = z.infer<typeof BidderInput>;
