import type { AdFormat, ConversionTerms, DeviceClass, EventClaims, ShownDemandKind } from './event-claims.ts';

/** Rows instead of objects keep URLs short; the first element is the format's version. */
export type ClaimsRow = readonly [
  version: 1 | 2,
  auction: string,
  imp: number,
  atMs: number,
  account: string,
  media: string,
  placement: string,
  format: AdFormat,
  demandKind: ShownDemandKind,
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
  conversion?: ConversionRow | null,
  dayMicros?: number,
  doubtful?: 1 | 0,
  /** Empty where only a later one is given. */
  size?: string,
  os?: string,
];

/** Of before may follow, as numbers, the signals that let conversions be measured: nobody reads them any more. */
type ConversionRow = readonly [
  withinHours: number,
  micros: number,
  paidKind: string,
  more?: readonly [viewHours: number, flags: number] | number,
];

/** Bits of a conversion row's flags. */
const FLAG = { viewableOnly: 1, viewsCount: 2, serverOnly: 4 } as const;
const FLAGS = Object.keys(FLAG) as readonly (keyof typeof FLAG)[];

export function toRow(c: EventClaims): ClaimsRow {
  return [
    c.kinds === undefined ? 1 : 2,
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
    ...lastOf(c),
  ];
}

type Last = [
  kinds: number | null,
  clickMicros: number,
  impressionsMilli: number | null,
  podAd: number | null,
  deal: string | null,
  utcOffsetMin: number,
  conversion: ConversionRow | null,
  dayMicros: number,
  doubtful: 1 | 0,
  size: string,
  os: string,
];

/** The row's end without what says nothing. */
function lastOf(c: EventClaims): Partial<Last> {
  const last: Last = [
    c.kinds ?? null,
    c.clickMicros ?? 0,
    c.impressionsMilli ?? null,
    c.podAd ?? null,
    c.deal ?? null,
    c.utcOffsetMin ?? 0,
    c.conversion === undefined ? null : conversionRow(c.conversion),
    c.dayMicros ?? 0,
    c.doubtful ? 1 : 0,
    c.size ?? '',
    c.os ?? '',
  ];
  let length = last.length;
  while (length > 0 && !last[length - 1]) length--;
  return last.slice(0, length) as Partial<Last>;
}

function conversionRow(terms: ConversionTerms): ConversionRow {
  const { withinHours, micros, paidKind, viewHours = 0 } = terms;
  const flags = FLAGS.reduce((bits, name) => (terms[name] === true ? bits | FLAG[name] : bits), 0);
  if (viewHours === 0 && flags === 0) return [withinHours, micros, paidKind];
  return [withinHours, micros, paidKind, [viewHours, flags]];
}

function conversionOf([withinHours, micros, paidKind, more]: ConversionRow): ConversionTerms {
  const [viewHours, flags] = typeof more === 'object' ? more : [0, 0];
  return {
    withinHours,
    micros,
    paidKind,
    ...(viewHours > 0 && { viewHours }),
    ...((flags & FLAG.viewableOnly) !== 0 && { viewableOnly: true }),
    ...((flags & FLAG.viewsCount) !== 0 && { viewsCount: true }),
    ...((flags & FLAG.serverOnly) !== 0 && { serverOnly: true }),
  };
}

/** For what was signed here alone: the row is one that `toRow` made. */
export function fromRow(row: ClaimsRow): EventClaims {
  const [, auction, imp, atMs, account, media, placement, format, demandKind, demand, advertiser, creative] =
    row;
  const [priceCpmMicros, currency, revenueShareBps, deviceType, country, policyVersion, clickUrl] = row.slice(
    12,
  ) as [number, string, number, DeviceClass, string, number, string];
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
    ...lastClaims(row.slice(LAST_AT) as Partial<Last>),
  };
}

/** Where a row begins to hold what may be absent. */
const LAST_AT = 19;

function lastClaims([
  kinds,
  clickMicros,
  impressionsMilli,
  podAd,
  deal,
  utcOffsetMin,
  conversion,
  dayMicros,
  doubtful,
  size,
  os,
]: Partial<Last>): Partial<EventClaims> {
  return {
    ...(typeof kinds === 'number' && { kinds }),
    ...(clickMicros && { clickMicros }),
    ...(typeof impressionsMilli === 'number' && { impressionsMilli }),
    ...(typeof podAd === 'number' && { podAd }),
    ...(deal && { deal }),
    ...(utcOffsetMin && { utcOffsetMin }),
    ...(conversion && { conversion: conversionOf(conversion) }),
    ...(dayMicros && { dayMicros }),
    ...(doubtful === 1 && { doubtful: true as const }),
    ...(size && { size }),
    ...(os && { os }),
  };
}
