/** How many bids of one bidder an imp may get, and the code that the further ones have in the ad server. */
export interface MultiBidRule {
  readonly bidsMax: number;
  /** Code of the second bid and those after it, without their number; '' leaves them without keys. */
  readonly codePrefix: string;
}

/** By bidder, in small letters: their names may differ in case, as in Prebid Server. */
export type MultiBids = ReadonlyMap<string, MultiBidRule>;

/** One entry of `ext.prebid.multibid`. */
interface MultiBidEntry {
  readonly bidder?: string;
  readonly bidders?: readonly string[];
  readonly maxbids?: number;
  readonly targetbiddercodeprefix?: string;
}

const BIDS_MIN = 1;
const BIDS_MAX = 9;
const NO_RULES: { readonly rules: MultiBids; readonly warnings: readonly string[] } = {
  rules: new Map(),
  warnings: [],
};

/** What is said of this seat. */
export function multiBidOf(rules: MultiBids, seat: string): MultiBidRule | undefined {
  return rules.size === 0 ? undefined : rules.get(seat.toLowerCase());
}

/** Reads `ext.prebid.multibid`. What is wrong with an entry is a warning and never refuses the request. */
export function readMultiBids(entries: readonly MultiBidEntry[] | undefined): {
  readonly rules: MultiBids;
  readonly warnings: readonly string[];
} {
  if (entries === undefined || entries.length === 0) return NO_RULES;
  const rules = new Map<string, MultiBidRule>();
  const warnings: string[] = [];
  for (const [at, entry] of entries.entries()) {
    const warn = (text: string): void => {
      warnings.push(`ext.prebid.multibid[${at}]: ${text}`);
    };
    const { bidder, bidders, maxbids, targetbiddercodeprefix: prefix } = entry;
    if (maxbids === undefined) {
      warn('maxbids is not defined, the entry is ignored');
      continue;
    }
    const bidsMax = Math.min(Math.max(maxbids, BIDS_MIN), BIDS_MAX);
    if (bidsMax !== maxbids) warn(`invalid maxbids value, using ${bidsMax}`);
    if (bidder && bidders) warn('ignoring bidders, because bidder is given');
    if (!bidder && prefix) warn('ignoring targetbiddercodeprefix, which goes with one bidder only');
    const names = bidder ? [bidder] : (bidders ?? []);
    if (names.length === 0) warn('bidder(s) not specified');
    for (const name of names) {
      const key = name.toLowerCase();
      if (rules.has(key)) warn(`multibid already defined for ${name.slice(0, 64)}, ignoring this instance`);
      else rules.set(key, { bidsMax, codePrefix: bidder ? (prefix ?? '') : '' });
    }
  }
  return { rules, warnings };
}
