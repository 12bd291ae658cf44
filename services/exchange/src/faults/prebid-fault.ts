import type { RequestFor } from '@jianchat/policy';

type Prebid = NonNullable<NonNullable<RequestFor<'adDelivery'>['ext']>['prebid']>;

/** Whether somebody of this name can be asked or offers, aliases not counted. */
export type KnownBidders = (name: string) => boolean;

/** The first fault of `ext.prebid`, in Prebid Server's words; undefined for none. */
export function prebidFault(prebid: Prebid, known: KnownBidders): string | undefined {
  const { aliases, aliasgvlids, schains, data } = prebid;
  // Most requests have hardly any of it: what is absent costs nothing.
  return (
    (aliases && aliasFault(aliases, known)) ??
    (aliasgvlids && aliasVendorFault(aliasgvlids, aliases ?? {})) ??
    adjustmentFault(
      prebid.bidadjustmentfactors,
      (name) => known(name) || (aliases !== undefined && Object.hasOwn(aliases, name)),
    ) ??
    (schains && chainFault(schains)) ??
    (data?.eidpermissions && permissionFault(data.eidpermissions)) ??
    ratesFault(prebid.currency?.rates) ??
    (prebid.channel && !prebid.channel.name ? "ext.prebid.channel.name can't be empty" : undefined) ??
    (prebid.cache && !prebid.cache.bids && !prebid.cache.vastxml
      ? 'request.ext is invalid: request.ext.prebid.cache requires one of the "bids" or "vastxml" properties'
      : undefined) ??
    (prebid.nosale && prebid.nosale.length > 1 && prebid.nosale.includes('*')
      ? 'request.ext.prebid.nosale is invalid: can only specify all bidders if no other bidders are provided'
      : undefined) ??
    (prebid.bidderconfig && wildcardFault(prebid.bidderconfig))
  );
}

const quoted = (name: string): string => name.slice(0, 64);

function aliasFault(aliases: NonNullable<Prebid['aliases']>, known: KnownBidders): string | undefined {
  for (const [alias, bidder] of Object.entries(aliases)) {
    const path = `request.ext.prebid.aliases.${quoted(alias)}`;
    if (!known(bidder)) return `${path} refers to unknown bidder: ${quoted(bidder)}`;
    if (alias === bidder)
      return `${path} defines a no-op alias. Choose a different alias, or remove this entry.`;
  }
  return undefined;
}

function aliasVendorFault(
  vendors: NonNullable<Prebid['aliasgvlids']>,
  aliases: NonNullable<Prebid['aliases']>,
): string | undefined {
  for (const [alias, id] of Object.entries(vendors)) {
    if (!Object.hasOwn(aliases, alias))
      return `request.ext.prebid.aliasgvlids. vendorId ${id} refers to unknown bidder alias: ${quoted(alias)}`;
    if (id < 1)
      return `request.ext.prebid.aliasgvlids. Invalid vendorId ${id} for alias: ${quoted(alias)}. Choose a different vendorId, or remove this entry.`;
  }
  return undefined;
}

function adjustmentFault(factors: unknown, known: KnownBidders): string | undefined {
  if (typeof factors !== 'object' || factors === null) return undefined;
  const seen = new Set<string>();
  for (const [bidder, factor] of Object.entries(factors)) {
    const path = `request.ext.prebid.bidadjustmentfactors.${quoted(bidder)}`;
    // Factors by media type stand beside the bidders in Prebid Server for Java.
    if (bidder === 'mediatypes') continue;
    if (typeof factor !== 'number' || factor <= 0)
      return `${path} must be a positive number. Got ${typeof factor === 'number' ? factor.toFixed(6) : typeof factor}`;
    if (seen.has(bidder.toLowerCase())) return 'cannot have multiple bidders that differ only in case style';
    seen.add(bidder.toLowerCase());
    if (!known(bidder)) return `${path} is not a known bidder or alias`;
  }
  return undefined;
}

function chainFault(chains: NonNullable<Prebid['schains']>): string | undefined {
  const seen = new Set<string>();
  for (const bidder of chains.flatMap(({ bidders = [] }) => bidders)) {
    if (seen.has(bidder))
      return `request.ext.prebid.schains contains multiple schains for bidder ${quoted(bidder)}; it must contain no more than one per bidder.`;
    seen.add(bidder);
  }
  return undefined;
}

/** Unknown bidders in a permission don't fail: a page lists those of its other auctions, too. */
function permissionFault(
  permissions: NonNullable<NonNullable<Prebid['data']>['eidpermissions']>,
): string | undefined {
  const seen = new Set<string>();
  for (let at = 0; at < permissions.length; at++) {
    const { source, inserter, matcher, mm, bidders = [] } = permissions[at] ?? {};
    const path = `request.ext.prebid.data.eidpermissions[${at}]`;
    if (!source && !inserter && !matcher && mm === undefined)
      return `${path} missing required field: "source"`;
    const key = JSON.stringify([source, inserter, matcher, mm]);
    if (seen.has(key)) return `${path} duplicate entry with field: "source"`;
    seen.add(key);
    if (bidders.length === 0) return `${path} missing or empty required field: "bidders"`;
    if (bidders.length > 1 && bidders.includes('*'))
      return `${path} contains bidder wildcard "*" mixed with specific bidders`;
  }
  return undefined;
}

/** ISO 4217 as the program's own tables know it. */
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

function ratesFault(rates: unknown): string | undefined {
  if (typeof rates !== 'object' || rates === null) return undefined;
  for (const [from, to] of Object.entries(rates)) {
    const codes = typeof to === 'object' && to !== null ? [from, ...Object.keys(to)] : [from];
    const wrong = codes.find((code) => !CURRENCIES.has(code));
    if (wrong !== undefined) return `currency code ${wrong.slice(0, 16)} is not recognized or malformed`;
  }
  return undefined;
}

/** First-party data for everybody and for some at once would leave open which of the two holds. */
function wildcardFault(configs: NonNullable<Prebid['bidderconfig']>): string | undefined {
  const mixed = configs.some(({ bidders = [] }) => bidders.length > 1 && bidders.includes('*'));
  return mixed
    ? 'request.ext.prebid.bidderconfig is invalid: bidders can only be "*" if no other bidders are provided'
    : undefined;
}
