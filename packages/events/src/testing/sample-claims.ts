import type { ConversionTerms, EventClaims } from '../event-claims.ts';
import { kindBits } from '../event-token.ts';

/** A signing key that is no secret. */
export const SAMPLE_KEY = Buffer.alloc(32, 7);

/** 2026-11-01T12:00:00Z, ms since epoch. */
export const NOON_MS = Date.UTC(2026, 10, 1, 12);

/** A banner of a direct line item that pays by display. */
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

export const SAMPLE_TERMS: ConversionTerms = { withinHours: 24, micros: 5_000_000, paidKind: '' };

/** The same of a line item that pays by the conversion, whose conversions may be measured. */
export function convertingClaims(change: Partial<EventClaims> = {}): EventClaims {
  return sampleClaims({
    priceCpmMicros: 0,
    policyVersion: 3,
    clickUrl: 'https://example.com/landing?a=1',
    kinds: kindBits(['impression', 'click', 'win', 'conversion']),
    conversion: SAMPLE_TERMS,
    ...change,
  });
}
