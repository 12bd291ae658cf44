import { eventColumns } from '@jianchat/analytics';
import { convertingClaims } from '@jianchat/events/testing';
import { readPolicy } from '@jianchat/policy/testing';
import { describe, expect, it } from 'vitest';
import { isAuctionRecord, isEventRecord } from './record-shape.ts';
import { auctionRows } from './stages/auction-rows.ts';
import { eventRows } from './stages/event-rows.ts';
import { sentDayOf } from './stages/line-day.ts';
import { isValid } from './stages/verdict.ts';
import { keepUnder } from './testing/keep-under.ts';
import { sampleConversion } from './testing/sample-records.ts';

/** All places of a JSON document, and the document with another value there. */
function* changed(node: unknown, values: readonly unknown[]): Generator<unknown> {
  yield* values;
  if (typeof node !== 'object' || node === null) return;
  for (const [key, child] of Object.entries(node))
    for (const value of changed(child, values))
      yield Array.isArray(node)
        ? node.map((item, at) => (String(at) === key ? value : item))
        : { ...node, [key]: value };
}

const ODD: readonly unknown[] = [
  { toString: 1, valueOf: 1 },
  [{ toString: 1 }],
  null,
  undefined,
  '',
  -1,
  1.5,
  1e308,
  '\ud800',
  {},
];

const AUCTION = {
  v: 1,
  ...{ id: 'a', atMs: 1_800_000_000_000, durationUs: 900, account: 'press', media: 'paper', channel: 'site' },
  ...{ policyVersion: 3, regime: 1, grants: 3, floors: 0, country: 'DE', deviceType: 'phone' },
  imps: [{ placement: 'top', candidates: [{ demand: 'line', priceMicros: 5 }], winner: 0 }],
};

describe('an odd record', () => {
  it('of an event is set aside, or nothing throws at it', () => {
    const event = { ...sampleConversion(convertingClaims()) };
    expect(isEventRecord(event) && isValid(event)).toBe(true);
    for (const record of changed(event, ODD)) {
      if (!isEventRecord(record)) continue;
      const [row] = eventRows(
        [{ offset: 1, record }],
        new Map([[record.id, { offset: 1, unchargedMicros: 0 }]]),
      );
      expect(Object.keys(row ?? {})).toHaveLength(eventColumns.length);
      expect(sentDayOf(record)).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });

  it('of an auction is set aside, or nothing throws at it', () => {
    const keep = keepUnder(readPolicy());
    expect(isAuctionRecord(AUCTION)).toBe(true);
    for (const record of changed(AUCTION, ODD)) {
      if (!isAuctionRecord(record)) continue;
      const { policyVersion: version, ...signals } = record;
      keep.columns('analytics:auctions', { version, signals });
      auctionRows([{ offset: 1, record }], String);
    }
  });
});
