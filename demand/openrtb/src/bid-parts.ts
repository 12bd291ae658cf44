import type { Bid, BidExtPrebid } from '@jianchat/openrtb';
import type { OutgoingImp } from './outgoing-request.ts';

type MediaType = NonNullable<BidExtPrebid['type']>;

/** The bid with what is known of it beside OpenRTB's own members: its media type, brand data, length in seconds, its deal's rank. */
export function withParts(
  bid: Bid,
  parts: {
    type?: MediaType | undefined;
    meta?: Readonly<Record<string, unknown>> | undefined;
    durationSec?: number | undefined;
    dealPriority?: number;
  },
): Bid {
  if (Object.values(parts).every((part) => part === undefined)) return bid;
  const prebid = { ...bid.ext?.prebid };
  if (parts.type !== undefined) prebid.type = parts.type;
  if (parts.meta !== undefined) prebid.meta = { ...prebid.meta, ...parts.meta };
  if (parts.dealPriority !== undefined && parts.dealPriority > 0) prebid.dealpriority = parts.dealPriority;
  const made: Bid = { ...bid, ext: { ...bid.ext, prebid } };
  if (parts.durationSec !== undefined && parts.durationSec > 0) made.dur ??= parts.durationSec;
  return made;
}

/** A banner that names no size of its own takes its first format's: some partners read nothing else. */
export function sizeBanner(imp: OutgoingImp): void {
  const { banner } = imp;
  const first = banner?.format?.[0];
  if (banner === undefined || (banner.w && banner.h) || !first?.w || !first.h) return;
  imp.banner = { ...banner, w: first.w, h: first.h };
}
