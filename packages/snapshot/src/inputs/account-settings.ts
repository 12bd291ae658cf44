import { z } from 'zod';
import { AnswerSettings } from './answer-settings.ts';
import { CookieSyncSettings } from './cookie-sync-settings.ts';
import { Json } from './shapes.ts';

/** What a bidder prefers where an imp offers several formats (`ext.prebid.biddercontrols.*.prefmtype`). */
export const MediaType = z.enum(['banner', 'video', 'audio', 'native']);
export type MediaType = z.infer<typeof MediaType>;

const SellerDomain = z
  .string()
  .regex(/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/)
  .max(253);

/**
 * What Prebid Server calls an account's configuration. Every member is optional: what an account leaves open is taken from
 * the host's `accountDefaults`, then from the exchange's own defaults, which stand with each member.
 * Extend it here, member by member, and declare each under `api:` of a field in `policy/policy.yaml`.
 */
export const AccountSettings = z.strictObject({
  /** `ext.prebid.integration` of requests that name none. */
  defaultIntegration: z.string().min(1).max(64).optional(),
  /** Laid under every request of the account (RFC 7396: the client's own members win). */
  defaultRequest: Json.optional(),
  /** Whether requests may ask for debug information; default true. */
  debugAllowed: z.boolean().optional(),
  /** Media type by bidder for imps that offer several, where the request says nothing of the bidder. */
  preferredMediaTypes: z.record(z.string().min(1).max(64), MediaType).optional(),
  /** Prebid Server's events, of answers, `/event` and the impression that `/vtrack` puts into VAST. Signed events of ads are not touched by it. */
  events: z
    .strictObject({
      /** Default true. */
      enabled: z.boolean().optional(),
      /** The same by channel (`pbjs`, `app`, `amp`, `web`), before `enabled`. */
      byChannel: z.record(z.string().min(1).max(64), z.boolean()).optional(),
    })
    .optional(),
  /** Named so in this platform's sellers.json, with the account's word for it; undefined: it is listed as confidential. */
  seller: z.strictObject({ name: z.string().min(1).max(200), domain: SellerDomain }).optional(),
  /**
   * What is done about supply chains that public files do not bear out, and about media whose owners' files do not let us sell: nothing, a
   * word in the answer and in the counters, or bidders are not asked. Default `report`.
   */
  supplyChecks: z.enum(['off', 'report', 'enforce']).optional(),
  cookieSync: CookieSyncSettings.optional(),
  ...AnswerSettings.shape,
});

export type AccountSettings = z.infer<typeof AccountSettings>;

/** An account's settings over the host's defaults: member by member, the account's wins. */
export function settingsOver(defaults: AccountSettings, own: AccountSettings): AccountSettings {
  return { ...defaults, ...own };
}
