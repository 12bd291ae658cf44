import { createHmac, timingSafeEqual } from 'node:crypto';

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
  readonly demandKind: DemandKind;
  /** Bidder id (`openrtb`) or line item id (`direct`). */
  readonly demand: string;
  /** Advertiser id of a direct line item, or '' for OpenRTB demand. */
  readonly advertiser: string;
  readonly creative: string;
  /** Clearing price, CPM in micros of `currency`: what demand pays for 1,000 impressions. */
  readonly priceCpmMicros: number;
  /** What demand pays for the click, in micros of `currency`; absent where it does not pay by the click. */
  readonly clickMicros?: number;
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
}

export type AdFormat = 'banner' | 'video' | 'native' | 'audio';
export type DemandKind = 'direct' | 'openrtb';
export type DeviceClass = 'phone' | 'tablet' | 'desktop' | 'tv' | 'other' | 'unknown';

/**
 * MRC terms: an impression is counted when the ad began to render, a click when the landing redirect was asked for. `viewable` is
 * said by a player or SDK that measures it; the rest are VAST's events of a video or audio ad, `error` with the player's code.
 * The order is part of every token: new kinds come last.
 */
export const EVENT_KINDS = [
  'impression',
  'click',
  'win',
  'viewable',
  'start',
  'firstQuartile',
  'midpoint',
  'thirdQuartile',
  'complete',
  'mute',
  'unmute',
  'pause',
  'resume',
  'skip',
  'error',
  'companionView',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** The declared field that events of a kind are; what it does not let be collected is not reported. */
export const EVENT_FIELD = {
  impression: 'adDisplay',
  click: 'adClick',
  win: 'auctionOutcome',
  viewable: 'adView',
  start: 'videoProgress',
  firstQuartile: 'videoProgress',
  midpoint: 'videoProgress',
  thirdQuartile: 'videoProgress',
  complete: 'videoProgress',
  mute: 'videoProgress',
  unmute: 'videoProgress',
  pause: 'videoProgress',
  resume: 'videoProgress',
  skip: 'videoProgress',
  error: 'videoProgress',
  companionView: 'adView',
} as const satisfies Record<EventKind, string>;

const KIND_LETTER: Record<EventKind, string> = {
  impression: 'i',
  click: 'c',
  win: 'w',
  viewable: 'v',
  start: 's',
  firstQuartile: '1',
  midpoint: '2',
  thirdQuartile: '3',
  complete: '4',
  mute: 'm',
  unmute: 'u',
  pause: 'p',
  resume: 'r',
  skip: 'k',
  error: 'x',
  companionView: 'o',
};
const KIND_OF_LETTER = new Map(EVENT_KINDS.map((kind) => [KIND_LETTER[kind], kind]));

const SIGNATURE_BYTES = 16;
/** A token longer than this was not made here. */
const TOKEN_CHARS_MAX = 4096;

/** Bits of kinds, for `EventClaims.kinds`. */
export function kindBits(kinds: readonly EventKind[]): number {
  return kinds.reduce((bits, kind) => bits | (1 << EVENT_KINDS.indexOf(kind)), 0);
}

/** What every ad may report: tokens of before say nothing else. */
const BASIC_KINDS = kindBits(['impression', 'click', 'win']);

/** Whether events of a kind may be reported. @param kinds as in `EventClaims.kinds` */
export const mayReport = (kinds: number | undefined, kind: EventKind): boolean =>
  (((kinds ?? BASIC_KINDS) >> EVENT_KINDS.indexOf(kind)) & 1) === 1;

/** All kinds of event of one ad go to the same page at the same time, so one signature serves them all. */
export interface TokenMint {
  /** Signs once; the answer gives the token of each kind. */
  sign(claims: EventClaims): (kind: EventKind) => string;
}

/** `token.kind`: this kind of event is not collected of this ad. */
export type TokenFault = 'token.malformed' | 'token.forged' | 'token.expired' | 'token.early' | 'token.kind';

export type TokenReading =
  | { readonly ok: true; readonly kind: EventKind; readonly claims: EventClaims; readonly eventId: string }
  | { readonly ok: false; readonly fault: TokenFault };

/** Identity of an event for de-duplication: one per auction, imp, ad of a break and kind. */
export function eventIdOf(
  { auction, imp, podAd }: Pick<EventClaims, 'auction' | 'imp' | 'podAd'>,
  kind: EventKind,
): string {
  const ad = podAd === undefined ? '' : `-${podAd}`;
  return `${auction}.${imp}${ad}.${KIND_LETTER[kind]}`;
}

/** @param key at least 32 secret bytes, the same for exchange and collector. */
export function createTokenMint(key: Uint8Array): TokenMint {
  assertKey(key);
  return {
    sign(claims) {
      const body = Buffer.from(JSON.stringify(toRow(claims))).toString('base64url');
      const signed = `${body}.${signature(key, body).toString('base64url')}`;
      return (kind) => KIND_LETTER[kind] + signed;
    },
  };
}

/**
 * Reads a token from a URL. Any text is safe to pass.
 * @param lifetimeMs how long after the auction its events count.
 */
export function readToken(
  token: string,
  options: { key: Uint8Array; nowMs: number; lifetimeMs: number },
): TokenReading {
  const kind = KIND_OF_LETTER.get(token.charAt(0));
  const dot = token.lastIndexOf('.');
  if (kind === undefined || dot < 2 || token.length > TOKEN_CHARS_MAX)
    return { ok: false, fault: 'token.malformed' };
  const body = token.slice(1, dot);
  const given = Buffer.from(token.slice(dot + 1), 'base64url');
  const wanted = signature(options.key, body);
  if (given.length !== SIGNATURE_BYTES || !timingSafeEqual(given, wanted))
    return { ok: false, fault: 'token.forged' };
  const claims = fromRow(JSON.parse(Buffer.from(body, 'base64url').toString()));
  if (options.nowMs > claims.atMs + options.lifetimeMs) return { ok: false, fault: 'token.expired' };
  // A minute of clock difference between hosts is normal; more than that is not ours.
  if (options.nowMs < claims.atMs - 60_000) return { ok: false, fault: 'token.early' };
  // The kind's letter is not signed: which kinds there may be is.
  if (!mayReport(claims.kinds, kind)) return { ok: false, fault: 'token.kind' };
  return { ok: true, kind, claims, eventId: eventIdOf(claims, kind) };
}

function signature(key: Uint8Array, body: string): Buffer {
  return createHmac('sha256', key).update(body).digest().subarray(0, SIGNATURE_BYTES);
}

function assertKey(key: Uint8Array): void {
  if (key.length < 32) throw new Error('the event token key has fewer than 32 bytes');
}

/** Rows instead of objects keep URLs short; the first element is the format's version. */
type ClaimsRow = readonly [
  version: 1 | 2,
  auction: string,
  imp: number,
  atMs: number,
  account: string,
  media: string,
  placement: string,
  format: AdFormat,
  demandKind: DemandKind,
  demand: string,
  advertiser: string,
  creative: string,
  priceCpmMicros: number,
  currency: string,
  revenueShareBps: number,
  deviceType: DeviceClass,
  country: string,
  policyVersion: number,
  clickUrl: string,
  /** Since version 2; null where only a later one is given. */
  kinds?: number | null,
  /** 0 where only a later one is given. */
  clickMicros?: number,
  /** Null where only a later one is given, as below. */
  impressionsMilli?: number | null,
  podAd?: number | null,
  deal?: string | null,
  utcOffsetMin?: number,
];

function toRow(c: EventClaims): ClaimsRow {
  const { kinds, clickMicros = 0, impressionsMilli, podAd, deal, utcOffsetMin = 0 } = c;
  return [
    kinds === undefined ? 1 : 2,
    c.auction,
    c.imp,
    c.atMs,
    c.account,
    c.media,
    c.placement,
    c.format,
    c.demandKind,
    c.demand,
    c.advertiser,
    c.creative,
    c.priceCpmMicros,
    c.currency,
    c.revenueShareBps,
    c.deviceType,
    c.country,
    c.policyVersion,
    c.clickUrl,
    ...shortened([
      kinds ?? null,
      clickMicros,
      impressionsMilli ?? null,
      podAd ?? null,
      deal ?? null,
      utcOffsetMin,
    ]),
  ];
}

type Last = [number | null, number, number | null, number | null, string | null, number];

/** The row's end without what says nothing. */
function shortened(last: Last): Partial<Last> {
  let length = last.length;
  while (length > 0 && !last[length - 1]) length--;
  return last.slice(0, length) as Partial<Last>;
}

/** The signature was checked before, so the row is one that `toRow` made. */
function fromRow(row: ClaimsRow): EventClaims {
  const [, auction, imp, atMs, account, media, placement, format, demandKind, demand, advertiser, creative] =
    row;
  const [
    priceCpmMicros,
    currency,
    revenueShareBps,
    deviceType,
    country,
    policyVersion,
    clickUrl,
    kinds,
    clickMicros,
    impressionsMilli,
    podAd,
    deal,
    utcOffsetMin,
  ] = row.slice(12) as [
    number,
    string,
    number,
    DeviceClass,
    string,
    number,
    string,
    number | null | undefined,
    number | undefined,
    number | null | undefined,
    number | null | undefined,
    string | null | undefined,
    number | undefined,
  ];
  return {
    auction,
    imp,
    atMs,
    account,
    media,
    placement,
    format,
    demandKind,
    demand,
    advertiser,
    creative,
    priceCpmMicros,
    currency,
    revenueShareBps,
    deviceType,
    country,
    policyVersion,
    clickUrl,
    ...(kinds !== undefined && kinds !== null && { kinds }),
    ...(clickMicros && { clickMicros }),
    ...(typeof impressionsMilli === 'number' && { impressionsMilli }),
    ...(typeof podAd === 'number' && { podAd }),
    ...(deal && { deal }),
    ...(utcOffsetMin && { utcOffsetMin }),
  };
}
