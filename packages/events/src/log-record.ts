import type { Conversion } from './conversion.ts';
import type { DisclosureEntry, DisclosureRecord, DisclosureRecordV1 } from './disclosure-record.ts';
import type { AdFormat, DemandKind, DeviceClass, EventClaims } from './event-claims.ts';
import type { EventKind } from './event-token.ts';

/** The event log's topics; each holds one kind of record, JSON in UTF-8. */
export const TOPIC = {
  auctions: 'auctions',
  disclosures: 'disclosures',
  events: 'events',
  creatives: 'creatives',
  chains: 'chains',
} as const;
export type Topic = (typeof TOPIC)[keyof typeof TOPIC];

/**
 * One ad request answered. It says which fields came and by which integers the gates decided (never a value), so that
 * every field's fate can be recomputed from the policy version it names.
 */
export interface AuctionRecord {
  readonly v: 1;
  readonly id: string;
  readonly atMs: number;
  readonly durationUs: number;
  readonly account: string;
  readonly media: string;
  readonly channel: 'site' | 'app' | 'dooh';
  readonly policyVersion: number;
  /** True where the request may have been a robot's or part of a flood: reports count it, forecasts don't, and nothing is learnt from it. */
  readonly doubtful?: true;
  readonly regime: number;
  readonly grants: number;
  readonly floors: number;
  readonly reasons: readonly string[];
  /** Field mask of what came, as hex (`maskToHex`). */
  readonly present: string;
  readonly undeclared: readonly { readonly parent: string; readonly count: number }[];
  readonly country: string;
  readonly deviceType: DeviceClass;
  /** Family of the operating system; absent where unknown or not allowed. */
  readonly os?: string;
  readonly imps: readonly ImpRecord[];
  readonly disclosures: readonly DisclosureEntry[];
}

export interface ImpRecord {
  /** Stored imp id, or '' for an imp that names none. */
  readonly placement: string;
  readonly format: AdFormat;
  readonly floorMicros: number;
  readonly currency: string;
  readonly candidates: readonly CandidateRecord[];
  /** Index into `candidates`, or -1 when the imp stayed unfilled. */
  readonly winner: number;
}

export interface CandidateRecord {
  readonly demandKind: DemandKind;
  readonly demand: string;
  readonly advertiser: string;
  readonly creative: string;
  /** CPM in micros; 0 when nothing was bid. */
  readonly priceMicros: number;
  /** Of an ad that pays by what follows: the estimate that its price was made of. */
  readonly estimate?: RecordedEstimate;
  /** Of a banner with an estimate: the size that it was made for, `WIDTHxHEIGHT`. */
  readonly size?: string;
  /** Of a line item, or a bid with a deal of the platform: where it stood. */
  readonly standing?: RecordedStanding;
  /** 0 = won; else OpenRTB/Prebid non-bid or loss reason code (see @jianchat/auction). */
  readonly reason: number;
  readonly latencyMs: number;
}

/** `device` stands for a person or household that is not known; `request` for all where nobody is, or counting is not allowed. */
export type CountedBy = 'person' | 'household' | 'device' | 'request';

/** What decided between an offer and the others, besides its price. */
export interface RecordedStanding {
  /** As in `priority.ts` of @jianchat/auction. */
  readonly tier: number;
  /** What it competed with within its tier: its price, or the shadow price of its goal. */
  readonly micros: number;
  readonly deal?: string;
  /**
   * Of a line item with caps, by what the times were counted that they allow, once each; of one that was shown often enough, by
   * what that was counted. Records of before persons and households were known hold a text.
   */
  readonly counted?: readonly CountedBy[] | CountedBy;
}

/** By what an ad that pays per click or per conversion was ranked: integers, so that the decision can be made again from them. */
export interface RecordedEstimate {
  /** Best estimate of the chance per impression of what it pays for, parts per billion. */
  readonly chancePpb: number;
  /** Standard deviation of its log-odds, thousandths. */
  readonly deviationMilli: number;
  /** The chance it was ranked by: drawn where the imp explored, else the best estimate. */
  readonly rankedPpb: number;
  /** The share of imps that explored then, basis points. */
  readonly exploreBps: number;
  /** True where what it pays for may follow a view as well as a click. */
  readonly views?: true;
}

/**
 * A bidder's creative as it was first seen, for review. `markup` is its canonical form (`@jianchat/creatives`): nothing of one display or of
 * anybody is left in it. `hash` is its SHA-256 in hexadecimal; with the bidder, it is the log's de-duplication key.
 */
export interface CreativeRecord {
  readonly v: 1;
  readonly atMs: number;
  readonly hash: string;
  /** Bidder id. */
  readonly demand: string;
  /** The bid's `crid`. */
  readonly creative: string;
  readonly format: AdFormat;
  /** Device-independent pixels; 0 where the bid named none. */
  readonly w: number;
  readonly h: number;
  readonly markup: string;
  /** `adomain` */
  readonly domains: readonly string[];
}

/**
 * A supply chain as it came with a request, to be held against public files. `hash` is the SHA-256 of its claims in hexadecimal and the log's
 * de-duplication key.
 */
export interface ChainRecord {
  readonly v: 1;
  readonly atMs: number;
  readonly hash: string;
  readonly complete: boolean;
  readonly nodes: readonly {
    readonly asi: string;
    readonly sid: string;
    readonly name?: string;
    readonly domain?: string;
  }[];
}

/** One accepted event; its id is the log's de-duplication key. */
export interface EventRecord {
  readonly v: 1;
  readonly id: string;
  readonly kind: EventKind;
  readonly atMs: number;
  readonly claims: EventClaims;
  /** The user agent named itself a robot (IAB/ABC-style list): general invalid traffic, not charged. */
  readonly declaredRobot: boolean;
  /** What a player said went wrong (VAST 4.3, section 2.3.6.3), of events of the kind `error`; 0 where it said nothing readable. */
  readonly errorCode?: number;
  /** Of events of the kind `conversion`. */
  readonly conversion?: Conversion;
}

export function encodeRecord(
  record: AuctionRecord | ChainRecord | CreativeRecord | DisclosureRecord | DisclosureRecordV1 | EventRecord,
): Buffer {
  return Buffer.from(JSON.stringify(record));
}

/** Records of version 1 come from our own log only; a version this build does not know is a fault of deployment, not of data. */
export function decodeRecord<R extends AuctionRecord | CreativeRecord | EventRecord>(bytes: Uint8Array): R {
  const record: R = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
  if (record.v !== 1) throw new Error(`log record of unknown version ${String(record.v)}`);
  return record;
}
