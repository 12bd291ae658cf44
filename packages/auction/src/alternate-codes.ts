import { objectOf } from './object-of.ts';

/** Which codes besides its own a bidder may bid under (`ext.prebid.alternatebiddercodes`, or the account's). */
export interface AlternateCodes {
  /** By bidder, in small letters; a bidder that is not in it bids under its own code only, whatever seats it names. */
  readonly allowed: ReadonlyMap<string, ReadonlySet<string> | 'any'>;
}

export const NO_ALTERNATE_CODES: AlternateCodes = { allowed: new Map() };

const CODE_CHARS_MAX = 64;

/** Reads `{enabled, bidders: {BIDDER: {enabled, allowedbiddercodes: [..]}}}`; what is switched off allows nothing. */
export function readAlternateCodes(value: unknown): AlternateCodes {
  const given = objectOf(value);
  const bidders = objectOf(given?.['bidders']);
  if (given?.['enabled'] !== true || bidders === undefined) return NO_ALTERNATE_CODES;
  const allowed = new Map<string, ReadonlySet<string> | 'any'>();
  for (const [bidder, entry] of Object.entries(bidders)) {
    const row = objectOf(entry);
    if (row?.['enabled'] !== true) continue;
    const codes = row['allowedbiddercodes'];
    const name = bidder.toLowerCase();
    if (!Array.isArray(codes) || codes.includes('*')) allowed.set(name, 'any');
    else allowed.set(name, new Set(codes.filter((code) => typeof code === 'string')));
  }
  return { allowed };
}

export type CodeReading =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly message: string };

/**
 * The code a bid goes out under. Where a bidder has alternate codes, the seats of its answers are such codes; else a seat is
 * what OpenRTB says it is, the buyer's, and the code is the bidder's own.
 */
export function codeOfBid(
  { bidder, seat }: { readonly bidder: string; readonly seat: string | undefined },
  codes: AlternateCodes,
): CodeReading {
  const allowed = codes.allowed.get(bidder.toLowerCase());
  if (allowed === undefined || !seat || seat.toLowerCase() === bidder.toLowerCase())
    return { ok: true, code: bidder };
  if (seat.length <= CODE_CHARS_MAX && (allowed === 'any' || allowed.has(seat)))
    return { ok: true, code: seat };
  return {
    ok: false,
    message: `invalid biddercode ${JSON.stringify(seat.slice(0, CODE_CHARS_MAX))} sent by adapter ${JSON.stringify(bidder)}`,
  };
}
