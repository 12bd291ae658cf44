import { conversionIdOf, type EventRecord, eventIdOf, mayReport } from '@jianchat/events';

/**
 * - `invalid`: general invalid traffic (MRC: a declared robot), or claims that don't fit together.
 * - `duplicate`: an event of the same id was counted at another place of the log.
 * - `unattributed`: a conversion whose click was not counted.
 */
export type Verdict = 'counted' | 'duplicate' | 'invalid' | 'unattributed';

/** A CPM of a million units of a currency: beyond it a price is a mistake. */
export const PRICE_CPM_MICROS_MAX = 1_000_000_000_000;
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
    isWithin(claims.dayMicros ?? 0, PRICE_CPM_MICROS_MAX) &&
    isWithin(claims.revenueShareBps, 10_000) &&
    isWithin(claims.impressionsMilli ?? 1000, IMPRESSIONS_MILLI_MAX) &&
    /^[A-Z]{3}$/.test(claims.currency) &&
    claims.account !== '' &&
    claims.demand !== '' &&
    (claims.demandKind === 'openrtb' || claims.advertiser !== '')
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
  const { clickedMs, valueMicros } = conversion;
  return (
    id === conversionIdOf(claims, conversion) &&
    isWithin(terms.micros, PRICE_CPM_MICROS_MAX) &&
    isWithin(valueMicros, PRICE_CPM_MICROS_MAX) &&
    clickedMs >= claims.atMs - CLOCK_DIFFERENCE_MS &&
    atMs >= clickedMs - CLOCK_DIFFERENCE_MS &&
    atMs <= clickedMs + terms.withinHours * HOUR_MS
  );
}

function isWithin(value: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= max;
}
