import { readFlag } from '../read-flag.ts';

/** `ext.prebid.targeting.includebrandcategory` with what goes along: competitive exclusion in pods of long-form video. */
export interface CategoryRules {
  /** Whether the category stands in the key; a bid without exactly one is then refused. */
  readonly withCategory: boolean;
  /** Whose categories IAB's are translated to; undefined where IAB's stay. */
  readonly translation: { readonly adServer: 'freewheel' | 'dfp'; readonly publisher: string } | undefined;
  /** Lengths a bid is rounded up to, ascending, s; none: the bid's own length stands. */
  readonly durationsSec: readonly number[];
  /** Whether the bidder's code ends the key, so that equal bids of two bidders stay apart. */
  readonly appendBidder: boolean;
}

/** An ad server's category for one of IAB's. `publisher` is '' where one mapping serves all of the ad server's. */
export type CategoryLookup = (from: {
  readonly adServer: string;
  readonly publisher: string;
  readonly category: string;
}) => string | undefined;

/** Ad servers by Prebid Server's numbers. */
const AD_SERVERS: ReadonlyMap<unknown, 'freewheel' | 'dfp'> = new Map([
  [1, 'freewheel'],
  [2, 'dfp'],
]);
const NO_DURATIONS: readonly number[] = [];

/** Reads them from `ext.prebid.targeting`. */
export function readCategoryRules(
  targeting: Readonly<Record<string, unknown>>,
):
  | { readonly ok: true; readonly rules: CategoryRules | undefined }
  | { readonly ok: false; readonly message: string } {
  const value = targeting['includebrandcategory'];
  if (typeof value !== 'object' || value === null) return { ok: true, rules: undefined };
  const given = value as Readonly<Record<string, unknown>>;
  const withCategory = readFlag(given['withcategory'], false);
  const rules = {
    withCategory,
    durationsSec: durationsOf(targeting['durationrangesec']),
    appendBidder: readFlag(targeting['appendbiddernames'], false),
  };
  if (!withCategory || !readFlag(given['translatecategories'], true))
    return { ok: true, rules: { ...rules, translation: undefined } };
  const adServer = AD_SERVERS.get(given['primaryadserver']);
  if (adServer === undefined)
    return { ok: false, message: 'ext.prebid.targeting: Primary ad server is not recognized' };
  const publisher = typeof given['publisher'] === 'string' ? given['publisher'] : '';
  return { ok: true, rules: { ...rules, translation: { adServer, publisher } } };
}

function durationsOf(value: unknown): readonly number[] {
  if (!Array.isArray(value) || value.length === 0) return NO_DURATIONS;
  const durations = value.filter((item): item is number => typeof item === 'number' && item > 0);
  return durations.sort((a, b) => a - b);
}
