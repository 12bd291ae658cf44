import { z } from 'zod';
import { AccountSettings } from './account-settings.ts';
import { UserSyncSettings } from './cookie-sync-settings.ts';
import { HostAnswerSettings } from './host-answer-settings.ts';
import { HttpUrl, Json } from './shapes.ts';

/** OpenRTB 2.6 §3.2.26, as the host appends it to every supply chain. */
export const HostSchainNode = z.strictObject({
  /** Canonical domain of the host. */
  asi: z.string().min(1).max(253),
  /** The seller's id at the host. */
  sid: z.string().min(1).max(64),
  rid: z.string().min(1).max(128).optional(),
  name: z.string().min(1).max(200).optional(),
  domain: z.string().min(1).max(253).optional(),
  /** 1: the host takes part in the flow of payment; 0: it does not. */
  hp: z.literal([0, 1]).optional(),
});

/** ms. */
const HostTime = z.strictObject({
  /** For requests that name none; default 1,000. */
  defaultMs: z.int().min(10).max(60_000).optional(),
  /** Whatever a request names; default 5,000. */
  maxMs: z.int().min(10).max(60_000).optional(),
  /** Kept back for ranking and answering; default 20. */
  answerMs: z.int().min(0).max(1_000).optional(),
  /** What a bidder is told it has is shorter by this: its answer has a way to go; default 0. */
  networkMs: z.int().min(0).max(1_000).optional(),
  /** A bidder that would have less is not asked; default 10. */
  bidderMinMs: z.int().min(1).max(5_000).optional(),
  /** An AMP page has less than it names by this: its request and its answer have a way to go; default 0. */
  ampMs: z.int().min(0).max(1_000).optional(),
});

/**
 * What holds for the whole host. Every member is optional; the absent one means what its comment says. Extend it here,
 * member by member, and declare each under `api:` of a field in `policy/policy.yaml`.
 */
export const HostSettings = z.strictObject({
  /** Laid under every request, below the account's own default (RFC 7396: the client's own members win). */
  defaultRequest: Json.optional(),
  /** `app.id` of apps that are not served: their requests are told so (503). */
  blockedApps: z.array(z.string().min(1).max(200)).max(10_000).optional(),
  /** True: a request whose account is unknown is an error (400) even without Prebid's extensions; else it gets no bid. */
  accountRequired: z.boolean().optional(),
  /** What accounts leave open. */
  accountDefaults: AccountSettings.optional(),
  /** Appended to the supply chain that bidders see; none: the chain goes out as it came. */
  schainNode: HostSchainNode.optional(),
  /** The TCF's Global Vendor List, with which contracts are compared; undefined: they aren't. */
  vendorListUrl: HttpUrl.optional(),
  /** `ext.prebid.server.datacenter` of bid requests. */
  datacenter: z.string().min(1).max(64).optional(),
  /** Time for auctions. */
  tmax: HostTime.optional(),
  /**
   * True: requests of apps that name a stored one, and those of AMP pages, get an id of the host's own; default: those whose stored one
   * says `{{UUID}}`.
   */
  generateRequestId: z.boolean().optional(),
  /** Largest body of a request, before and after decompression, bytes; default 262,144. */
  requestBytesMax: z.int().min(16_384).max(4_194_304).optional(),
  /** True: a request and its imps without transaction ids get them, unless its `createtids` says otherwise; default false. */
  generateTransactionId: z.boolean().optional(),
  /** True: `/openrtb2/video` takes only requests that name a stored one; default false. */
  videoStoredRequestRequired: z.boolean().optional(),
  /** Where clients reach `/cache` of this host, such as through a network of caches: `hb_cache_host` and `hb_cache_path` are of it. */
  cacheUrl: HttpUrl.optional(),
  userSync: UserSyncSettings.optional(),
  /** What `/status` says; none = 204 without a word. */
  statusText: z.string().min(1).max(200).optional(),
  ...HostAnswerSettings.shape,
});

export type HostSettings = z.infer<typeof HostSettings>;
