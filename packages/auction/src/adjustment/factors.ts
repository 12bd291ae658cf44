import { type Decimal, parseDecimal } from '../currency/decimal.ts';
import { type Rate, rateOf } from '../currency/rate.ts';
import { objectOf } from '../object-of.ts';
import { type AdjustedBid, MEDIA_NAMES } from './bid-adjustments.ts';

/** `ext.prebid.bidadjustmentfactors`: a factor by bidder, in small letters, and by media type and bidder, which goes before it. */
export interface Factors {
  readonly byBidder: ReadonlyMap<string, Decimal>;
  readonly byMedia: ReadonlyMap<string, ReadonlyMap<string, Decimal>>;
}

const NO_FACTORS: Factors = { byBidder: new Map(), byMedia: new Map() };

export function readFactors(
  value: unknown,
): { readonly ok: true; readonly factors: Factors } | { readonly ok: false; readonly message: string } {
  const given = objectOf(value);
  if (given === undefined) return { ok: true, factors: NO_FACTORS };
  const byMedia = new Map<string, ReadonlyMap<string, Decimal>>();
  const { mediatypes, ...bidders } = given;
  const own = readFactorMap(bidders, 'bidadjustmentfactors');
  if (!own.ok) return own;
  for (const [media, map] of Object.entries(objectOf(mediatypes) ?? {})) {
    const reading = readFactorMap(
      objectOf(map) ?? {},
      `bidadjustmentfactors.mediatypes.${media.slice(0, 64)}`,
    );
    if (!reading.ok) return reading;
    for (const name of MEDIA_NAMES.get(media) ?? []) byMedia.set(name, reading.map);
  }
  return { ok: true, factors: { byBidder: own.map, byMedia } };
}

function readFactorMap(
  given: Readonly<Record<string, unknown>>,
  path: string,
):
  | { readonly ok: true; readonly map: ReadonlyMap<string, Decimal> }
  | { readonly ok: false; readonly message: string } {
  const map = new Map<string, Decimal>();
  for (const [bidder, value] of Object.entries(given)) {
    const factor = parseDecimal(value);
    if (typeof value !== 'number' || factor === undefined || factor.digits === 0n)
      return {
        ok: false,
        message: `request.ext.prebid.${path}.${bidder.slice(0, 64)} must be a positive number.`,
      };
    map.set(bidder.toLowerCase(), factor);
  }
  return { ok: true, map };
}

/** The factor of one bidder's bids; undefined for none. */
export function factorFor(
  factors: Factors,
  { media, bidder }: Pick<AdjustedBid, 'media' | 'bidder'>,
): Rate | undefined {
  const name = bidder.toLowerCase();
  const factor = factors.byMedia.get(media)?.get(name) ?? factors.byBidder.get(name);
  return factor && rateOf(factor);
}
