import { formatMicros, parseCpm } from '../price.ts';

/** Bounds and increment in micros; a range holds its own upper bound, and the later range wins where two meet. */
export interface PriceRange {
  readonly minMicros: number;
  readonly maxMicros: number;
  readonly incrementMicros: number;
}

export interface PriceGranularity {
  /** Decimals of the bucket's text. */
  readonly precision: number;
  readonly ranges: readonly PriceRange[];
}

const steps = (...rows: readonly (readonly [min: number, max: number, increment: number])[]) => ({
  precision: 2,
  ranges: rows.map(([min, max, increment]) => ({
    minMicros: Math.round(min * 1e6),
    maxMicros: Math.round(max * 1e6),
    incrementMicros: Math.round(increment * 1e6),
  })),
});

const MEDIUM = steps([0, 20, 0.1]);

/** Prebid's named granularities. */
const NAMED: ReadonlyMap<string, PriceGranularity> = new Map([
  ['low', steps([0, 5, 0.5])],
  ['med', MEDIUM],
  ['medium', MEDIUM],
  ['high', steps([0, 20, 0.01])],
  ['auto', steps([0, 5, 0.05], [5, 10, 0.1], [10, 20, 0.5])],
  ['dense', steps([0, 3, 0.01], [3, 8, 0.05], [8, 20, 0.5])],
]);

export const DEFAULT_GRANULARITY: PriceGranularity = MEDIUM;

const PRECISION_MAX = 15;
const RANGES_MAX = 100;

export type GranularityReading =
  | { readonly ok: true; readonly granularity: PriceGranularity }
  | { readonly ok: false; readonly message: string };

const fault = (message: string): GranularityReading => ({
  ok: false,
  message: `Price granularity error: ${message}`,
});

/** Reads `pricegranularity`: a name, or `{precision, ranges: [{min?, max, increment}]}`. Sentences are Prebid Server's. */
export function readGranularity(value: unknown): GranularityReading {
  if (value === undefined || value === null || value === '')
    return { ok: true, granularity: DEFAULT_GRANULARITY };
  if (typeof value === 'string') {
    const named = NAMED.get(value);
    return named ? { ok: true, granularity: named } : fault('the name is not known');
  }
  if (typeof value !== 'object') return fault('a name or an object with ranges is expected');
  const { precision = 2, ranges } = value as { precision?: unknown; ranges?: unknown };
  if (typeof precision !== 'number' || !Number.isInteger(precision) || precision < 0)
    return fault('precision must be non-negative');
  if (precision > PRECISION_MAX)
    return fault(`precision of more than ${PRECISION_MAX} significant figures is not supported`);
  if (ranges === undefined || ranges === null || (Array.isArray(ranges) && ranges.length === 0))
    return { ok: true, granularity: DEFAULT_GRANULARITY };
  if (!Array.isArray(ranges) || ranges.length > RANGES_MAX)
    return fault('the range list is no list, or too long');
  return readRanges(ranges, precision);
}

function readRanges(ranges: readonly unknown[], precision: number): GranularityReading {
  const read: PriceRange[] = [];
  let previousMax = 0;
  for (const range of ranges) {
    const { min, max, increment } = (range ?? {}) as { min?: unknown; max?: unknown; increment?: unknown };
    const maxMicros = parseCpm(max);
    const incrementMicros = parseCpm(increment);
    // Prebid takes the previous range's end where a range names no start of its own.
    const minMicros = min === undefined ? previousMax : parseCpm(min);
    if (incrementMicros === undefined || incrementMicros === 0)
      return fault('increment must be a nonzero positive number');
    if (minMicros === undefined || maxMicros === undefined || maxMicros <= previousMax)
      return fault('range list must be ordered with increasing "max"');
    read.push({ minMicros, maxMicros, incrementMicros });
    previousMax = maxMicros;
  }
  return { ok: true, granularity: { precision, ranges: read } };
}

/**
 * The `hb_pb` text of a price: rounded down to its range's increment; above the last range its end; '' where no range
 * holds it. Prebid Server computes the same in floating point, where 0.30 can fall to "0.20"; integers do not.
 */
export function priceBucket(priceMicros: number, granularity: PriceGranularity): string {
  let last = 0;
  let bucket = -1;
  for (const range of granularity.ranges) {
    if (range.maxMicros > last) last = range.maxMicros;
    if (priceMicros < range.minMicros || priceMicros > range.maxMicros) continue;
    const over = priceMicros - range.minMicros;
    bucket = range.minMicros + over - (over % range.incrementMicros);
  }
  if (priceMicros > last) return formatMicros(last, granularity.precision);
  return bucket < 0 ? '' : formatMicros(bucket, granularity.precision);
}
