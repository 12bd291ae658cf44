import type { Bid, BidResponse } from '@jianchat/openrtb';
import { CREATIVE_ID, type CreativeCache, type NewCreative } from '../creatives/creative-cache.ts';

export interface KeepMeans {
  readonly creatives: CreativeCache;
  /** Without a slash at the end. */
  readonly publicUrl: string;
}

/** `bids`: each bid as JSON under `hb_cache_id`. `vast`: its markup under `hb_uuid`; with `sharedId`, under `LABEL_ID` by its label. */
export type KeptAs = { readonly what: 'bids' } | { readonly what: 'vast'; readonly sharedId: string };

/**
 * The answer with its keyed bids kept where a page or player can fetch them, and the keys that say where. Bids that have such keys
 * already are left alone; those for which there was no room get none.
 */
export async function withKept(
  response: BidResponse,
  as: KeptAs,
  { creatives, publicUrl }: KeepMeans,
): Promise<BidResponse> {
  const id = as.what === 'bids' ? '_cache_id' : '_uuid';
  const open = (response.seatbid ?? []).flatMap(({ bid }) =>
    bid.filter((one) => {
      const keys = Object.keys(one.ext?.prebid?.targeting ?? {});
      return keys.length > 0 && !keys.some((key) => key.includes(id)) && (as.what === 'bids' || one.adm);
    }),
  );
  if (open.length === 0) return response;
  const kept = await creatives.put(
    open.map((bid) => creativeOf(bid, as)),
    'auction',
  );
  const places = new Map<Bid, string>();
  for (const [at, one] of kept.entries()) {
    const bid = open[at];
    if (bid === undefined || !one.ok) continue;
    places.set(bid, as.what === 'vast' && labelOf(bid) !== undefined ? as.sharedId : one.id);
  }
  const { host } = new URL(publicUrl);
  const keyed = (bid: Bid): Bid => {
    const place = places.get(bid);
    return place === undefined
      ? bid
      : withKeys(
          bid,
          new Map([
            [id, place],
            ['_cache_host', host],
            ['_cache_path', '/cache'],
          ]),
        );
  };
  return {
    ...response,
    seatbid: (response.seatbid ?? []).map((seat) => ({ ...seat, bid: seat.bid.map(keyed) })),
  };
}

function creativeOf(bid: Bid, as: KeptAs): NewCreative {
  const ttlSeconds = bid.exp;
  if (as.what === 'bids') {
    const { ext: _ext, ...plain } = bid;
    return { type: 'json', text: JSON.stringify(plain), ttlSeconds };
  }
  const label = labelOf(bid);
  const id = label === undefined ? undefined : `${label}_${as.sharedId}`;
  return {
    type: 'xml',
    text: bid.adm ?? '',
    ttlSeconds,
    id: id !== undefined && CREATIVE_ID.test(id) ? id : undefined,
  };
}

/** `hb_pb_cat_dur`, whatever the prefix and however the bidder's name is cut. */
export const labelOf = (bid: Bid): string | undefined => valueOfKey(bid, '_pb_cat_dur');

/** The value of the first key with this name in it; a bid's keys have one value for each name. */
export function valueOfKey({ ext }: Bid, name: string): string | undefined {
  const entry = Object.entries(ext?.prebid?.targeting ?? {}).find(([key]) => key.includes(name));
  return entry?.[1];
}

const KEY_CHARS_MAX = 20;

/** Plain keys beside plain ones and the bidder's beside the bidder's: `hb_bidder` tells which there are. */
function withKeys(bid: Bid, added: ReadonlyMap<string, string>): Bid {
  const prebid = bid.ext?.prebid ?? {};
  const targeting = { ...prebid.targeting };
  for (const [key, code] of Object.entries(prebid.targeting ?? {})) {
    const at = key.indexOf('_bidder');
    if (at < 0) continue;
    const end = key.length === at + '_bidder'.length ? '' : `_${code}`;
    for (const [name, value] of added)
      targeting[`${key.slice(0, at)}${name}${end}`.slice(0, KEY_CHARS_MAX)] = value;
  }
  return { ...bid, ext: { ...bid.ext, prebid: { ...prebid, targeting } } };
}
