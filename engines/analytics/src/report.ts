/** What a report may be grouped by. `day` and `hour` start in the report's time zone. */
export const reportDimensions = [
  'hour',
  'day',
  'placement',
  'media',
  'demand',
  'device_type',
  'country',
  'creative',
] as const;
export type ReportDimension = (typeof reportDimensions)[number];

export interface ReportFilter {
  readonly account?: string;
  readonly media?: string;
  readonly placement?: string;
  /** Bidder or line item. Auctions are not told apart by it: requests, bids and filled become null. */
  readonly demand?: string;
  /** Only direct demand of this advertiser, told from the rows as they came. */
  readonly advertiser?: string;
}

export interface ReportPeriod {
  /** Inclusive; milliseconds since the epoch. */
  readonly fromMs: number;
  /** Exclusive; milliseconds since the epoch. */
  readonly toMs: number;
  readonly filter?: ReportFilter;
}

const DAY_MS = 86_400_000;
const SLICE_DAYS = 31;

/** The same report in pieces that follow one another, cut at midnights: a long one whose rows are told apart by time need not be made at once. */
export function slicesOf<Q extends ReportQuery>(query: Q): readonly Q[] {
  const { fromMs, toMs, groupBy, timezone = 'UTC', limit } = query;
  const byTime = groupBy.includes('hour') || groupBy.includes('day');
  if (!byTime || timezone !== 'UTC' || limit !== undefined) return [query];
  const slices: Q[] = [];
  for (let from = fromMs; from < toMs; ) {
    const to = Math.min(toMs, (Math.floor(from / DAY_MS) + SLICE_DAYS) * DAY_MS);
    slices.push({ ...query, fromMs: from, toMs: to });
    from = to;
  }
  return slices;
}

export interface ReportQuery extends ReportPeriod {
  readonly groupBy: readonly ReportDimension[];
  /** IANA name; default UTC. */
  readonly timezone?: string;
  /** Rows, at most 100,000; default 10,000, and all of them where a report is read page by page. */
  readonly limit?: number;
  /** Leaves out requests that may be a robot's or part of a flood, as who looks ahead does; reports of what was have them all. */
  readonly believed?: boolean;
}

/**
 * One group in one currency. Where a group earned in several currencies, its requests, bids and fill stand in the
 * first of its rows and are 0 in the others, so that sums over rows are right; `currency` is empty where a group
 * had auctions and no counted event.
 */
export interface ReportRow {
  /** Start, as `2026-11-23T08:00:00Z`. */
  readonly hour?: string;
  /** As `2026-11-23`. */
  readonly day?: string;
  readonly placement?: string;
  readonly media?: string;
  readonly demand?: string;
  readonly device_type?: string;
  readonly country?: string;
  readonly creative?: string;
  /** Imps put up for auction; null in a report by demand, as are `bids` and `filled`. */
  readonly requests: number | null;
  readonly bids: number | null;
  readonly filled: number | null;
  readonly impressions: number;
  readonly clicks: number;
  /** After a click. */
  readonly conversions: number;
  /** After a view without a click. */
  readonly viewConversions: number;
  /** Told with a page's key where only a server's is trusted; in no other number, and they brought nothing. */
  readonly unverifiedConversions: number;
  /** What conversions brought advertisers, in the row's currency. */
  readonly valueMicros: number;
  readonly chargeMicros: number;
  readonly mediaMicros: number;
  readonly platformMicros: number;
  /** What demand would have paid besides, had its budgets not been used up. */
  readonly unchargedMicros: number;
  /** Expected of networks that apps asked themselves: they pay the media, nobody is charged here. */
  readonly mediatedMicros: number;
  readonly currency: string;
}

/** Measures come as text, because 64-bit integers don't fit into JSON numbers. */
export type RawReportRow = Readonly<Record<string, string | number | null>>;

export function toReportRow(raw: RawReportRow): ReportRow {
  const dimensions = Object.fromEntries(
    reportDimensions.flatMap((each) => {
      const value = raw[`shown_${each}`];
      return value === undefined ? [] : [[each, String(value)]];
    }),
  );
  return {
    ...dimensions,
    requests: raw['requests'] === null ? null : toInteger(raw, 'requests'),
    bids: raw['bids'] === null ? null : toInteger(raw, 'bids'),
    filled: raw['filled'] === null ? null : toInteger(raw, 'filled'),
    impressions: toInteger(raw, 'impressions'),
    clicks: toInteger(raw, 'clicks'),
    conversions: toInteger(raw, 'conversions'),
    viewConversions: toInteger(raw, 'viewConversions'),
    unverifiedConversions: toInteger(raw, 'unverifiedConversions'),
    valueMicros: toInteger(raw, 'valueMicros'),
    chargeMicros: toInteger(raw, 'chargeMicros'),
    mediaMicros: toInteger(raw, 'mediaMicros'),
    platformMicros: toInteger(raw, 'platformMicros'),
    unchargedMicros: toInteger(raw, 'unchargedMicros'),
    mediatedMicros: toInteger(raw, 'mediatedMicros'),
    currency: String(raw['currency']),
  };
}

function toInteger(raw: RawReportRow, name: string): number {
  const value = Number(raw[name]);
  // Beyond 2^53 a sum of money would silently be a little wrong.
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} of a report is no safe integer`);
  return value;
}
