import type { Bid } from '@jianchat/openrtb';
import type { DspImp, DspRequest } from './bid-request.ts';
import { bannerMarkup } from './creative-banner.ts';
import { nativeMarkup } from './creative-native.ts';
import { spot, vastMarkup } from './creative-video.ts';
import { bestSize, impressionCpm, type Strategy } from './strategy.ts';

/** OpenRTB 2.6 `bid` as a demo bidder makes it; `price` is CPM in USD. */
export type DspBid = Bid &
  Required<Pick<Bid, 'adm' | 'adomain' | 'cat' | 'cid' | 'crid' | 'nurl' | 'burl'>> & { mtype: 1 | 2 | 4 };

export interface BidContext {
  readonly strategy: Strategy;
  /** In [0, 1). */
  readonly random: () => number;
  /** Origin of the platform's public pages, without a trailing slash: landing page and media files lie there. */
  readonly publicUrl: string;
  /** Origin of this bidder, without a trailing slash: notices go there. */
  readonly selfUrl: string;
  /** Gives each bid an id of its own. */
  readonly nextBidId: () => string;
}

/** Seconds a bid holds. */
const bidLifetime = 300;

interface Offer {
  readonly baseCpm: number;
  readonly crid: string;
  readonly mtype: DspBid['mtype'];
  readonly dimensions: { readonly w?: number; readonly h?: number; readonly dur?: number };
  /** Undefined when the markup cannot be made for this request after all. */
  readonly adm: (bidId: string) => string | undefined;
}

/** Decides on every impression of a request; an empty answer is a no-bid. */
export function decideBids(request: DspRequest, context: BidContext): readonly DspBid[] {
  const { strategy } = context;
  const blocked =
    request.blockedDomains.has(strategy.advertiserDomain) ||
    strategy.categories.some((category) => request.blockedCategories.has(category));
  if (blocked || !request.takesUsd) return [];
  return request.imps.flatMap((imp) => decideImp(imp, request, context) ?? []);
}

function decideImp(imp: DspImp, request: DspRequest, context: BidContext): DspBid | undefined {
  const { strategy, random, selfUrl } = context;
  const offer = offerFor(imp, context);
  if (offer === undefined || imp.floorUsd === undefined || random() < strategy.noInterest) return undefined;
  const price = impressionCpm(strategy, request, { baseCpm: offer.baseCpm, random });
  if (price < imp.floorUsd) return undefined;
  const id = context.nextBidId();
  const adm = offer.adm(id);
  if (adm === undefined) return undefined;
  const notice = (kind: string) => `${selfUrl}/${kind}?bid=${encodeURIComponent(id)}&price=\${AUCTION_PRICE}`;
  return {
    id,
    impid: imp.id,
    price,
    adm,
    adomain: [strategy.advertiserDomain],
    cat: [...strategy.categories],
    cid: `${strategy.id}-season`,
    crid: offer.crid,
    mtype: offer.mtype,
    ...offer.dimensions,
    nurl: notice('win'),
    burl: notice('bill'),
    exp: bidLifetime,
  };
}

function offerFor(imp: DspImp, context: BidContext): Offer | undefined {
  return videoOffer(imp, context) ?? bannerOffer(imp, context) ?? nativeOffer(imp, context);
}

function videoOffer({ video }: DspImp, context: BidContext): Offer | undefined {
  const { strategy, publicUrl } = context;
  if (video === undefined || strategy.videoCpm === undefined || !video.mimes.includes(spot.mime))
    return undefined;
  if (spot.seconds < video.minSeconds || spot.seconds > video.maxSeconds) return undefined;
  return {
    baseCpm: strategy.videoCpm,
    crid: 'spot-ride',
    mtype: 2,
    dimensions: { w: video.w, h: video.h, dur: spot.seconds },
    adm: (bidId) =>
      vastMarkup({
        bidId,
        clickUrl: landingUrl(context),
        mediaUrl: `${publicUrl}/demo/${spot.file}`,
        advertiserDomain: strategy.advertiserDomain,
        eventUrl: (event) => eventUrl(context, { bidId, event }),
      }),
  };
}

function bannerOffer({ banner }: DspImp, context: BidContext): Offer | undefined {
  const best = banner && bestSize(context.strategy, banner);
  if (best === undefined) return undefined;
  const { size, cpm } = best;
  return {
    baseCpm: cpm,
    crid: `${context.strategy.id}-${size.w}x${size.h}`,
    mtype: 1,
    dimensions: size,
    adm: () => bannerMarkup(context.strategy.id, { size, clickUrl: landingUrl(context) }),
  };
}

function nativeOffer({ nativeRequest }: DspImp, context: BidContext): Offer | undefined {
  const { strategy, publicUrl } = context;
  if (nativeRequest === undefined || strategy.nativeCpm === undefined) return undefined;
  return {
    baseCpm: strategy.nativeCpm,
    crid: `${strategy.id}-native`,
    mtype: 4,
    dimensions: {},
    adm: (bidId) =>
      nativeMarkup(nativeRequest, {
        clickUrl: landingUrl(context),
        imageUrl: `${publicUrl}/demo/native-ride.svg`,
        impressionUrl: eventUrl(context, { bidId, event: 'impression' }),
      }),
  };
}

function landingUrl({ publicUrl, strategy }: BidContext): string {
  return `${publicUrl}/demo/landing?by=${strategy.id}`;
}

function eventUrl({ selfUrl }: BidContext, of: { bidId: string; event: string }): string {
  return `${selfUrl}/event?bid=${encodeURIComponent(of.bidId)}&e=${of.event}`;
}
