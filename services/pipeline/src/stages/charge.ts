import { type EventRecord, impressionMicros, isWanted } from '@jianchat/events';

/** What one counted event costs and brings; integers in micros of the claims' currency. */
export interface Charge {
  /** Paid by demand. */
  readonly chargeMicros: number;
  /** Of it, earned by the media account. */
  readonly mediaMicros: number;
  /** The rest, kept by the platform. */
  readonly platformMicros: number;
  /** What demand would have paid besides, had its budget not been used up. */
  readonly unchargedMicros: number;
}

/** Rounded down; exact, also where the product leaves the range of safe integers. */
export const partOf = (micros: number, bps: number): number =>
  micros < 900_000_000_000
    ? Math.floor((micros * bps) / 10_000)
    : Number((BigInt(micros) * BigInt(bps)) / 10_000n);

type Costing = Pick<EventRecord, 'kind' | 'claims' | 'conversion'>;

export const NO_CHARGE: Charge = { chargeMicros: 0, mediaMicros: 0, platformMicros: 0, unchargedMicros: 0 };

/**
 * What a network showed that an app asked itself costs nothing here: the network pays the media. Impressions cost a thousandth of their CPM,
 * rounded half up to whole micros; clicks, and conversions that are paid for (`isWanted`), cost
 * what was agreed for one, mostly nothing; other events cost nothing. The media's share is rounded down.
 * @param unchargedMicros what of it a budget can't pay
 */
export function chargeOf(event: Costing, unchargedMicros = 0): Charge {
  const chargeMicros = costOf(event) - unchargedMicros;
  if (chargeMicros === 0 && unchargedMicros === 0) return NO_CHARGE;
  const mediaMicros = partOf(chargeMicros, event.claims.revenueShareBps);
  return { chargeMicros, mediaMicros, platformMicros: chargeMicros - mediaMicros, unchargedMicros };
}

function costOf({ kind, claims, conversion }: Costing): number {
  if (claims.demandKind === 'mediation') return 0;
  if (kind === 'impression') return impressionMicros(claims.priceCpmMicros, claims.impressionsMilli);
  if (kind === 'click') return claims.clickMicros ?? 0;
  if (kind !== 'conversion' || conversion === undefined || !isWanted(claims, conversion)) return 0;
  return claims.conversion?.micros ?? 0;
}
