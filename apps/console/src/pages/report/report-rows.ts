import type { ReportDimension } from '@jianchat/api-contract';
import type { Answer } from '../../api/routes.ts';
import { ratio } from '../../format/number.ts';
import type { Measure } from './report-state.ts';

export type ReportRow = Answer<'revenueReport'>['rows'][number];

/** Totals of the rows of one currency. `requests`, `filled` and what is told of conversions are null where no row has any. */
export type ReportTotals = Omit<ReportRow, 'dimensions'>;

/**
 * One line of totals per currency, largest revenue first. A group that earned nothing names no currency: what it has
 * of requests counts with the leading one.
 */
export function totalsOf(rows: readonly ReportRow[]): readonly ReportTotals[] {
  const leading = leadingCurrency(rows);
  const byCurrency = Map.groupBy(rows, (row) => row.currency || leading);
  return [...byCurrency]
    .map(([currency, list]) => ({
      currency,
      requests: sumOf(list, 'requests'),
      filled: sumOf(list, 'filled'),
      impressions: sumOf(list, 'impressions') ?? 0,
      clicks: sumOf(list, 'clicks') ?? 0,
      conversions: sumOf(list, 'conversions'),
      viewConversions: sumOf(list, 'viewConversions'),
      unverifiedConversions: sumOf(list, 'unverifiedConversions'),
      valueMicros: sumOf(list, 'valueMicros'),
      chargeMicros: sumOf(list, 'chargeMicros') ?? 0,
      mediaMicros: sumOf(list, 'mediaMicros') ?? 0,
      platformMicros: sumOf(list, 'platformMicros') ?? 0,
      unchargedMicros: sumOf(list, 'unchargedMicros') ?? 0,
      mediatedMicros: sumOf(list, 'mediatedMicros') ?? 0,
    }))
    .toSorted((a, b) => b.chargeMicros - a.chargeMicros);
}

/** The currency with most revenue; empty where nothing was earned. */
function leadingCurrency(rows: readonly ReportRow[]): string {
  const earned = new Map<string, number>();
  for (const { currency, chargeMicros } of rows) {
    if (currency !== '') earned.set(currency, (earned.get(currency) ?? 0) + chargeMicros);
  }
  return [...earned].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}

type Additive =
  | Measure
  | 'platformMicros'
  | 'unchargedMicros'
  | 'mediatedMicros'
  | 'viewConversions'
  | 'unverifiedConversions';

function sumOf(rows: readonly ReportRow[], measure: Additive): number | null {
  return rows.reduce<number | null>((sum, row) => {
    const value = row[measure];
    return value === null ? sum : (sum ?? 0) + value;
  }, null);
}

/** Revenue of a thousand impressions, that which networks are expected to pay included, in micros. */
export function ecpm(
  row: Pick<ReportRow, 'chargeMicros' | 'mediatedMicros' | 'impressions'>,
): number | undefined {
  const perImpression = ratio(row.chargeMicros + row.mediatedMicros, row.impressions);
  return perImpression === undefined ? undefined : Math.round(perImpression * 1000);
}

/** What was paid for each conversion after a click, in micros. */
export function cpa(row: Pick<ReportRow, 'chargeMicros' | 'conversions'>): number | undefined {
  const each = ratio(row.chargeMicros, row.conversions);
  return each === undefined ? undefined : Math.round(each);
}

/** What a chart draws: points along x, and the series that are stacked at each. */
export interface ReportChart {
  readonly x: ReportDimension;
  readonly ofTime: boolean;
  readonly points: readonly Readonly<Record<string, string | number>>[];
  /** Values of the second dimension, largest first; `value` where there is none. */
  readonly series: readonly string[];
  readonly currency: string;
}

const SERIES_MAX = 5;
const BARS_MAX = 12;
/** Name of the series and bar that hold what is not among the largest. */
export const OTHERS = '\u0000others';
export const SINGLE = 'value';

/**
 * Time runs along x where the rows have it, and the next dimension is stacked; else the first dimension's largest
 * values stand side by side. Money of several currencies is never added: the one with most revenue is drawn.
 */
export function chartOf(
  rows: readonly ReportRow[],
  groupBy: readonly ReportDimension[],
  { measure }: { measure: Measure },
): ReportChart {
  const currency = leadingCurrency(rows);
  const ofMoney = measure.endsWith('Micros');
  const counted = ofMoney ? rows.filter((row) => row.currency === currency || row.currency === '') : rows;
  const time = groupBy.find((name) => name === 'hour') ?? groupBy.find((name) => name === 'day');
  const x = time ?? groupBy[0] ?? 'day';
  const split = groupBy.find((name) => name !== x && name !== 'day' && name !== 'hour');
  const largest = split ? largestOf(counted, split, { measure, count: SERIES_MAX }) : [];
  const bars = time ? undefined : new Set(largestOf(counted, x, { measure, count: BARS_MAX }));
  const cells = new Map<string, Map<string, number>>();
  const used = new Set<string>();
  for (const row of counted) {
    const name = row.dimensions[x] ?? '';
    const at = bars && !bars.has(name) ? OTHERS : name;
    const value = split ? (row.dimensions[split] ?? '') : SINGLE;
    const series = split && !largest.includes(value) ? OTHERS : value;
    used.add(series);
    const cell = cells.get(at) ?? new Map<string, number>();
    cell.set(series, (cell.get(series) ?? 0) + (row[measure] ?? 0));
    cells.set(at, cell);
  }
  const points = [...cells].map(([at, cell]) => ({ x: at, ...Object.fromEntries(cell) }));
  return {
    x,
    ofTime: time !== undefined,
    points: time ? points.toSorted((a, b) => a.x.localeCompare(b.x)) : inOrder(points, bars),
    series: split ? [...largest, OTHERS].filter((name) => used.has(name)) : [SINGLE],
    currency,
  };
}

function inOrder<P extends { readonly x: string }>(
  points: readonly P[],
  order: ReadonlySet<string> | undefined,
): readonly P[] {
  const places = [...(order ?? [])];
  const placeOf = (point: P) => (point.x === OTHERS ? places.length : places.indexOf(point.x));
  return points.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function largestOf(
  rows: readonly ReportRow[],
  dimension: ReportDimension,
  { measure, count }: { measure: Measure; count: number },
): readonly string[] {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const name = row.dimensions[dimension] ?? '';
    sums.set(name, (sums.get(name) ?? 0) + (row[measure] ?? 0));
  }
  return [...sums]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([name]) => name);
}
