import { type CachedKeys, cachedKeys, cacheTtl, type TargetingRules } from '@jianchat/auction';
import type { Bid } from '@jianchat/openrtb';
import type { AccountSettings } from '@jianchat/snapshot';
import { joinPod } from '@jianchat/vast';
import { CREATIVE_ID, type CreativeCache, type NewCreative } from '../creatives/creative-cache.ts';
import type { CacheTerms } from '../terms/cache-terms.ts';
import { ERROR } from '../terms/message-codes.ts';
import { GENERAL, type Messages } from '../terms/messages.ts';
import { newUuid } from '../uuid.ts';
import type { PlacedBid } from './respond/outcome.ts';

export interface CacheMeans {
  readonly creatives: Pick<CreativeCache, 'put'>;
  readonly settings: AccountSettings;
  readonly messages: Messages;
  /** Where clients reach the cache. */
  readonly cacheUrl: string;
  readonly randomBytes: (n: number) => Buffer;
}

/** What is kept of one bid: itself, its VAST, or both. */
interface Wanted {
  readonly placed: PlacedBid;
  readonly kind: 'bids' | 'vastXml' | 'pod';
  readonly creative: NewCreative;
}

/**
 * Keeps what the request wants kept, and writes where it is into the bids and their keys. What can't be kept is told, and stays whole in
 * the answer. As in Prebid Server only bids with keys are kept: all of them where bidders have keys of their own, else the best of each imp.
 * Of a break that one imp asked for, the keys of the best bid (`hb_uuid`) lead to all its ads in one document.
 */
export async function cacheBids(
  placed: readonly PlacedBid[],
  { terms, targeting, means }: { terms: CacheTerms; targeting: TargetingRules; means: CacheMeans },
): Promise<void> {
  // One id for all ads of a pod: the key in front of it tells them apart.
  const podId = newUuid(means.randomBytes);
  const wanted = placed
    .filter(({ best }) => best || targeting.includeBidderKeys)
    .flatMap((one) => [
      ...wantedOf(one, { terms, means, podId }),
      ...(terms.vast ? wholePod(one, { placed, terms, means }) : []),
    ]);
  if (wanted.length === 0) return;
  const kept = await means.creatives.put(
    wanted.map(({ creative }) => creative),
    'auction',
  );
  const ids = new Map<PlacedBid, KeptIds>();
  for (const [at, { placed: one, kind, creative }] of wanted.entries()) {
    const outcome = kept[at];
    if (outcome?.ok !== true) {
      means.messages.error(GENERAL, {
        code: ERROR.unknown,
        message: `the creative of bid ${one.bid.id.slice(0, 64)} could not be cached: ${outcome?.reason ?? 'failed'}`,
      });
      continue;
    }
    const known = ids.get(one) ?? { bidId: undefined, vastId: undefined, wholeId: undefined, inPod: false };
    if (kind === 'bids') known.bidId = outcome.id;
    else if (kind === 'pod') known.wholeId = outcome.id;
    else {
      known.vastId = outcome.id;
      known.inPod = creative.id !== undefined;
    }
    ids.set(one, known);
  }
  for (const [one, { bidId, vastId, wholeId, inPod }] of ids) {
    tellCached(one, { bidId, vastId, cacheUrl: means.cacheUrl });
    const keys: CachedKeys = {
      bidId,
      vastId: inPod ? podId : vastId,
      wholeId,
      ...addressOf(means.cacheUrl),
    };
    const prebid = one.bid.ext?.prebid;
    if (prebid?.targeting !== undefined)
      prebid.targeting = { ...prebid.targeting, ...cachedKeys(targeting, one, keys) };
    if (!terms.returnCreative) delete one.bid.adm;
  }
}

interface KeptIds {
  bidId: string | undefined;
  vastId: string | undefined;
  /** Of the document with all ads of the break. */
  wholeId: string | undefined;
  /** Whether it is told apart by a key in front of an id that all ads of a pod share. */
  inPod: boolean;
}

interface PodContext {
  readonly placed: readonly PlacedBid[];
  readonly terms: CacheTerms;
  readonly means: CacheMeans;
}

/** All ads of a break as one document, for a client that plays one: kept as long as the one that ends first. */
function wholePod(one: PlacedBid, { placed, terms, means }: PodContext): readonly Wanted[] {
  const { imp, best, format } = one;
  if (!best || imp.pod === undefined || !isVast(format)) return [];
  const ads = placed.filter((other) => other.imp === imp && other.format === format);
  const text = joinPod(ads.map(({ bid }) => bid.adm ?? ''));
  if (text === undefined) return [];
  const ttls = ads.map(({ bid }) =>
    cacheTtl({
      bid: bid.exp,
      imp: imp.imp.exp,
      request: terms.vastTtl,
      account: means.settings.cacheTtl?.[format],
    }),
  );
  const known = ttls.filter((ttl) => ttl !== undefined);
  const ttlSeconds = known.length === 0 ? undefined : Math.min(...known);
  return [{ placed: one, kind: 'pod', creative: { type: 'xml', text, ttlSeconds } }];
}

/** Audio is VAST as video is (VAST 4.1 and later). */
const isVast = (format: PlacedBid['format']): boolean => format === 'video' || format === 'audio';

function wantedOf(
  placed: PlacedBid,
  { terms, means, podId }: { terms: CacheTerms; means: CacheMeans; podId: string },
): readonly Wanted[] {
  const { bid, imp, format, label } = placed;
  if (bid.ext?.prebid?.targeting === undefined) return [];
  const ttl = (request: number | undefined): number | undefined =>
    cacheTtl({ bid: bid.exp, imp: imp.imp.exp, request, account: means.settings.cacheTtl?.[format] });
  const wanted: Wanted[] = [];
  if (terms.bids) {
    const creative = {
      type: 'json' as const,
      text: JSON.stringify(keptBid(placed)),
      ttlSeconds: ttl(terms.bidsTtl),
    };
    wanted.push({ placed, kind: 'bids', creative });
  }
  if (terms.vast && isVast(format) && bid.adm) {
    const id = label === undefined ? undefined : `${label}_${podId}`;
    const creative = {
      type: 'xml' as const,
      text: bid.adm,
      ttlSeconds: ttl(terms.vastTtl),
      ...(id !== undefined && CREATIVE_ID.test(id) && { id }),
    };
    wanted.push({ placed, kind: 'vastXml', creative });
  }
  return wanted;
}

/** A bid as a page renders it later: without our extensions, with the URL that tells of its win. */
function keptBid({ bid, format }: PlacedBid): Omit<Bid, 'ext'> & { wurl?: string } {
  const { ext, ...rest } = bid;
  const wurl = format === 'video' ? undefined : ext?.prebid?.events?.win;
  return wurl === undefined ? rest : { ...rest, wurl };
}

function tellCached(
  { bid }: PlacedBid,
  { bidId, vastId, cacheUrl }: { bidId: string | undefined; vastId: string | undefined; cacheUrl: string },
): void {
  const prebid = bid.ext?.prebid;
  if (prebid === undefined) return;
  const at = (cacheId: string) => ({ cacheId, url: `${cacheUrl}?uuid=${cacheId}` });
  prebid.cache = { ...(bidId && { bids: at(bidId) }), ...(vastId && { vastXml: at(vastId) }) };
}

const addresses = new Map<string, { readonly host: string; readonly path: string }>();

/** `hb_cache_host` and `hb_cache_path`: the address in the two parts that ad servers' creatives put together. */
function addressOf(cacheUrl: string): { readonly host: string; readonly path: string } {
  let address = addresses.get(cacheUrl);
  if (address === undefined) {
    const { host, pathname } = new URL(cacheUrl);
    address = { host, path: pathname };
    addresses.set(cacheUrl, address);
  }
  return address;
}
