import {
  type Conversion,
  conversionIdOf,
  type EventClaims,
  type EventKind,
  type EventRecord,
  encodeRecord,
  eventIdOf,
} from '@jianchat/events';
import type { LogMessage } from '@jianchat/log';

/** 2026-11-01T12:00:00Z, ms since epoch. */
export const NOON_MS = Date.UTC(2026, 10, 1, 12);

export function sampleClaims(change: Partial<EventClaims> = {}): EventClaims {
  return {
    auction: 'AAAAAAAAAAAAAAAAAAAAAA',
    imp: 0,
    atMs: NOON_MS,
    account: 'demo',
    media: 'demo-site',
    placement: 'demo-banner',
    format: 'banner',
    demandKind: 'direct',
    demand: 'line-1',
    advertiser: 'adv-1',
    creative: 'creative-1',
    priceCpmMicros: 1_800_000,
    currency: 'USD',
    revenueShareBps: 8000,
    deviceType: 'phone',
    country: 'DE',
    policyVersion: 1,
    clickUrl: '',
    ...change,
  };
}

export function sampleEvent(
  claims: EventClaims,
  kind: EventKind = 'impression',
  change: Partial<EventRecord> = {},
): EventRecord {
  const id = eventIdOf(claims, kind);
  return { v: 1, id, kind, atMs: claims.atMs + 1000, claims, declaredRobot: false, ...change };
}

/** Agreed of conversions, of an ad whose signals allow everything. */
export const SAMPLE_TERMS = {
  withinHours: 24,
  micros: 5_000_000,
  paidKind: '',
  regime: 1,
  grants: 0x7fff_ffff,
  floors: 0,
} as const;

export function sampleConversion(
  claims: EventClaims,
  change: Partial<Conversion> = {},
  record: Partial<EventRecord> = {},
): EventRecord {
  const clickedMs = claims.atMs + 1000;
  const conversion: Conversion = { kind: 'purchase', valueMicros: 30_000_000, clickedMs, ...change };
  const id = conversionIdOf(claims, conversion);
  const atMs = clickedMs + 60_000;
  return { v: 1, id, kind: 'conversion', atMs, claims, declaredRobot: false, conversion, ...record };
}

export const messageOf = (event: EventRecord): LogMessage => ({ key: event.id, value: encodeRecord(event) });
