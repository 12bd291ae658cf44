import { z } from 'zod';
import { CallLimits } from './call-limits.ts';

const SET_BY_TRANSPORT = new Set([
  'content-length',
  'content-encoding',
  'host',
  'connection',
  'transfer-encoding',
]);

/** Names in lower case. Not for secrets: whoever reads the configuration reads them. */
const Headers = z
  .record(z.string().regex(/^[a-z][a-z0-9-]{0,63}$/), z.string().regex(/^[\x20-\x7e]{0,500}$/))
  .refine((headers) => !Object.keys(headers).some((name) => SET_BY_TRANSPORT.has(name)), {
    error: `the transport sets ${[...SET_BY_TRANSPORT].join(', ')} itself`,
  });

/** Our account in a partner's supply chain, as ads.txt names it. */
export const SellerAccount = z.strictObject({
  /** Canonical domain of the partner's system. */
  domain: z
    .string()
    .regex(/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/)
    .max(253),
  /** Our id there. */
  id: z.string().regex(/^[^,;#\s]{1,128}$/),
  relationship: z.enum(['DIRECT', 'RESELLER']),
  /** The partner's id at a certification authority. */
  certification: z
    .string()
    .regex(/^[A-Za-z0-9]{1,64}$/)
    .optional(),
});

/**
 * How a bidder wants to be asked. Every member is optional; the absent one means what its comment says.
 * Extend it here, member by member, and declare each under `api:` of a field in `policy/policy.yaml`.
 */
export const BidderSettings = z.strictObject({
  /** The protocol's version it is asked in; default its adapter's (2.6). */
  openrtbVersion: z.enum(['2.5', '2.6']).optional(),
  /** True: an imp goes to it in one format only, by `biddercontrols.prefmtype` or the account's preference. */
  singleFormat: z.boolean().optional(),
  /** False: what it is told is never shown in debug data; default true. */
  debugAllowed: z.boolean().optional(),
  /** Whether bodies go compressed (gzip); default its adapter's. */
  gzip: z.boolean().optional(),
  /** All imps in one HTTP request, or one request each; default its adapter's. */
  imps: z.enum(['together', 'each']).optional(),
  /** Fixed headers beside its adapter's; default none. */
  headers: Headers.optional(),
  /** How much it is asked, and when it is left alone; default as `CallLimits` says. */
  limits: CallLimits.optional(),
  /** How we sell through it; undefined = not at all. Gives publishers' lines at `/ads.txt`, and its sellers.json is looked at for the id. */
  seller: SellerAccount.optional(),
  /**
   * `before`: its creatives run once a person has approved them; `after` (default): they run, and are reviewed; `trusted`: they run, approved
   * as they come. One that was rejected runs in none.
   */
  creativeReview: z.enum(['before', 'after', 'trusted']).optional(),
  /** What its adapter asks of the operator, such as the operator's name with the partner; default nothing. Not for secrets. */
  partner: z.record(z.string().regex(/^[A-Za-z]\w{0,63}$/), z.string().min(1).max(500)).optional(),
});

export type BidderSettings = z.infer<typeof BidderSettings>;
