import { describe, expect, it } from 'vitest';
import { conversionOver, NO_CONVERSION, readRateTable } from '../currency/conversion.ts';
import { convertMicros } from '../currency/rate.ts';
import {
  type AdjustedBid,
  type Adjustments,
  adjustPrice,
  mergeAdjustments,
  readAdjustments,
} from './bid-adjustments.ts';
import { factorFor, readFactors } from './factors.ts';

const rules = (mediatype: unknown): Adjustments => {
  const read = readAdjustments({ mediatype });
  if (read === undefined) throw new Error('unusable');
  return read;
};
const times = (value: number) => [{ adjtype: 'multiplier', value }];
const bid: AdjustedBid = { media: 'banner', bidder: 'acme', dealId: 'd', priceMicros: 1_000_000 };
const priced = (given: Adjustments, changes: Partial<AdjustedBid> = {}, convert = NO_CONVERSION) =>
  adjustPrice({ ...bid, ...changes }, { rules: given, currency: 'USD', convert });

describe('bid adjustments', () => {
  const all = rules({
    banner: { acme: { d: times(2), '*': times(3) }, '*': { d: times(4), '*': times(6) } },
    '*': { acme: { d: times(5), '*': times(7) }, '*': { d: times(8), '*': times(9) } },
  });
  const without = (...keys: string[]) => new Map([...all].filter(([key]) => !keys.includes(key)));

  it('take the most specific rule, in Prebid Server’s order', () => {
    const order = [
      'banner|acme|d',
      'banner|acme|*',
      'banner|*|d',
      '*|acme|d',
      'banner|*|*',
      '*|acme|*',
      '*|*|d',
      '*|*|*',
    ];
    const prices = order.map((_key, at) => priced(without(...order.slice(0, at))) / 1e6);
    expect(prices).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect(priced(without(...order))).toBe(1_000_000);
    expect(priced(all, { dealId: undefined })).toBe(3_000_000);
    expect(priced(all, { dealId: undefined, media: 'native', bidder: 'other' })).toBe(9_000_000);
  });

  it('take amounts off, replace prices, and convert both', () => {
    const table = readRateTable({ USD: { EUR: 0.5 } });
    const convert = table.ok ? conversionOver([table.table]) : NO_CONVERSION;
    const steps = rules({
      'video-instream': {
        '*': {
          '*': [
            { adjtype: 'static', value: 2, currency: 'EUR' },
            { adjtype: 'multiplier', value: 0.3 },
            { adjtype: 'cpm', value: 0.1, currency: 'EUR' },
          ],
        },
      },
    });
    expect(priced(steps, { media: 'video-instream' }, convert)).toBe(1_000_000);
    expect(priced(steps, { media: 'video-instream', priceMicros: 7 })).toBe(7);
    expect(priced(steps, { media: 'video-outstream' }, convert)).toBe(1_000_000);
  });

  it('leave a bid at least a tenth, and a deal nothing', () => {
    const free = rules({ '*': { '*': { '*': [{ adjtype: 'cpm', value: 5, currency: 'USD' }] } } });
    expect(priced(free, { dealId: undefined })).toBe(100_000);
    expect(priced(free)).toBe(0);
  });

  it.each([
    { mediatype: { banner: { acme: { d: [{ adjtype: 'multiplier', value: 100 }] } } } },
    { mediatype: { banner: { acme: { d: [{ adjtype: 'cpm', value: 1 }] } } } },
    { mediatype: { banner: { acme: { d: [{ adjtype: 'static', value: -1, currency: 'USD' }] } } } },
    { mediatype: { banner: { acme: { d: [{ adjtype: 'other', value: 1 }] } } } },
    { mediatype: { banner: { acme: { d: {} } } } },
    { mediatype: { poster: {} } },
    { mediatype: 3 },
    3,
  ])('are unusable as a whole when one step is wrong: %j', (value) => {
    expect(readAdjustments(value)).toBeUndefined();
  });

  it('of a request go before those of its account', () => {
    const merged = mergeAdjustments(
      rules({ banner: { acme: { '*': times(2) } } }),
      rules({ banner: { acme: { '*': times(3), d: times(4) } } }),
    );
    expect([priced(merged), priced(merged, { dealId: undefined })]).toEqual([4_000_000, 2_000_000]);
  });
});

describe('factors', () => {
  it('are the media type’s before the bidder’s, and exact', () => {
    const reading = readFactors({ acme: 0.9, mediatypes: { video: { acme: 0.29 } } });
    if (!reading.ok) throw new Error(reading.message);
    const times100 = (media: AdjustedBid['media'], bidder: string) => {
      const factor = factorFor(reading.factors, { media, bidder });
      return factor && convertMicros(100, factor);
    };
    expect(times100('banner', 'acme')).toBe(90);
    expect(times100('video-outstream', 'acme')).toBe(29);
    expect(times100('banner', 'other')).toBeUndefined();
  });

  it.each([{ acme: 0 }, { acme: '1' }, { mediatypes: { banner: { acme: -1 } } }])(
    '%j is refused',
    (value) => {
      const reading = readFactors(value);
      expect(reading.ok ? '' : reading.message).toContain('must be a positive number');
    },
  );
});
