import type { Tables } from '@jianchat/records';
import type {
  AccountInput,
  AccountSettings,
  AdvertiserConversions,
  AdvertiserInput,
  BidderInput,
  BidderSettings,
  Blocks,
  CreativeInput,
  DealInput,
  HostSettings,
  ImportFile,
  LineItemInput,
  MediaInput,
  Mediation,
  OrderInput,
  PlacementInput,
  Targeting,
} from '@jianchat/snapshot';
import { companyTerms, deliveryTerms } from '@jianchat/snapshot';
import type { Selectable } from 'kysely';
import { bidderInfoOf, bidderInfoRow } from './bidder-info.ts';

/** A row as JSON: times are ISO strings. Columns that the import file does not know are not in it. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** What a row needs from other records: the currency of a line item is its advertiser's. */
export interface RowContext {
  advertiserCurrency(advertiser: string): string;
}

/** How one list of the import file is kept in its table. `toRow` gives the same keys for every record. */
export interface ConfigTable<Input> {
  readonly table: keyof Tables;
  toRow(input: Input, context: RowContext): Row;
  fromRow(row: Readonly<Record<string, unknown>>): Input;
}

interface TypedTable<Name extends keyof Tables, Input> {
  readonly table: Name;
  toRow(
    input: Input,
    context: RowContext,
  ): Row & Readonly<Record<keyof Tables[Name] & string, unknown> | Row>;
  fromRow(row: Selectable<Tables[Name]>): Input;
}

/** Rows come from `select *` of that very table, which is what makes the assertion true. */
function inTable<Name extends keyof Tables, Input>(typed: TypedTable<Name, Input>): ConfigTable<Input> {
  return { ...typed, fromRow: (row) => typed.fromRow(row as Selectable<Tables[Name]>) };
}

const named = (name: string | null) => (name === null ? {} : { name });

const accounts = inTable<'accounts', AccountInput>({
  table: 'accounts',
  toRow: ({ revenueShareBps, ...account }) => ({ ...account, revenue_share_bps: revenueShareBps }),
  fromRow: ({ id, name, currency, revenue_share_bps, settings, enabled }) => ({
    id,
    name,
    currency,
    revenueShareBps: revenue_share_bps,
    // Only `toRow` writes the column, from a parsed account.
    settings: settings as AccountSettings,
    enabled,
  }),
});

const media = inTable<'media', MediaInput>({
  table: 'media',
  toRow: ({ account, name = null, bundle = null, domain = null, screen = null, timeZone, ...rest }) => ({
    ...rest,
    account_id: account,
    name,
    bundle,
    domain,
    screen,
    time_zone: timeZone,
  }),
  fromRow: ({ id, account_id, kind, name, bundle, domain, screen, blocks, time_zone, enabled }) => ({
    id,
    account: account_id,
    kind,
    ...named(name),
    ...(bundle === null ? {} : { bundle }),
    ...(domain === null ? {} : { domain }),
    // Only `toRow` writes these columns, from parsed media.
    ...(screen === null ? {} : { screen: screen as NonNullable<MediaInput['screen']> }),
    blocks: blocks as Blocks,
    timeZone: time_zone,
    enabled,
  }),
});

const placements = inTable<'placements', PlacementInput>({
  table: 'placements',
  toRow: ({ id, media: mediaId, name = null, imp, floorMicros, mediation = null, enabled }) => ({
    id,
    media_id: mediaId,
    name,
    imp,
    floor_micros: floorMicros,
    mediation,
    enabled,
  }),
  fromRow: ({ id, media_id, name, imp, floor_micros, mediation, enabled }) => ({
    id,
    media: media_id,
    ...named(name),
    imp,
    floorMicros: floor_micros,
    // Only `toRow` writes the column, from a parsed placement.
    ...(mediation === null ? {} : { mediation: mediation as Mediation }),
    enabled,
  }),
});

const bidders = inTable<'bidders', BidderInput>({
  table: 'bidders',
  toRow: ({ id, name = null, endpoint, contract, adapter, timeoutMs, settings, enabled, ...info }) => ({
    id,
    name,
    endpoint,
    contract_id: contract,
    adapter,
    timeout_ms: timeoutMs,
    settings,
    enabled,
    ...bidderInfoRow(info),
  }),
  // Only `toRow` writes adapter and settings, from a parsed bidder.
  fromRow: (row) => ({
    id: row.id,
    ...named(row.name),
    endpoint: row.endpoint,
    contract: row.contract_id,
    adapter: row.adapter as BidderInput['adapter'],
    timeoutMs: row.timeout_ms,
    settings: row.settings as BidderSettings,
    enabled: row.enabled,
    ...bidderInfoOf(row),
  }),
});

const advertisers = inTable<'advertisers', AdvertiserInput>({
  table: 'advertisers',
  toRow: ({ timeZone, creativeReview, dsa = null, conversions = null, ...advertiser }) => ({
    ...advertiser,
    dsa,
    conversions,
    time_zone: timeZone,
    creative_review: creativeReview,
  }),
  fromRow: ({ id, name, currency, time_zone, creative_review, dsa, conversions, enabled }) => ({
    id,
    name,
    currency,
    timeZone: time_zone,
    creativeReview: creative_review,
    // Only an import writes the row, from a parsed advertiser.
    ...(conversions !== null && { conversions: conversions as unknown as AdvertiserConversions }),
    ...(dsa !== null && { dsa: dsa as unknown as NonNullable<AdvertiserInput['dsa']> }),
    enabled,
  }),
});

/** Times are compared as times: `12:00Z` and `12:00:00.000Z` are one. */
const isoOrNull = (time: string | undefined) => (time === undefined ? null : new Date(time).toISOString());

const timesOf = ({ starts_at, ends_at }: { starts_at: Date | null; ends_at: Date | null }) => ({
  ...(starts_at === null ? {} : { startsAt: starts_at.toISOString() }),
  ...(ends_at === null ? {} : { endsAt: ends_at.toISOString() }),
});

const orders = inTable<'orders', OrderInput>({
  table: 'orders',
  toRow: (order) => ({
    id: order.id,
    advertiser_id: order.advertiser,
    name: order.name ?? null,
    budget_total_micros: order.budgetTotalMicros ?? null,
    starts_at: isoOrNull(order.startsAt),
    ends_at: isoOrNull(order.endsAt),
    enabled: order.enabled,
  }),
  fromRow: (row) => ({
    id: row.id,
    advertiser: row.advertiser_id,
    ...named(row.name),
    ...(row.budget_total_micros === null ? {} : { budgetTotalMicros: row.budget_total_micros }),
    ...timesOf(row),
    enabled: row.enabled,
  }),
});

const deals = inTable<'deals', DealInput>({
  table: 'deals',
  toRow: ({ id, kind, name = null, enabled, ...spec }) => ({ id, name, kind, spec, enabled }),
  fromRow: ({ id, kind, name, spec, enabled }) =>
    // Only `toRow` writes `spec`, from a parsed deal.
    ({ id, kind, ...named(name), ...spec, enabled }) as DealInput,
});

const lineTerms = { ...deliveryTerms, ...companyTerms };
type LineTerms = Pick<LineItemInput, keyof typeof lineTerms>;

/** What has no column of its own, without what is not said. */
const termsOf = (line: LineItemInput): Partial<LineTerms> =>
  Object.fromEntries(
    Object.keys(lineTerms).flatMap((name) => {
      const term = line[name as keyof LineTerms];
      return term === undefined ? [] : [[name, term]];
    }),
  );

const lineItems = inTable<'line_items', LineItemInput>({
  table: 'line_items',
  toRow: (line, context) => ({
    id: line.id,
    advertiser_id: line.advertiser,
    order_id: line.order ?? null,
    name: line.name ?? null,
    kind: line.kind,
    priority: line.priority,
    price_cpm_micros: line.priceCpmMicros,
    currency: context.advertiserCurrency(line.advertiser),
    budget_total_micros: line.budgetTotalMicros ?? null,
    budget_daily_micros: line.budgetDailyMicros ?? null,
    starts_at: isoOrNull(line.startsAt),
    ends_at: isoOrNull(line.endsAt),
    targeting: line.targeting,
    terms: termsOf(line),
    enabled: line.enabled,
    archived: line.archived,
  }),
  fromRow: (row) => ({
    id: row.id,
    advertiser: row.advertiser_id,
    ...(row.order_id === null ? {} : { order: row.order_id }),
    ...named(row.name),
    kind: row.kind,
    priority: row.priority,
    priceCpmMicros: row.price_cpm_micros,
    ...(row.budget_total_micros === null ? {} : { budgetTotalMicros: row.budget_total_micros }),
    ...(row.budget_daily_micros === null ? {} : { budgetDailyMicros: row.budget_daily_micros }),
    ...timesOf(row),
    // Only `toRow` writes the column, from a parsed line item.
    targeting: row.targeting as Targeting,
    clock: 'advertiser',
    ...(row.terms as Partial<LineTerms>),
    enabled: row.enabled,
    archived: row.archived,
  }),
});

const creatives = inTable<'creatives', CreativeInput>({
  table: 'creatives',
  toRow: ({ id, lineItem, kind, name = null, enabled, ...spec }) => ({
    id,
    line_item_id: lineItem,
    name,
    kind,
    spec,
    enabled,
  }),
  fromRow: ({ id, line_item_id, name, kind, spec, enabled }) =>
    // Only `toRow` writes `spec`, from a parsed creative of this kind.
    ({ id, lineItem: line_item_id, kind, ...named(name), ...spec, enabled }) as CreativeInput,
});

/** The lists of the import file, in the order in which references allow them to be written. */
export const CONFIG_TABLES = {
  accounts,
  media,
  placements,
  bidders,
  deals,
  advertisers,
  orders,
  lineItems,
  creatives,
} as const satisfies {
  [List in Exclude<keyof ImportFile, 'host' | StoredName>]: ConfigTable<ImportFile[List][number]>;
};
export type ListName = keyof typeof CONFIG_TABLES;
export const LIST_NAMES = Object.keys(CONFIG_TABLES) as readonly ListName[];

/** The one record of the host's settings, as it is kept. */
export const HOST_TABLE = 'host_settings';
export const hostRows = (host: HostSettings | undefined): readonly Row[] =>
  host === undefined ? [] : [{ id: 'host', settings: host }];

/** The import file's records by id, and their tables. */
export const STORED_TABLES = {
  storedRequests: 'stored_requests',
  storedImps: 'stored_imps',
  storedResponses: 'stored_responses',
  categoryMappings: 'category_mappings',
} as const;
export type StoredName = keyof typeof STORED_TABLES;
export const STORED_NAMES = Object.keys(STORED_TABLES) as readonly StoredName[];
