import type { ImpView, NonBid, Offer } from '@jianchat/auction';
import type { EventClaims, TokenMint } from '@jianchat/events';
import type { Bid, OpenObject } from '@jianchat/openrtb';
import type { RequestFor } from '@jianchat/policy';
import type { OnOfferFault } from '../../one-bidder.ts';
import type { AnswerTerms } from '../../terms/answer-terms.ts';
import type { AuctionFloors } from '../../terms/auction-floors.ts';
import type { Messages } from '../../terms/messages.ts';
import type { Heard } from '../gather.ts';
import type { Waterfalls } from '../mediate.ts';
import type { Ranking } from '../rank.ts';
import type { Trace } from './trace.ts';

/** All that an answer is made of. */
export interface Outcome {
  readonly requestId: string;
  readonly auctionId: string;
  readonly atMs: number;
  readonly currency: string;
  readonly tmaxMs: number;
  readonly rankings: readonly Ranking[];
  readonly nonBids: readonly NonBid[];
  readonly heard: readonly Heard[];
  readonly terms: AnswerTerms;
  /** `hb_pb_cat_dur` of each offer, under competitive exclusion. */
  readonly categoryLabels: ReadonlyMap<Offer, string> | undefined;
  readonly floors: Pick<AuctionFloors, 'of'> | undefined;
  readonly messages: Messages;
  readonly tierSatisfied: ReadonlySet<Offer> | undefined;
  /** What ad delivery may read of the request. */
  readonly request: RequestFor<'adDelivery'>;
  /** Whether `bid.ext.prebid.bidid` is the host's own for every bid, and not what its bidder calls it. */
  readonly generatesBidIds: boolean;
  /** For an app that asked for them. */
  readonly waterfalls: Waterfalls | undefined;
  readonly environment: 'mobile-app' | 'amp' | undefined;
  readonly wantsNonBids: boolean;
  /** The admitted request, where the client asked for debug data. */
  readonly debugRequest: unknown;
  /** Why which field went where, where the client asked for a trace. */
  readonly trace: Trace | undefined;
}

/** A bid of the answer, and what of its auction matters once it is built. */
export interface PlacedBid {
  readonly bid: Bid;
  readonly imp: ImpView;
  readonly format: Offer['format'];
  /** The code that ends the bidder's own keys. */
  readonly code: string;
  readonly best: boolean;
  readonly dealId: string | undefined;
  /** `hb_pb_cat_dur` */
  readonly label: string | undefined;
}

export interface RespondMeans {
  readonly mint: TokenMint;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** What a token says beside the offer. */
  claims(offer: Offer): Omit<EventClaims, keyof OfferClaims>;
  /** What is stored of an imp's video, where the imp asks to be told (`ext.prebid.options.echovideoattrs`). */
  echoedVideo(imp: number): OpenObject | undefined;
  /** Whether an offer may go out as the first of its imp: it then has what it takes. */
  holds(offer: Offer, next: Offer | undefined): boolean;
  /** Told of offers that could not be made a bid of; the next one of their imp takes their place. */
  onFault: OnOfferFault;
}

type OfferClaims = Pick<
  EventClaims,
  | 'imp'
  | 'format'
  | 'demandKind'
  | 'demand'
  | 'advertiser'
  | 'creative'
  | 'priceCpmMicros'
  | 'clickMicros'
  | 'dayMicros'
  | 'currency'
  | 'clickUrl'
  | 'podAd'
>;
