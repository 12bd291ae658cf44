import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBidResponse } from './read-response.ts';

const read = (value: unknown) => readBidResponse(JSON.stringify(value));

describe('a bid response', () => {
  it('is read by allow-list', () => {
    const bid = {
      id: 'b',
      impid: '1',
      price: 1.5,
      adm: 'ad',
      w: 300,
      h: '250',
      adomain: ['a.example', 7],
      canary: 'x',
    };
    expect(
      read({
        id: 'r',
        cur: 'EUR',
        canary: 1,
        seatbid: [{ seat: 's', canary: 1, bid: [bid] }],
      }),
    ).toEqual({
      ok: true,
      currency: 'EUR',
      bids: [
        { seat: 's', bid: { id: 'b', impid: '1', price: 1.5, adm: 'ad', w: 300, adomain: ['a.example'] } },
      ],
      faults: [],
    });
  });

  it('keeps the media type and brand data of Prebid', () => {
    const dsa = { behalf: 'B', paid: 'P', transparency: [{ domain: 'd.example', dsaparams: [1, 'x'] }, 7] };
    const told = read({
      seatbid: [
        { bid: [{ id: 'b', impid: '1', price: 1, ext: { dsa: { ...dsa, adrender: 1, canary: 1 } } }] },
      ],
    });
    const transparency = [{ domain: 'd.example', dsaparams: [1] }];
    expect(told).toMatchObject({ bids: [{ bid: { ext: { dsa: { ...dsa, transparency, adrender: 1 } } } }] });
    expect(JSON.stringify(told)).not.toContain('canary');
    const meta = {
      networkId: 7,
      brandName: 'B',
      rendererUrl: 'https://r.example/r.js',
      rendererData: { a: [1] },
    };
    const ext = { prebid: { type: 'video', meta: { ...meta, canary: 1 }, canary: 1 } };
    const reading = read({ seatbid: [{ bid: [{ id: 'b', impid: '1', price: 1, ext }] }] });
    expect(reading).toMatchObject({
      bids: [{ bid: { ext: { prebid: { type: 'video', meta } } } }],
    });
    expect(JSON.stringify(reading)).not.toContain('canary');
  });

  it('keeps what a bidder adds for the page, within bounds, and no price as bid', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : { more: nested(depth - 1) });
    const ext = JSON.parse(
      `{"skadn":{"version":"2.2"},"long":"${'x'.repeat(20_000)}","__proto__":{"a":1},"origbidcpm":9,"prebid":{"canary":1}}`,
    );
    const reading = readBidResponse(
      JSON.stringify({
        seatbid: [{ bid: [{ id: 'b', impid: '1', price: 1, ext: { ...ext, deep: nested(20) } }] }],
      }),
    );
    expect(reading.ok && reading.bids[0]?.bid.ext).toEqual({
      skadn: { version: '2.2' },
      deep: { more: { more: { more: { more: { more: { more: {} } } } } } },
    });
  });

  it('leaves out bids that can not be placed, and says why', () => {
    const bids = [
      { impid: '1', price: 1 },
      { id: 'b', price: 1 },
      { id: 'b', impid: '1', price: '1' },
      null,
      7,
    ];
    expect(read({ seatbid: [{ bid: bids }, null, { bid: 'x' }] })).toEqual({
      ok: true,
      currency: 'USD',
      bids: [],
      faults: [
        "Bid missing required field 'id'",
        'Bid "b" missing required field \'impid\'',
        'Bid "b" does not contain a positive (or zero if there is a deal) \'price\'',
        'Empty bid object submitted.',
        'Empty bid object submitted.',
      ],
    });
  });

  it.each(['x'.repeat(257), 'a\u0000b', 'a\ud800'])(
    'loses a creative id that the books could not hold',
    (crid) => {
      const bid = { id: 'b', impid: '1', price: 1 };
      expect(read({ seatbid: [{ bid: [{ ...bid, crid }] }] })).toMatchObject({ bids: [{ bid }] });
      expect(read({ seatbid: [{ bid: [{ ...bid, crid }] }] })).not.toHaveProperty('bids.0.bid.crid');
      expect(read({ seatbid: [{ bid: [{ ...bid, crid: 'c-1' }] }] })).toHaveProperty(
        'bids.0.bid.crid',
        'c-1',
      );
    },
  );

  it.each(['', '{', '[]', 'null', '"x"', '{"seatbid":{}}', '{"cur":"EURO"}', '{"cur":7}'])(
    'that is %j is refused',
    (text) => {
      expect(readBidResponse(text).ok).toBe(false);
    },
  );

  it('never throws', () => {
    fc.assert(
      fc.property(fc.json(), (text) => typeof readBidResponse(text).ok === 'boolean'),
      { numRuns: 1000 },
    );
  });
});
