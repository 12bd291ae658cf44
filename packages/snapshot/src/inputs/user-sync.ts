import { z } from 'zod';
import { HttpUrl, Id } from './shapes.ts';

/**
 * One way to let a bidder meet the person's browser. The URL may hold Prebid Server's macros, in the spelling of either of its
 * implementations: `{{redirect_url}}` or `{{.RedirectURL}}`, and the same for gdpr, gdpr_consent, us_privacy, gpp, gpp_sid.
 */
const SyncWay = z.strictObject({
  url: HttpUrl,
  /** What the bidder replaces by its own id in the address it sends the browser back to. */
  userMacro: z.string().max(64).default(''),
});

/** How a bidder's own id of a browser gets into the `uids` cookie (Prebid Server's bidder info, `userSync`). */
export const UserSync = z
  .strictObject({
    /** Name of the bidder's id in the cookie; several bidders of one family share it. Its own id where left out. */
    key: Id.optional(),
    iframe: SyncWay.optional(),
    redirect: SyncWay.optional(),
    /** Which way is taken where a page allows both; needed only where both are there. */
    default: z.enum(['iframe', 'redirect']).optional(),
    enabled: z.boolean().default(true),
    /** When it is not synced, whatever else is allowed: it has no use for it, or doesn't want it. */
    skipWhen: z
      .strictObject({
        /** True: not where the GDPR applies. */
        gdpr: z.boolean().optional(),
        /** Sections of GPP. */
        gppSids: z.array(z.int().min(1).max(1_000)).max(100).optional(),
      })
      .optional(),
  })
  .refine((sync) => sync.iframe !== undefined || sync.redirect !== undefined, {
    error: 'a sync needs a way: iframe or redirect',
  })
  .refine((sync) => sync.default === undefined || sync[sync.default] !== undefined, {
    path: ['default'],
    error: 'the default must be a way that is there',
  })
  .refine((sync) => sync.iframe === undefined || sync.redirect === undefined || sync.default !== undefined, {
    path: ['default'],
    error: 'with both ways there, one must be the default',
  });

export type UserSync = z.infer<typeof UserSync>;
