import { kindBits } from '@jianchat/events';
import { convertingClaims, SAMPLE_TERMS, sampleClaims } from '@jianchat/events/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleConversion, sampleEvent } from '../testing/sample-records.ts';
import { chargeOf } from './charge.ts';
import { eventRows } from './event-rows.ts';
import { postingsOf } from './post-journal.ts';
import { DAY_MICROS_MAX, isValid, PRICE_CPM_MICROS_MAX, verdictOf } from './verdict.ts';

const impression = (priceCpmMicros: number, revenueShareBps = 8000) =>
  sampleEvent(sampleClaims({ priceCpmMicros, revenueShareBps }));

describe('a charge', () => {
  it.each([
    [1_800_000, 1800],
    [0, 0],
    [499, 0],
    [500, 1],
    [1_499, 1],
    [1_500, 2],
    [PRICE_CPM_MICROS_MAX, 1_000_000_000],
  ])('of a CPM of %i micros is %i micros', (price, micros) => {
    expect(chargeOf(impression(price)).chargeMicros).toBe(micros);
  });

  it('is shared without a rest, to the media never more than its part', () => {
    fc.assert(
      fc.property(fc.nat(PRICE_CPM_MICROS_MAX), fc.nat(10_000), (price, bps) => {
        const { chargeMicros, mediaMicros, platformMicros } = chargeOf(impression(price, bps));
        expect(mediaMicros + platformMicros).toBe(chargeMicros);
        expect(mediaMicros).toBeGreaterThanOrEqual(0);
        expect(platformMicros).toBeGreaterThanOrEqual(0);
        expect(BigInt(mediaMicros)).toBe((BigInt(chargeMicros) * BigInt(bps)) / 10_000n);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [1_800_000, 12_500, 22_500],
    [1_000, 1_400, 1],
    [1_000, 1_500, 2],
    [3, 10_000_000, 30],
    [PRICE_CPM_MICROS_MAX, 10_000_000, 10_000_000_000_000],
  ])('of a CPM of %i micros for a display that stands for %i thousandths is %i', (price, milli, micros) => {
    const claims = sampleClaims({ priceCpmMicros: price, impressionsMilli: milli, revenueShareBps: 3_333 });
    const { chargeMicros, mediaMicros } = chargeOf(sampleEvent(claims));
    expect(chargeMicros).toBe(micros);
    expect(BigInt(mediaMicros)).toBe((BigInt(micros) * 3_333n) / 10_000n);
    expect(isValid(sampleEvent({ ...claims, impressionsMilli: 10_000_001 }))).toBe(false);
  });

  it('counts whole impressions that add up to what the displays stand for', () => {
    const displays = Array.from({ length: 4_000 }, (_, at) =>
      sampleEvent(sampleClaims({ auction: `auction-${at}`, impressionsMilli: 1_400 })),
    );
    const rows = eventRows(
      displays.map((record, offset) => ({ offset, record })),
      new Map(),
    );
    const extra = rows.reduce((sum, row) => sum + row.extra_impressions, 0);
    expect(Math.abs(extra - 1_600)).toBeLessThan(120);
    expect(rows.every((row) => row.extra_impressions === 0 || row.extra_impressions === 1)).toBe(true);
  });

  it('U2: is nothing for what networks of an app showed: they pay the media', () => {
    fc.assert(
      fc.property(
        fc.nat(PRICE_CPM_MICROS_MAX),
        fc.constantFrom('impression', 'click', 'win'),
        (price, kind) => {
          const claims = sampleClaims({
            demandKind: 'mediation',
            demand: 'acme',
            advertiser: '',
            creative: '',
            priceCpmMicros: price,
            clickMicros: price,
          });
          const record = sampleEvent(claims, kind);
          expect(isValid(record)).toBe(true);
          expect(chargeOf(record)).toEqual({
            chargeMicros: 0,
            mediaMicros: 0,
            platformMicros: 0,
            unchargedMicros: 0,
          });
          expect(postingsOf([{ offset: 0, record, charge: chargeOf(record) }])).toEqual([]);
          const counted = new Map([[record.id, { offset: 0, unchargedMicros: 0 }]]);
          const rows = [0, 1].flatMap((offset) => eventRows([{ offset, record }], counted));
          const expected = kind === 'impression' ? Math.floor((price + 500) / 1000) : 0;
          expect(rows.map((row) => row.mediated_micros)).toEqual([expected, 0]);
        },
      ),
    );
  });

  it('is nothing for a click', () => {
    expect(chargeOf(sampleEvent(sampleClaims(), 'click')).chargeMicros).toBe(0);
  });
});

describe('postings', () => {
  it('sum to zero in each currency, one per ledger account', () => {
    const claims = fc.record({
      demandKind: fc.constantFrom('direct' as const, 'openrtb' as const),
      demand: fc.constantFrom('d1', 'd2'),
      advertiser: fc.constantFrom('a1', 'a2'),
      account: fc.constantFrom('m1', 'm2'),
      currency: fc.constantFrom('USD', 'EUR'),
      priceCpmMicros: fc.nat(5_000_000),
      revenueShareBps: fc.nat(10_000),
    });
    fc.assert(
      fc.property(fc.array(claims, { maxLength: 40 }), (list) => {
        const events = list.map((each, offset) => {
          const record = sampleEvent(sampleClaims(each));
          return { offset, record, charge: chargeOf(record) };
        });
        const postings = postingsOf(events);
        for (const currency of ['USD', 'EUR']) {
          const amounts = postings.filter((p) => p.currency === currency).map((p) => p.amountMicros);
          expect(amounts.reduce((a, b) => a + b, 0)).toBe(0);
        }
        const accounts = postings.map((p) => `${p.kind} ${p.owner} ${p.currency}`);
        expect(new Set(accounts).size).toBe(accounts.length);
        const paid = postings.filter((p) => p.amountMicros > 0).reduce((sum, p) => sum + p.amountMicros, 0);
        expect(paid).toBe(events.reduce((sum, { record }) => sum + chargeOf(record).chargeMicros, 0));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a verdict', () => {
  const record = sampleEvent(sampleClaims());

  it('U7: is counted only where the id was counted, and never for a declared robot', () => {
    expect(verdictOf(record, { offset: 7, countedAt: 7 })).toBe('counted');
    expect(verdictOf(record, { offset: 8, countedAt: 7 })).toBe('duplicate');
    expect(verdictOf({ ...record, declaredRobot: true }, { offset: 7, countedAt: 7 })).toBe('invalid');
  });

  it.each([
    ['a price beyond reason', { priceCpmMicros: PRICE_CPM_MICROS_MAX + 1 }],
    ["a day's price beyond reason", { dayMicros: DAY_MICROS_MAX + 1 }],
    ['a price below nothing', { priceCpmMicros: -1 }],
    ['a broken price', { priceCpmMicros: 1.5 }],
    ['a share of more than all', { revenueShareBps: 10_001 }],
    ['an unknown currency', { currency: 'usd' }],
    ['nobody to pay', { account: '' }],
    ['nobody who pays', { advertiser: '' }],
    ['no line item', { demand: '' }],
    ['an auction after the event', { atMs: record.atMs + 60_001 }],
  ])('U7: is invalid with %s', (_, change) => {
    expect(isValid({ ...record, claims: { ...record.claims, ...change } })).toBe(false);
  });

  it('U7: is counted at every price that a day can be booked at', () => {
    expect(isValid({ ...record, claims: { ...record.claims, dayMicros: DAY_MICROS_MAX } })).toBe(true);
  });

  it('U7: counts a conversion within its window, of an ad whose conversions may be measured', () => {
    const claims = convertingClaims();
    const clickedMs = claims.atMs + 1000;
    const within = (hours: number) => sampleConversion(claims, {}, { atMs: clickedMs + hours * 3_600_000 });
    expect(isValid(within(SAMPLE_TERMS.withinHours))).toBe(true);
    expect(isValid(within(SAMPLE_TERMS.withinHours + 0.001))).toBe(false);
    expect(isValid(within(-1))).toBe(false);
    const { conversion: _, ...unagreed } = claims;
    expect(isValid(sampleConversion(unagreed))).toBe(false);
    expect(isValid(sampleConversion({ ...claims, kinds: kindBits(['impression', 'click']) }))).toBe(false);
  });

  it('U7: counts a conversion after a view in a window of its own, of views that it may be attributed to, and never after both', () => {
    const terms = { ...SAMPLE_TERMS, viewHours: 2 };
    const claims = convertingClaims({ conversion: terms });
    const after = (hours: number, seenAs: 'viewable' | 'impression' = 'impression') =>
      sampleConversion(claims, { seenAs }, { atMs: claims.atMs + 1000 + hours * 3_600_000 });
    expect([after(2), after(2.001), after(-1)].map(isValid)).toEqual([true, false, false]);
    const unagreed = convertingClaims();
    expect(isValid(sampleConversion(unagreed, { seenAs: 'impression' }))).toBe(false);
    const only = convertingClaims({ conversion: { ...terms, viewableOnly: true } });
    const seen = (['impression', 'viewable'] as const).map((seenAs) => sampleConversion(only, { seenAs }));
    expect(seen.map(isValid)).toEqual([false, true]);
    expect(isValid(sampleConversion(claims, { seenAs: 'impression', clickedMs: claims.atMs }))).toBe(false);
  });

  it('does not ask OpenRTB demand for an advertiser', () => {
    const claims = { ...record.claims, demandKind: 'openrtb' as const, advertiser: '' };
    expect(isValid({ ...record, claims })).toBe(true);
  });
});
