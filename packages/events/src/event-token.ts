import { createHmac, timingSafeEqual } from 'node:crypto';
import { createHmacSha256 } from '@jianchat/hmac';
import { fromRow, toRow } from './claims-row.ts';
import type { EventClaims } from './event-claims.ts';

/**
 * MRC terms: an impression is counted when the ad began to render, a click when the landing redirect was asked for. `viewable` is
 * said by a player or SDK that measures it; a conversion is told by the advertiser, by its click's id and never by an event URL; the
 * rest are VAST's events of a video or audio ad, `error` with the player's code.
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
  'conversion',
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
  conversion: 'conversion',
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
  conversion: 'n',
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
  const mac = createHmacSha256(key);
  return {
    sign(claims) {
      const body = Buffer.from(JSON.stringify(toRow(claims))).toString('base64url');
      const signature = mac.base64url(body, SIGNATURE_BYTES);
      return (kind) => [KIND_LETTER[kind], body, '.', signature].join('');
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
  const wanted = createHmac('sha256', options.key).update(body).digest().subarray(0, SIGNATURE_BYTES);
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

function assertKey(key: Uint8Array): void {
  if (key.length < 32) throw new Error('the event token key has fewer than 32 bytes');
}
