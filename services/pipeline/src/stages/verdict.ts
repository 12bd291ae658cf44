import {
  type Conversion,
  type ConversionTerms,
  conversionIdOf,
  type EventRecord,
  eventIdOf,
  isAttributed,
  mayReport,
} from '@jianchat/events';

/**
 * - `invalid`: general invalid traffic (MRC: a declared robot), or claims that don't fit together.
 * - `duplicate`: an event of the same id was counted at another place of the log.
 * - `unattributed`: a conversion whose click or view was not counted, or has brought all that counts.
 */
export type Verdict = 'counted' | 'duplicate' | 'invalid' | 'unattributed';

/** A CPM of a million units of a currency: beyond it a price is a mistake. */
export const PRICE_CPM_MICROS_MAX = 1_000_000_000_000;
/** As booking has it: a day's price in dong or rupiah has more digits than a CPM. */
export const DAY_MICROS_MAX = 1_000_000_000_000_000;
/** Ten thousand people before one screen: beyond it a number is a mistake. */
const IMPRESSIONS_MILLI_MAX = 10_000_000;
/** Clocks of hosts may differ by this much. */
const CLOCK_DIFFERENCE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Whether an event may be counted, told from the event alone; so it is the same whenever it is asked. */
export function isValid(record: EventRecord): boolean {
  const { claims } = record;
  return (
    !record.declaredRobot &&
    isWhole(record) &&
    record.atMs >= claims.atMs - CLOCK_DIFFERENCE_MS &&
    isWithin(claims.priceCpmMicros, PRICE_CPM_MICROS_MAX) &&
    isWithin(claims.clickMicros ?? 0, PRICE_CPM_MICROS_MAX) &&
    isWithin(claims.dayMicros ?? 0, DAY_MICROS_MAX) &&
    isWithin(claims.revenueShareBps, 10_000) &&
    isWithin(claims.impressionsMilli ?? 1000, IMPRESSIONS_MILLI_MAX) &&
    /^[A-Z]{3}$/.test(claims.currency) &&
    claims.account !== '' &&
    claims.demand !== '' &&
    (claims.demandKind !== 'direct' || claims.advertiser !== '')
  );
}

/** @param countedAt the offset at which an event of this id was counted, if one was. */
export function verdictOf(
  record: EventRecord,
  place: { offset: number; countedAt: number | undefined },
): Verdict {
  if (!isValid(record)) return 'invalid';
  if (place.countedAt === undefined && record.kind === 'conversion') return 'unattributed';
  return place.countedAt === place.offset ? 'counted' : 'duplicate';
}

/** Its id is its own, and a conversion lies in its window. */
function isWhole({ id, kind, claims, conversion, atMs }: EventRecord): boolean {
  if (kind !== 'conversion') return id === eventIdOf(claims, kind);
  const terms = claims.conversion;
  if (terms === undefined || conversion === undefined || !mayReport(claims.kinds, kind)) return false;
  const cause = causeOf(conversion, terms);
  if (cause === undefined || (conversion.seenAs && !isAttributed(claims, conversion.seenAs))) return false;
  return (
    id === conversionIdOf(claims, conversion) &&
    isWithin(terms.micros, PRICE_CPM_MICROS_MAX) &&
    isWithin(conversion.valueMicros, PRICE_CPM_MICROS_MAX) &&
    cause.atMs >= claims.atMs - CLOCK_DIFFERENCE_MS &&
    atMs >= cause.atMs - CLOCK_DIFFERENCE_MS &&
    atMs <= cause.atMs + cause.hours * HOUR_MS
  );
}

/** The click or the view that it is attributed to, never both, and how long that lasts. */
function causeOf(
  { clickedMs, seenMs, seenAs }: Conversion,
  { withinHours, viewHours = 0 }: ConversionTerms,
): { atMs: number; hours: number } | undefined {
  if (clickedMs !== undefined)
    return seenMs === undefined && seenAs === undefined ? { atMs: clickedMs, hours: withinHours } : undefined;
  return seenMs === undefined || seenAs === undefined ? undefined : { atMs: seenMs, hours: viewHours };
}

function isWithin(value: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= max;
}
