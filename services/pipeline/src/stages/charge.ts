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
 * Impressions cost a thousandth of their CPM, rounded half up to whole micros; clicks cost what was agreed for one, mostly
 * nothing; other events cost nothing. The media's share is rounded down.
 */
export function chargeOf({ kind, claims }: Pick<EventRecord, 'kind' | 'claims'>): Charge {
  const chargeMicros =
    kind === 'impression'
      ? Math.floor((claims.priceCpmMicros + 500) / 1000)
      : kind === 'click'
        ? (claims.clickMicros ?? 0)
        : 0;
  if (chargeMicros === 0) return NO_CHARGE;
  const mediaMicros = Math.floor((chargeMicros * claims.revenueShareBps) / 10_000);
  return { chargeMicros, mediaMicros, platformMicros: chargeMicros - mediaMicros };
}
