import { z } from 'zod';

/** Ids are chosen by the operator: they stand in URLs, reports and configuration files. */
export const Id = z
  .string()
  .min(1)
  .max(64)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    'letters, digits, dot, dash and underscore, starting with a letter or digit',
  );
const Currency = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as USD');
const Micros = z.int().nonnegative();
const Name = z.string().min(1).max(200);
const HttpUrl = z.url({ protocol: /^https?$/ }).max(2000);
const Json = z.record(z.string(), z.unknown());
const enabled = z.boolean().default(true);

export const AccountInput = z.strictObject({
  id: Id,
  name: Name,
  currency: Currency.default('USD'),
  /** The media account's part of each price, in basis points. */
  revenueShareBps: z.int().min(0).max(10_000).default(8000),
  enabled,
});

export const MediaInput = z
  .strictObject({
    id: Id,
    account: Id,
    kind: z.enum(['app', 'site', 'ctv']),
    name: Name.optional(),
    bundle: z.string().min(1).max(200).optional(),
    domain: z.string().min(1).max(253).optional(),
    enabled,
  })
  .refine((m) => (m.kind === 'site' ? m.domain !== undefined : m.bundle !== undefined), {
    error: 'a site needs a domain, an app or ctv media a bundle',
  });

export const PlacementInput = z.strictObject({
  id: Id,
  media: Id,
  name: Name.optional(),
  /** OpenRTB imp without `id`; served as the stored imp of the same id. */
  imp: Json,
  /** CPM floor in micros of the account's currency; the higher of this and `imp.bidfloor` holds. */
  floorMicros: Micros.default(0),
  enabled,
});

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

export const AdvertiserInput = z.strictObject({
  id: Id,
  name: Name,
  currency: Currency.default('USD'),
  enabled,
});

export const Targeting = z.strictObject({
  media: z.array(Id).max(1000).optional(),
  placements: z.array(Id).max(1000).optional(),
  /** ISO 3166-1 alpha-2. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(250)
    .optional(),
  deviceTypes: z
    .array(z.enum(['phone', 'tablet', 'desktop', 'tv', 'other', 'unknown']))
    .max(6)
    .optional(),
});

export const LineItemInput = z
  .strictObject({
    id: Id,
    advertiser: Id,
    name: Name.optional(),
    priceCpmMicros: Micros,
    budgetTotalMicros: Micros.optional(),
    budgetDailyMicros: Micros.optional(),
    startsAt: z.iso.datetime().optional(),
    endsAt: z.iso.datetime().optional(),
    targeting: Targeting.default({}),
    enabled,
  })
  .refine((l) => l.startsAt === undefined || l.endsAt === undefined || l.startsAt < l.endsAt, {
    error: 'endsAt must be later than startsAt',
    path: ['endsAt'],
  });

const Pixel = z.int().min(1).max(10_000);
const AdvertiserDomains = z.array(z.string().min(1).max(253)).min(1).max(10);

export const CreativeInput = z.discriminatedUnion('kind', [
  z.strictObject({
    id: Id,
    lineItem: Id,
    kind: z.literal('banner'),
    name: Name.optional(),
    w: Pixel,
    h: Pixel,
    /** Markup; `{{click}}` becomes the click redirect. Without it the whole ad links to `clickUrl`. */
    html: z.string().min(1).max(100_000),
    clickUrl: HttpUrl,
    advertiserDomains: AdvertiserDomains,
    enabled,
  }),
  z.strictObject({
    id: Id,
    lineItem: Id,
    kind: z.literal('video'),
    name: Name.optional(),
    durationSec: z.int().min(1).max(600),
    files: z
      .array(
        z.strictObject({
          url: HttpUrl,
          mime: z.string().max(100),
          w: Pixel,
          h: Pixel,
          bitrateKbps: z.int().positive().optional(),
        }),
      )
      .min(1)
      .max(10),
    clickUrl: HttpUrl,
    advertiserDomains: AdvertiserDomains,
    enabled,
  }),
]);

const listOf = <T extends z.ZodType>(item: T) => z.array(item).max(100_000).default([]);

/** The platform's configuration as code: what `jianchat import` takes and `jianchat export` gives. */
export const ImportFile = z.strictObject({
  accounts: listOf(AccountInput),
  media: listOf(MediaInput),
  placements: listOf(PlacementInput),
  storedRequests: z.record(Id, Json).default({}),
  storedImps: z.record(Id, Json).default({}),
  bidders: listOf(BidderInput),
  advertisers: listOf(AdvertiserInput),
  lineItems: listOf(LineItemInput),
  creatives: listOf(CreativeInput),
});

export type ImportFile = z.infer<typeof ImportFile>;
export type AccountInput = z.infer<typeof AccountInput>;
export type MediaInput = z.infer<typeof MediaInput>;
export type PlacementInput = z.infer<typeof PlacementInput>;
export type BidderInput = z.infer<typeof BidderInput>;
export type AdvertiserInput = z.infer<typeof AdvertiserInput>;
export type LineItemInput = z.infer<typeof LineItemInput>;
export type CreativeInput = z.infer<typeof CreativeInput>;
export type Targeting = z.infer<typeof Targeting>;
