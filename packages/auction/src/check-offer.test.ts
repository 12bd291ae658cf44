import type { BidRequest, Imp } from '@jianchat/openrtb';
import { describe, expect, it } from 'vitest';
import { checkOffer, formatOfBid, readOfferRules } from './check-offer.ts';
import { type ImpView, viewImp } from './imp-view.ts';
import type { Offer } from './offer.ts';

const view = (imp: Partial<Imp>): ImpView =>
  viewImp(
    { id: '1', banner: { format: [{ w: 300, h: 250 }] }, ...imp },
    { index: 0, placement: '', placementFloorMicros: 0, placementCurrency: 'USD', currency: 'USD' },
  );
const rules = (request: Partial<BidRequest>) =>
  readOfferRules({ id: 'r', imp: [], ...request }, { currency: 'USD' });
const offer = (changes: Partial<Offer> = {}): Offer => ({
  imp: 0,
  demandKind: 'openrtb',
  demand: 'acme',
  seat: 'acme',
  advertiser: '',
  priceMicros: 1_000_000,
  currency: 'USD',
  format: 'banner',
  bid: { id: 'b', w: 300, h: 250, adomain: ['shop.example.com'], cat: ['IAB7-39'] },
  adm: '<a href="https://example.com">ad</a>',
  clickUrl: '',
  latencyMs: 1,
  render: () => '',
  ...changes,
});
const check = (changes: Partial<Offer>, imp: Partial<Imp> = {}, request: Partial<BidRequest> = {}) =>
  checkOffer(offer(changes), view(imp), rules(request));

describe('an offer', () => {
  it('that fits may compete', () => {
    expect(check({})).toBeUndefined();
    const transparency = { behalf: 'Shop', paid: 'Shop', adrender: 1 };
    const regs = { ext: { dsa: { dsarequired: 2, pubrender: 0 } } };
    expect(check({ transparency }, {}, { regs })).toBeUndefined();
  });

  it('without a price may be a house ad or a deal that is paid for elsewhere, and nobody else', () => {
    expect(check({ priceMicros: 0, demandKind: 'direct' })).toBeUndefined();
    expect(check({ priceMicros: 0, bid: { id: 'b', w: 300, h: 250, dealid: 'd' } })).toBeUndefined();
    expect(check({ priceMicros: 0 })).toBe(300);
  });

  it('S8: that does not say who paid for it does not compete where that is asked for', () => {
    const regs = { ext: { dsa: { dsarequired: 2 } } };
    expect(check({}, {}, { regs })).toBe(300);
    expect(check({ demandKind: 'direct' }, {}, { regs })).toBe(300);
    expect(check({ transparency: { behalf: 'Shop', paid: 'Shop' } }, {}, { regs })).toBeUndefined();
  });

  it.each<[string, number, Partial<Offer>, Partial<Imp>, Partial<BidRequest>]>([
    ['in another currency', 300, { currency: 'EUR' }, {}, {}],
    ['without the transparency asked for', 300, {}, {}, { regs: { ext: { dsa: { dsarequired: 2 } } } }],
    [
      'of our own without the transparency asked for',
      300,
      { demandKind: 'direct' },
      {},
      { regs: { ext: { dsa: { dsarequired: 3 } } } },
    ],
    [
      'whose transparency nobody renders',
      300,
      { transparency: { behalf: 'Shop', paid: 'Shop', adrender: 0 } },
      {},
      { regs: { ext: { dsa: { dsarequired: 2, pubrender: 0 } } } },
    ],
    ['below the floor', 301, {}, { bidfloor: 1.01 }, {}],
    ['under a floor in another currency', 301, {}, { bidfloor: 0.01, bidfloorcur: 'EUR' }, {}],
    ['of another format', 353, { format: 'video' }, {}, {}],
    ['of another size', 351, { bid: { id: 'b', w: 728, h: 90 } }, {}, {}],
    ['without markup', 350, { adm: '' }, {}, {}],
    [
      'with plain-text addresses on a secure page',
      352,
      { adm: '<img src="http://a.example/x">' },
      { secure: 1 },
      {},
    ],
    ['of a blocked advertiser', 356, {}, {}, { badv: ['example.com'] }],
    ['of a blocked category', 358, {}, {}, { bcat: ['IAB7-39'] }],
    [
      'of a blocked app',
      356,
      { bid: { id: 'b', w: 300, h: 250, bundle: 'com.bad' } },
      {},
      { bapp: ['com.bad'] },
    ],
  ])('U2: %s is refused with %d', (_what, reason, changes, imp, request) => {
    expect(check(changes, imp, request)).toBe(reason);
  });

  it('is not taken for a blocked advertiser by a part of its name', () => {
    expect(check({}, {}, { badv: ['ample.com'] })).toBeUndefined();
  });

  it('may leave the size away where the imp has just one', () => {
    expect(check({ bid: { id: 'b' } })).toBeUndefined();
    expect(
      check(
        { bid: { id: 'b' } },
        {
          banner: {
            format: [
              { w: 300, h: 250 },
              { w: 1, h: 1 },
            ],
          },
        },
      ),
    ).toBe(351);
  });

  it('fits flexible sizes by ratio', () => {
    const imp = { banner: { format: [{ wmin: 200, wratio: 2, hratio: 1 }] } };
    expect(check({ bid: { id: 'b', w: 300, h: 150 } }, imp)).toBeUndefined();
    expect(check({ bid: { id: 'b', w: 100, h: 50 } }, imp)).toBe(351);
  });
});

describe('the media type of a bid', () => {
  const both = view({ video: { mimes: ['video/mp4'] } });
  it.each([
    [{ mtype: 2 }, 'video'],
    [{ ext: { prebid: { type: 'native' as const } } }, 'native'],
    [{ adm: ' <?xml version="1.0"?><VAST/>' }, 'video'],
    [{ adm: '<div>ad</div>' }, 'banner'],
    [{ mtype: 9 }, undefined],
  ])('of %j is %s', (bid, format) => {
    expect(formatOfBid({ id: 'b', impid: '1', price: 1, ...bid }, both)).toBe(format);
  });
});

describe('floors', () => {
  it('of imp and placement: the higher holds', () => {
    const context = { index: 0, placement: 'p', placementCurrency: 'USD', currency: 'USD' };
    const imp = { id: '1', bidfloor: 0.5 };
    expect(viewImp(imp, { ...context, placementFloorMicros: 700_000 }).floorMicros).toBe(700_000);
    expect(viewImp(imp, { ...context, placementFloorMicros: 300_000 }).floorMicros).toBe(500_000);
    expect(viewImp({ ...imp, bidfloor: -1 }, { ...context, placementFloorMicros: 0 }).floorMicros).toBe(0);
    expect(viewImp({ ...imp, bidfloorcur: 'usd' }, { ...context, placementFloorMicros: 0 }).floorMicros).toBe(
      500_000,
    );
  });
});
