import { createHash } from 'node:crypto';
import {
  type ClickIds,
  CONVERSION_KINDS,
  type Conversion,
  conversionIdOf,
  type EventClaims,
  orderMark,
  type ViewIds,
} from '@jianchat/events';
import type { AdvertiserConversions } from '@jianchat/snapshot';
import type { RefusalCode } from './outcome.ts';

/** What a report says, as it came; nothing of it was checked. */
export interface ConversionReport {
  readonly use: 'page' | 'server';
  readonly key: unknown;
  /** Ids of the clicks that may have led to it; the last of them is taken. */
  readonly clicks: readonly unknown[];
  /** Ids of the views that may have, looked at where no click has. */
  readonly views: readonly unknown[];
  readonly kind: unknown;
  readonly valueMicros: unknown;
  readonly currency: unknown;
  readonly order: unknown;
}

export interface ConversionMeans {
  readonly clickIds: ClickIds;
  readonly viewIds: ViewIds;
  /** The key that order ids are hashed under. */
  readonly key: Uint8Array;
  readonly nowMs: number;
  /** What an advertiser may report; undefined for one that reports nothing. */
  readonly conversionsOf: (advertiser: string) => AdvertiserConversions | undefined;
}

export type ConversionReading =
  | { readonly ok: true; readonly id: string; readonly claims: EventClaims; readonly conversion: Conversion }
  | { readonly ok: false; readonly code: RefusalCode };

/** Clicks that a report may name, and views. */
export const IDS_MAX = 10;
const TEXT_MAX = 200;
/** Of a key's hash, enough to tell an advertiser's keys apart. */
const KEY_DIGITS = 16;
const KINDS: ReadonlySet<unknown> = new Set(CONVERSION_KINDS);
/** A million units of a currency, as prices have it. */
const VALUE_MICROS_MAX = 1_000_000_000_000;

/**
 * Understands a report: the last of its clicks that is the advertiser's own and within its window, else the last of its views, told by
 * whoever holds a key of that advertiser. A refused report changes nothing.
 */
export function readConversion(report: ConversionReport, means: ConversionMeans): ConversionReading {
  const hash = typeof report.key === 'string' && report.key.length <= TEXT_MAX ? sha256(report.key) : '';
  const found = causeOf(report, { hash, means });
  if (!found.ok) return found;
  const { claims, when } = found.cause;
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
  const told = { key: hash.slice(0, KEY_DIGITS), use: report.use };
  const conversion: Conversion = { kind, valueMicros, ...when, ...mark, ...told };
  return { ok: true, id: conversionIdOf(claims, conversion), claims, conversion };
}

/** What a conversion followed: an ad's click, or its view. */
interface Cause {
  readonly claims: EventClaims;
  readonly atMs: number;
  readonly when: Pick<Conversion, 'clickedMs' | 'seenMs' | 'seenAs'>;
}

type Found =
  | { readonly ok: true; readonly cause: Cause }
  | { readonly ok: false; readonly code: RefusalCode };
type Asking = { readonly hash: string; readonly means: ConversionMeans };

/**
 * A click goes before every view, and of views one that was measured to be viewable before a mere display. One that stands is enough; where
 * none does, the fault of the first tells why.
 */
function causeOf(report: ConversionReport, asking: Asking): Found {
  const { clicks, views } = report;
  if (clicks.length > IDS_MAX || (clicks.length === 0 && views.length === 0))
    return refused('click.malformed');
  const { clickIds, viewIds, nowMs } = asking.means;
  const clicked = clicks.map((text): Found => {
    const reading = typeof text === 'string' ? clickIds.read(text, nowMs) : undefined;
    if (reading?.ok !== true) return refused(reading?.fault ?? 'click.malformed');
    const { claims, atMs } = reading.click;
    return owned({ claims, atMs, when: { clickedMs: atMs } }, report, asking);
  });
  const found = lastOf(clicked);
  if (found?.ok === true) return found;
  if (views.length > IDS_MAX) return refused('view.malformed');
  const seen = views.map((text): Found => {
    const reading = typeof text === 'string' ? viewIds.read(text, nowMs) : undefined;
    if (reading?.ok !== true) return refused(reading?.fault ?? 'view.malformed');
    const { claims, atMs, seenAs } = reading.view;
    return owned({ claims, atMs, when: { seenMs: atMs, seenAs } }, report, asking);
  });
  const viewable = seen.filter((one) => one.ok && one.cause.when.seenAs === 'viewable');
  const viewed = lastOf(viewable) ?? lastOf(seen);
  return viewed?.ok === true ? viewed : (found ?? viewed ?? refused('click.malformed'));
}

const owned = (cause: Cause, { use }: ConversionReport, { hash, means }: Asking): Found =>
  isKeyOf(means.conversionsOf(cause.claims.advertiser), { hash, use })
    ? { ok: true, cause }
    : refused('conversion.key');

/** The latest that stands, else the first fault; undefined of none. */
function lastOf(all: readonly Found[]): Found | undefined {
  const standing = all.flatMap((one) => (one.ok ? [one] : []));
  if (standing.length === 0) return all[0];
  return standing.reduce((last, one) => (one.cause.atMs > last.cause.atMs ? one : last));
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
