import type { AuctionRow } from '../auctions-table.ts';
import type { EventRow } from '../events-table.ts';

/** 2026-11-01T00:00:00Z, in milliseconds. */
export const dayMs = Date.UTC(2026, 10, 1);

export function sampleEvent(change: Partial<EventRow> = {}): EventRow {
  return {
    at: dayMs,
    event_id: 'event',
    kind: 'impression',
    log_offset: 1,
    account: 'demo',
    media: 'demo-site',
    placement: 'demo-banner',
    demand_kind: 'direct',
    demand: 'line-1',
    advertiser: 'acme',
    creative: 'creative-1',
    device_type: 'phone',
    country: 'DEU',
    format: 'banner',
    verdict: 'counted',
    charge_micros: 1_000,
    media_micros: 800,
    platform_micros: 200,
    currency: 'USD',
    policy_version: 1,
    error_code: 0,
    extra_impressions: 0,
    conversion_kind: '',
    conversion_basis: '',
    value_micros: 0,
    uncharged_micros: 0,
    mediated_micros: 0,
    ...change,
  };
}

export function sampleAuction(change: Partial<AuctionRow> = {}): AuctionRow {
  return {
    at: dayMs,
    auction_id: 'auction',
    account: 'demo',
    media: 'demo-site',
    placement: 'demo-banner',
    device_type: 'phone',
    country: 'DEU',
    regime: 'gdpr',
    outcome: 'filled',
    winner: 'line-1',
    price_micros: 1_000_000,
    bids: 2,
    duration_us: 900,
    policy_version: 1,
    log_offset: 1,
    ...change,
  };
}
