import type { Bid } from '@jianchat/openrtb';

/** `hb_pb_cat_dur`, whatever the prefix and however the bidder's name is cut. */
export const labelOf = (bid: Bid): string | undefined => valueOfKey(bid, '_pb_cat_dur');

/** The value of the first key with this name in it; a bid's keys have one value for each name. */
export function valueOfKey({ ext }: Bid, name: string): string | undefined {
  const entry = Object.entries(ext?.prebid?.targeting ?? {}).find(([key]) => key.includes(name));
  return entry?.[1];
}
