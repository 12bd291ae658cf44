import { createHash } from 'node:crypto';
import {
  type Click,
  type ClickIds,
  CONVERSION_KINDS,
  type Conversion,
  conversionIdOf,
  type EventClaims,
  orderMark,
} from '@jianchat/events';
import type { AdvertiserConversions } from '@jianchat/snapshot';
import type { RefusalCode } from './outcome.ts';

/** What a report says, as it came; nothing of it was checked. */
export interface ConversionReport {
  readonly use: 'page' | 'server';
  readonly key: unknown;
  /** Ids of the clicks that may have led to it; the last of them is taken. */
  readonly clicks: readonly unknown[];
  readonly kind: unknown;
  readonly valueMicros: unknown;
  readonly currency: unknown;
  readonly order: unknown;
}

export interface ConversionMeans {
  readonly clickIds: ClickIds;
  /** The key that order ids are hashed under. */
  readonly key: Uint8Array;
  readonly nowMs: number;
  /** What an advertiser may report; undefined for one that reports nothing. */
  readonly conversionsOf: (advertiser: string) => AdvertiserConversions | undefined;
}

export type ConversionReading =
  | { readonly ok: true; readonly id: string; readonly claims: EventClaims; readonly conversion: Conversion }
  | { readonly ok: false; readonly code: RefusalCode };

export const CLICKS_MAX = 10;
const TEXT_MAX = 200;
/** Of a key's hash, enough to tell an advertiser's keys apart. */
const KEY_DIGITS = 16;
const KINDS: ReadonlySet<unknown> = new Set(CONVERSION_KINDS);
/** A million units of a currency, as prices have it. */
const VALUE_MICROS_MAX = 1_000_000_000_000;

/**
 * Understands a report: the last of its clicks that is the advertiser's own and within its window, told by whoever holds a key of that
 * advertiser. A refused report changes nothing.
 */
export function readConversion(report: ConversionReport, means: ConversionMeans): ConversionReading {
  const hash = typeof report.key === 'string' && report.key.length <= TEXT_MAX ? sha256(report.key) : '';
  const found = lastClick(report, { hash, means });
  if (!found.ok) return found;
  const { claims, atMs: clickedMs } = found.click;
  const { currency, order, valueMicros = 0 } = report;
  const rules = means.conversionsOf(claims.advertiser);
  const kind = textOf(report.kind);
  if (kind === undefined || !(KINDS.has(kind) || rules?.kinds?.includes(kind) === true))
    return refused('conversion.kind');
  if (!isMicros(valueMicros)) return refused('conversion.value');
  if (currency === undefined ? valueMicros > 0 : currency !== claims.currency)
    return refused('conversion.currency');
  const ownOrder = order === undefined ? undefined : textOf(order);
  if (order !== undefined && ownOrder === undefined) return refused('conversion.order');
  const mark =
    ownOrder === undefined
      ? {}
      : { order: orderMark(means.key, { advertiser: claims.advertiser, order: ownOrder }) };
  const conversion: Conversion = { kind, valueMicros, clickedMs, ...mark, key: hash.slice(0, KEY_DIGITS) };
  return { ok: true, id: conversionIdOf(claims, conversion), claims, conversion };
}

type Found =
  | { readonly ok: true; readonly click: Click }
  | { readonly ok: false; readonly code: RefusalCode };

/** One click that stands is enough; where none does, the fault of the first tells why. */
function lastClick(
  { clicks, use }: ConversionReport,
  { hash, means }: { hash: string; means: ConversionMeans },
): Found {
  if (clicks.length === 0 || clicks.length > CLICKS_MAX) return refused('click.malformed');
  let last: Click | undefined;
  let fault: RefusalCode | undefined;
  for (const text of clicks) {
    const reading =
      typeof text === 'string'
        ? means.clickIds.read(text, means.nowMs)
        : ({ ok: false, fault: 'click.malformed' } as const);
    if (!reading.ok) fault ??= reading.fault;
    else if (!isKeyOf(means.conversionsOf(reading.click.claims.advertiser), { hash, use }))
      fault ??= 'conversion.key';
    else if (last === undefined || reading.click.atMs > last.atMs) last = reading.click;
  }
  return last === undefined ? refused(fault ?? 'click.malformed') : { ok: true, click: last };
}

/** Hashes are compared, so how long it takes says nothing of the secret. */
const isKeyOf = (
  rules: AdvertiserConversions | undefined,
  given: { readonly hash: string; readonly use: 'page' | 'server' },
): boolean => rules?.keys.some(({ use, hash }) => use === given.use && hash === given.hash) === true;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= TEXT_MAX ? value : undefined;

const isMicros = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= VALUE_MICROS_MAX;

const refused = (code: RefusalCode) => ({ ok: false, code }) as const;
