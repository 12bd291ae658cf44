import { z } from 'zod';
import { Id } from './shapes.ts';

/** How many bidders `/cookie_sync` proposes for a page of the account. */
export const CookieSyncSettings = z.strictObject({
  /** Where the request names no limit; none = as many as there are. */
  defaultLimit: z.int().min(1).max(1_000).optional(),
  /** Whatever the request names. */
  maxLimit: z.int().min(1).max(1_000).optional(),
  /** Whether bidders beside those the page names are proposed where the request doesn't say; default false. */
  defaultCoopSync: z.boolean().optional(),
});

/** What holds for the `uids` cookie of the whole host. */
export const UserSyncSettings = z.strictObject({
  /** Domain of the cookie; none = the host alone. */
  cookieDomain: z.string().min(1).max(253).optional(),
  /** True: browsers keep the cookie apart for every site (CHIPS), also where they block the cookies of third parties. */
  partitioned: z.boolean().optional(),
  /** Bidders that are proposed first, group by group, and whose ids leave a full cookie last. */
  priorityGroups: z.array(z.array(Id).max(1_000)).max(100).optional(),
  /** How long a browser keeps the cookie, d; default 90. Ids in it are good for as long as the policy says. */
  cookieDays: z.int().min(1).max(400).optional(),
  /** Largest value of the cookie; ids that don't fit leave. Default 4,000, which is what browsers take. */
  cookieBytesMax: z.int().min(500).max(4_000).optional(),
  /** Where `/optout` sends a browser that opted out, or in again; none = back to its page. */
  optOutUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  optInUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
});

export type UserSyncSettings = z.infer<typeof UserSyncSettings>;
