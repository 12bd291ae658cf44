import type { ReportDimension } from '@jianchat/api-contract';
import type { Query } from '../../api/routes.ts';

export const DIMENSIONS = [
  'hour',
  'day',
  'placement',
  'media',
  'demand',
  'device_type',
  'country',
  'creative',
] as const satisfies readonly ReportDimension[];
export const RANGES = ['today', 'yesterday', '7d', '30d', 'custom'] as const;
/** What adds up, and can therefore be drawn in stacked bars. */
export const MEASURES = [
  'chargeMicros',
  'mediaMicros',
  'requests',
  'filled',
  'impressions',
  'clicks',
  'conversions',
  'valueMicros',
] as const;
export const FILTERS = ['account', 'media', 'placement', 'demand'] as const;

export type Range = (typeof RANGES)[number];
export type Measure = (typeof MEASURES)[number];
export type FilterName = (typeof FILTERS)[number];

/** The whole state of the report room; all of it stands in the URL. Days are UTC, `YYYY-MM-DD`, both inclusive. */
export interface ReportState {
  readonly range: Range;
  readonly from: string;
  readonly to: string;
  readonly groupBy: readonly ReportDimension[];
  readonly filters: Readonly<Partial<Record<FilterName, string>>>;
  readonly measure: Measure;
  readonly sort: string;
  readonly descending: boolean;
}

/** Rows asked for; more would be more than anybody reads, and the file has them all. */
const ROWS_MAX = 2000;
const GROUPS_MAX = 4;
const DAY_MS = 86_400_000;

/** Reads the URL; what is missing or makes no sense becomes its default. */
export function readReport(search: Readonly<Record<string, unknown>>, nowMs: number): ReportState {
  const today = dayOf(nowMs);
  const range = oneOf(RANGES, search['range']) ?? '7d';
  const groups = String(search['groupBy'] ?? 'day').split(',');
  const groupBy = [...new Set(groups)].flatMap((name) => oneOf(DIMENSIONS, name) ?? []).slice(0, GROUPS_MAX);
  const filters = Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = search[name];
      return value === undefined || value === '' ? [] : [[name, String(value)]];
    }),
  );
  return {
    range,
    from: isDay(search['from']) ? search['from'] : today,
    to: isDay(search['to']) ? search['to'] : today,
    groupBy: groupBy.length === 0 ? ['day'] : groupBy,
    filters,
    measure: oneOf(MEASURES, search['measure']) ?? 'chargeMicros',
    sort: typeof search['sort'] === 'string' ? search['sort'] : '',
    descending: search['order'] !== 'up',
  };
}

/** The URL of a state; defaults are left out, so that the plain address is the plain report. */
export function writeReport(state: ReportState): Record<string, string> {
  const custom = state.range === 'custom';
  const entries: [string, string | undefined][] = [
    ['range', state.range === '7d' ? undefined : state.range],
    ['from', custom ? state.from : undefined],
    ['to', custom ? state.to : undefined],
    ['groupBy', state.groupBy.join(',') === 'day' ? undefined : state.groupBy.join(',')],
    ...FILTERS.map((name): [string, string | undefined] => [name, state.filters[name]]),
    ['measure', state.measure === 'chargeMicros' ? undefined : state.measure],
    ['sort', state.sort === '' ? undefined : state.sort],
    ['order', state.descending ? undefined : 'up'],
  ];
  return Object.fromEntries(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

/** What the server is asked: the range as two midnights, the second one exclusive. */
export function queryOf(state: ReportState, nowMs: number): Query<'revenueReport'> {
  const [first, last] = daysOf(state, nowMs);
  return {
    from: new Date(first).toISOString(),
    to: new Date(last + DAY_MS).toISOString(),
    groupBy: state.groupBy.join(','),
    ...state.filters,
    limit: ROWS_MAX,
  };
}

/** First and last day of the range as their midnights, ms; an own range that ends before it starts is turned round. */
function daysOf(state: ReportState, nowMs: number): readonly [number, number] {
  const today = nowMs - (nowMs % DAY_MS);
  switch (state.range) {
    case 'today':
      return [today, today];
    case 'yesterday':
      return [today - DAY_MS, today - DAY_MS];
    case '7d':
      return [today - 6 * DAY_MS, today];
    case '30d':
      return [today - 29 * DAY_MS, today];
    case 'custom': {
      const from = Date.parse(state.from);
      const to = Date.parse(state.to);
      return from <= to ? [from, to] : [to, from];
    }
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}

function oneOf<T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find((candidate) => candidate === value);
}
