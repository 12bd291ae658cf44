import type { EventRecord } from '@jianchat/events';

/** What one counted event costs and brings; integers in micros of the claims' currency. */
export interface Charge {
  /** Paid by demand. */
  readonly chargeMicros: number;
  /** Of it, earned by the media account. */
  readonly mediaMicros: number;
  /** The rest, kept by the platform. */
  readonly platformMicros: number;
}

export const NO_CHARGE: Charge = { chargeMicros: 0, mediaMicros: 0, platformMicros: 0 };

/**
 * Impressions cost a thousandth of their CPM, rounded half up to whole micros; the media's share is rounded down.
 * Clicks and win notices cost nothing.
 */
export function chargeOf({ kind, claims }: Pick<EventRecord, 'kind' | 'claims'>): Charge {
  if (kind !== 'impression') return NO_CHARGE;
  const chargeMicros = Math.floor((claims.priceCpmMicros + 500) / 1000);
  const mediaMicros = Math.floor((chargeMicros * claims.revenueShareBps) / 10_000);
  return { chargeMicros, mediaMicros, platformMicros: chargeMicros - mediaMicros };
}
