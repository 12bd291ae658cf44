import type { AuctionRecord } from '@jianchat/events';

/** An answered request as the exchange logs it; `changes` say what matters to a test. */
export function sampleAuction(changes: Partial<AuctionRecord> = {}): AuctionRecord {
  return {
    v: 1,
    id: 'auction-1',
    atMs: Date.UTC(2026, 10, 23, 12),
    durationUs: 1500,
    account: 'press',
    media: 'paper',
    channel: 'site',
    policyVersion: 1,
    regime: 0,
    grants: 0,
    floors: 0,
    reasons: [],
    present: '0',
    undeclared: [],
    country: 'DE',
    deviceType: 'phone',
    imps: [],
    disclosures: [],
    ...changes,
  };
}
