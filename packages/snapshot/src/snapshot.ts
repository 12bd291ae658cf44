import type { ImportFile } from './import-file.ts';
import type { AccountInput } from './inputs/account.ts';
import type { AdTransparency, AdvertiserInput } from './inputs/advertiser.ts';
import type { BidderInput } from './inputs/bidder.ts';
import type { CategoryMapping } from './inputs/category-mapping.ts';
import type { AdvertiserConversions, ConversionKey } from './inputs/conversions.ts';
import type { CreativeInput } from './inputs/creative.ts';
import type { DealInput } from './inputs/deal.ts';
import type { HostSettings } from './inputs/host.ts';
import type { LineItemInput } from './inputs/line-item.ts';
import type { MediaInput } from './inputs/media.ts';
import type { OrderInput } from './inputs/order.ts';
import type { PlacementInput } from './inputs/placement.ts';
import { storedResponseBody } from './inputs/stored-response.ts';
import type { RealisedPrices } from './network-price.ts';

/**
 * All the exchange knows about inventory and demand: built by control from the records store, published whole,
 * immutable, plain JSON. It holds nothing that only control may see (keys, balances, people).
 */
export interface Snapshot {
  /** The configuration's revision; a higher one replaces a lower one. */
  readonly revision: number;
  readonly builtAtMs: number;
  readonly host: HostSettings;
  readonly accounts: readonly AccountInput[];
  /** Ids of accounts that were switched off: their requests are told so. */
  readonly disabledAccounts: readonly string[];
  readonly media: readonly MediaInput[];
  readonly placements: readonly SnapshotPlacement[];
  readonly storedRequests: Readonly<Record<string, Record<string, unknown>>>;
  readonly storedImps: Readonly<Record<string, Record<string, unknown>>>;
  /** Bid responses that stand in for an auction or a bidder, where a request names one. */
  readonly storedResponses: Readonly<Record<string, Record<string, unknown>>>;
  /** Ad servers' categories by IAB's. */
  readonly categoryMappings: Readonly<Record<string, CategoryMapping>>;
  readonly bidders: readonly BidderInput[];
  /** Ids of bidders that no longer match what they were taken on with: they are not asked. */
  readonly pausedBidders: readonly string[];
  /** Only with creatives that may run. */
  readonly lineItems: readonly SnapshotLineItem[];
  /** Those that are switched off, too: bids must not use them. Absent in snapshots of older builds. */
  readonly deals?: readonly DealInput[];
  /** SHA-256 of the canonical markup of bidders' creatives that were rejected in review; the latest, bounded. */
  readonly rejectedCreatives?: readonly string[];
  /** The same of those that a person approved, where a bidder's creatives run only then (`creativeReview: before`). */
  readonly approvedCreatives?: readonly string[];
  /** Supply chains that public files do not bear out: SHA-256 of their claims, and why; bounded. */
  readonly untrueChains?: Readonly<Record<string, string>>;
  /** Media whose owners' files were read and do not let us sell. */
  readonly unauthorisedMedia?: readonly string[];
  /** What advertisers may report of conversions, by advertiser. */
  readonly conversions?: Readonly<Record<string, AdvertiserConversions>>;
}

/** What is settled when a snapshot is built, beside the configuration. */
export interface SnapshotStamp {
  readonly revision: number;
  readonly builtAtMs: number;
  /** Default nobody. */
  readonly pausedBidders?: readonly string[];
  /** Whether a direct creative passed its review; without it, nothing is reviewed here. */
  readonly mayRun?: (creative: CreativeInput) => boolean;
  /** Whether the review found that it fetches nothing over plain http; without it, demand looks for itself. */
  readonly isSecure?: (creative: CreativeInput) => boolean;
  readonly rejectedCreatives?: readonly string[];
  readonly approvedCreatives?: readonly string[];
  readonly untrueChains?: Readonly<Record<string, string>>;
  readonly unauthorisedMedia?: readonly string[];
  /** What networks have really paid. */
  readonly realisedPrices?: RealisedPrices;
  /** Keys that the platform issued for reports of conversions, by advertiser. */
  readonly issuedKeys?: Readonly<Record<string, readonly ConversionKey[]>>;
}

export interface SnapshotPlacement extends PlacementInput {
  /** What its networks have really paid, by network, where they reported enough. */
  readonly realised?: RealisedPrices[string];
}

/** A line item ready to compete: its times as ms, its creatives inside. Disabled parts are left out. */
export interface SnapshotLineItem
  extends Pick<
    LineItemInput,
    | 'id'
    | 'advertiser'
    | 'kind'
    | 'priority'
    | 'priceCpmMicros'
    | 'budgetTotalMicros'
    | 'budgetDailyMicros'
    | 'targeting'
    | 'goal'
    | 'cost'
    | 'pacing'
    | 'dayParts'
    | 'clock'
    | 'caps'
    | 'labels'
    | 'roadblock'
    | 'rotation'
  > {
  /** IANA name: its own time zone, else the advertiser's. */
  readonly timeZone: string;
  /** The order's id and budget, where it belongs to one; the order's times are part of the line item's. */
  readonly order?: SnapshotOrder;
  /** Who paid, for whom, where the advertiser says it. */
  readonly dsa?: AdTransparency;
  readonly currency: string;
  readonly startsAtMs: number;
  /** Number.MAX_SAFE_INTEGER where it has no end. */
  readonly endsAtMs: number;
  readonly creatives: readonly CreativeInput[];
  /** Ids of those that the review found to fetch over plain http; absent where nothing was reviewed. */
  readonly insecureCreatives?: readonly string[];
  /** How long after their click its conversions count; undefined where its advertiser reports none. */
  readonly conversionHours?: number;
  /** What else its conversions are held to. Absent in snapshots of older builds. */
  readonly conversionRules?: ConversionRules;
}

export interface ConversionRules {
  /** How long after its ad was seen those count that followed no click; absent: none do. */
  readonly viewHours?: number;
  readonly viewableOnly?: boolean;
  /** Whether those after a view are paid for as those after a click are. */
  readonly viewsCount?: boolean;
  /** Whether those told with a page's key are not paid for. */
  readonly serverOnly?: boolean;
}

export interface SnapshotOrder {
  readonly id: string;
  readonly budgetTotalMicros?: number;
  /** Ids of all its line items, also of those that run no more: what they spent is spent. Absent in snapshots of older builds. */
  readonly lineItems?: readonly string[];
}

/** Where the exchange gets its snapshot from: never from the records store itself. */
export interface SnapshotSource {
  /** The newest snapshot, undefined before the first. Synchronous: it is read on the request path. */
  current(): Snapshot | undefined;
  /** Calls back for each later one; returns what ends it. */
  subscribe(onSnapshot: (snapshot: Snapshot) => void): () => void;
}

/** Where control publishes to. Resolves when a restart of the exchange would find it. */
export interface SnapshotSink {
  publish(snapshot: Snapshot): Promise<void>;
}

/** Builds the snapshot of a whole configuration; pure, so that what is published is a function of what is stored. */
export function buildSnapshot(
  config: ImportFile,
  { pausedBidders = [], mayRun, isSecure, issuedKeys = {}, realisedPrices = {}, ...stamp }: SnapshotStamp,
): Snapshot {
  const accounts = config.accounts.filter((account) => account.enabled);
  const accountIds = new Set(accounts.map((account) => account.id));
  const media = config.media.filter((m) => m.enabled && accountIds.has(m.account));
  const mediaIds = new Set(media.map((m) => m.id));
  const creatives = Map.groupBy(
    config.creatives.filter((creative) => creative.enabled && mayRun?.(creative) !== false),
    (creative) => creative.lineItem,
  );
  const advertisers = new Map(config.advertisers.filter((a) => a.enabled).map((a) => [a.id, a]));
  const orders = new Map(config.orders.filter((order) => order.enabled).map((order) => [order.id, order]));
  const conversions = conversionsOf([...advertisers.values()], issuedKeys);
  const linesOf = Map.groupBy(config.lineItems, ({ order }) => order);
  return {
    ...stamp,
    host: config.host ?? {},
    accounts,
    disabledAccounts: config.accounts.filter((account) => !account.enabled).map((account) => account.id),
    media,
    placements: config.placements
      .filter((placement) => placement.enabled && mediaIds.has(placement.media))
      .map((placement) => {
        const realised = realisedPrices[placement.id];
        return realised === undefined ? placement : { ...placement, realised };
      }),
    storedRequests: config.storedRequests,
    storedImps: config.storedImps,
    storedResponses: Object.fromEntries(
      Object.entries(config.storedResponses).map(([id, response]) => [id, storedResponseBody(response)]),
    ),
    categoryMappings: config.categoryMappings,
    bidders: config.bidders.filter((bidder) => bidder.enabled),
    pausedBidders,
    deals: config.deals,
    conversions,
    lineItems: config.lineItems.flatMap((line) => {
      const advertiser = advertisers.get(line.advertiser);
      const ads = creatives.get(line.id);
      const order = line.order === undefined ? undefined : orders.get(line.order);
      if (!line.enabled || line.archived || !advertiser || !ads || (line.order !== undefined && !order))
        return [];
      const together = (order && linesOf.get(order.id)) ?? [];
      const converts = conversions[advertiser.id] !== undefined;
      return [snapshotLineItem(line, { order, together, advertiser, converts, creatives: ads, isSecure })];
    }),
  };
}

/** What may be reported, by advertisers that hold a key to report with: entered or issued. */
function conversionsOf(
  advertisers: readonly AdvertiserInput[],
  issued: Readonly<Record<string, readonly ConversionKey[]>>,
): Readonly<Record<string, AdvertiserConversions>> {
  return Object.fromEntries(
    advertisers.flatMap(({ id, conversions }) => {
      const keys = [...(conversions?.keys ?? []), ...(issued[id] ?? [])];
      return keys.length === 0 ? [] : [[id, { ...conversions, keys }]];
    }),
  );
}

/** A week. */
const CONVERSION_HOURS = 7 * 24;

function snapshotLineItem(
  line: LineItemInput,
  parts: {
    order: OrderInput | undefined;
    /** All line items of the order. */
    together: readonly LineItemInput[];
    advertiser: AdvertiserInput;
    /** Whether the advertiser can report conversions. */
    converts: boolean;
    creatives: readonly CreativeInput[];
    isSecure: SnapshotStamp['isSecure'];
  },
): SnapshotLineItem {
  const { order, together, advertiser: payer, converts, creatives, isSecure } = parts;
  const {
    id,
    advertiser,
    kind,
    priority,
    priceCpmMicros,
    targeting,
    goal,
    cost,
    pacing,
    dayParts,
    clock,
    caps,
  } = line;
  return {
    id,
    advertiser,
    kind,
    priority,
    priceCpmMicros,
    ...budgetsOf(line),
    ...(order && {
      order: { id: order.id, lineItems: together.map((one) => one.id), ...budgetsOf(order) },
    }),
    targeting,
    ...(goal && { goal }),
    ...(cost && { cost }),
    ...(pacing && { pacing }),
    ...(dayParts && { dayParts }),
    ...(caps && { caps }),
    ...(line.labels && { labels: line.labels }),
    ...(line.roadblock && { roadblock: line.roadblock }),
    ...(line.rotation && { rotation: line.rotation }),
    clock,
    ...(payer.dsa && { dsa: payer.dsa }),
    ...(converts && {
      conversionHours: line.conversionHours ?? CONVERSION_HOURS,
      conversionRules: conversionRules(line, payer),
    }),
    currency: payer.currency,
    timeZone: line.timeZone ?? payer.timeZone,
    startsAtMs: Math.max(startOf(line), order ? startOf(order) : 0),
    endsAtMs: Math.min(endOf(line), order ? endOf(order) : Number.MAX_SAFE_INTEGER),
    creatives,
    ...(isSecure && {
      insecureCreatives: creatives.filter((creative) => !isSecure(creative)).map((one) => one.id),
    }),
  };
}

/** A line item's own word goes before its advertiser's. */
function conversionRules(line: LineItemInput, { conversions: own }: AdvertiserInput): ConversionRules {
  const perConversion = line.cost?.model === 'cpa' ? line.cost : undefined;
  const paidBy = perConversion?.paidBy ?? own?.paidBy ?? (perConversion ? 'server' : 'any');
  const viewHours = line.viewHours ?? own?.viewHours ?? 0;
  const viewableOnly = line.viewableOnly ?? own?.viewableOnly ?? false;
  return {
    ...(viewHours > 0 && { viewHours, viewableOnly, viewsCount: line.viewsCount ?? false }),
    serverOnly: paidBy === 'server',
  };
}

interface Budgets {
  readonly budgetTotalMicros?: number | undefined;
  readonly budgetDailyMicros?: number | undefined;
}

const budgetsOf = ({ budgetTotalMicros, budgetDailyMicros }: Budgets) => ({
  ...(budgetTotalMicros === undefined ? {} : { budgetTotalMicros }),
  ...(budgetDailyMicros === undefined ? {} : { budgetDailyMicros }),
});

const startOf = ({ startsAt }: { startsAt?: string | undefined }): number =>
  startsAt === undefined ? 0 : Date.parse(startsAt);
const endOf = ({ endsAt }: { endsAt?: string | undefined }): number =>
  endsAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(endsAt);
