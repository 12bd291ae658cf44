/**
 * What a signed event URL says about the ad it belongs to. It carries everything that charging needs, so that an
 * event can be charged although the auction's own record was lost with a crash, and nothing about the person.
 */
export interface EventClaims {
  /** Random 128-bit auction id, base64url (22 characters). */
  readonly auction: string;
  /** Position of the imp in the bid request, from 0. */
  readonly imp: number;
  /** When the auction was held, ms since epoch. */
  readonly atMs: number;
  readonly account: string;
  readonly media: string;
  readonly placement: string;
  readonly format: AdFormat;
  readonly demandKind: ShownDemandKind;
  /** Bidder id (`openrtb`), line item id (`direct`) or name of a network that the app asked itself (`mediation`). */
  readonly demand: string;
  /** Advertiser id of a direct line item, else ''. */
  readonly advertiser: string;
  readonly creative: string;
  /** Clearing price, CPM in micros of `currency`: what demand pays for 1,000 impressions, and what a network is expected to pay the media itself. */
  readonly priceCpmMicros: number;
  /** What demand pays for the click, in micros of `currency`; absent where it does not pay by the click. */
  readonly clickMicros?: number;
  /** What demand pays for the day on which the ad is shown, however often, in micros of `currency`; absent where it does not pay by the day. */
  readonly dayMicros?: number;
  readonly currency: string;
  /** The media account's part of the price in basis points (8000 = 80 %). */
  readonly revenueShareBps: number;
  readonly deviceType: DeviceClass;
  /** ISO 3166-1 alpha-2, or '' where unknown or not allowed. */
  readonly country: string;
  readonly policyVersion: number;
  /** Where a click leads; '' where the markup has its own link. Signed, so that `/c/` is no open redirect. */
  readonly clickUrl: string;
  /**
   * Kinds of event that may be reported of this ad, as bits by position in `EVENT_KINDS`: what the policy in force collected
   * when the ad went out. Absent in tokens of before: impression, click and win.
   */
  readonly kinds?: number;
  /** Impressions that one display stands for, in thousandths: a public screen is seen by several. Absent: 1,000, one impression. */
  readonly impressionsMilli?: number;
  /** Position in a break that one imp asked for, from 1: each of its ads is an impression. Absent where an imp is one ad. */
  readonly podAd?: number;
  /** The deal of the platform that the bid used; absent where none. */
  readonly deal?: string;
  /** Minutes by which the clock of a line item's days is before UTC (negative: behind); absent where its days are UTC's. */
  readonly utcOffsetMin?: number;
  /** What conversions after a click of this ad are held to; absent where none are collected. */
  readonly conversion?: ConversionTerms;
  /** True where the request may have been a robot's or part of a flood: nothing is learnt from what follows. */
  readonly doubtful?: true;
  /** `WIDTHxHEIGHT` of a banner of our own, device-independent pixels; absent where it has none, or it may not be written down. */
  readonly size?: string;
  /** Family of the operating system, as `android`, of ads of our own; absent where unknown or not allowed. */
  readonly os?: string;
}

/** Agreed of conversions when the ad went out. That the person let them be measured is a bit of `EventClaims.kinds`, and all that is said of it. */
export interface ConversionTerms {
  /** How long after its click one counts, hours. */
  readonly withinHours: number;
  /** What demand pays for one, in micros of the claims' currency; 0 where it does not pay by the conversion. */
  readonly micros: number;
  /** The one kind that is paid for; '' for every kind. */
  readonly paidKind: string;
  /** How long after it was seen one counts that followed no click, hours; absent where none are attributed to views. */
  readonly viewHours?: number;
  /** True where a display is no view unless it was measured to be viewable. */
  readonly viewableOnly?: boolean;
  /** True where those after a view are paid for, and count towards goals, as those after a click are. */
  readonly viewsCount?: boolean;
  /** True where one told with a page's key, which everybody can read, is not paid for. */
  readonly serverOnly?: boolean;
}

export type AdFormat = 'banner' | 'video' | 'native' | 'audio';
/** Demand that the auction ranks. */
export type DemandKind = 'direct' | 'openrtb';
/** Whose ads are shown: of `mediation` a network's that the app asked itself. */
export type ShownDemandKind = DemandKind | 'mediation';
export type DeviceClass = 'phone' | 'tablet' | 'desktop' | 'tv' | 'other' | 'unknown';
