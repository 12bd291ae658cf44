import { describe, expect, it } from 'vitest';
import { formatCpm, rowsFromPage, rowsFromServer, type SlotFacts } from './report.ts';
import { readServerRecord } from './server-record.ts';

const facts: SlotFacts = {
  placement: 'demo-banner',
  bids: [
    { bidderCode: 'jianchat', cpm: 1.8, currency: 'USD', adId: '1' },
    { bidderCode: 'demo-dsp-a', cpm: 2.51, currency: 'USD', adId: '2' },
  ],
  winnerAdId: '2',
  asked: ['demo-dsp-a', 'demo-dsp-b'],
  directSeat: 'jianchat',
  seatNonBid: undefined,
  responseMs: { 'demo-dsp-a': 31 },
};

describe('rowsFromPage', () => {
  it('puts the winner first and names who stayed silent', () => {
    expect(
      rowsFromPage(facts).map(({ bidder, outcome, priceMicros }) => [bidder, outcome, priceMicros]),
    ).toEqual([
      ['demo-dsp-a', 'won', 2_510_000],
      ['jianchat', 'lowerPrice', 1_800_000],
      ['demo-dsp-b', 'noBid', undefined],
    ]);
    expect(rowsFromPage(facts)[0]?.responseMs).toBe(31);
    expect(rowsFromPage(facts)[1]?.isDirect).toBe(true);
  });

  it.each([
    [0, 'noBid', undefined],
    [101, 'timeout', undefined],
    [103, 'error', 'code 103'],
    [204, 'blocked', 'code 204'],
    [301, 'belowFloor', undefined],
    [352, 'other', 'code 352'],
  ])('reads the published non-bid code %i of its own imp', (statuscode, outcome, reason) => {
    const nonbid = [{ impid: 'demo-banner', statuscode }];
    const rows = rowsFromPage({ ...facts, seatNonBid: [{ seat: 'demo-dsp-b', nonbid }] });
    expect(rows.find(({ bidder }) => bidder === 'demo-dsp-b')).toMatchObject({ outcome, reason });
    const elsewhere = [{ seat: 'demo-dsp-b', nonbid: [{ impid: 'demo-video', statuscode }] }];
    expect(rowsFromPage({ ...facts, seatNonBid: elsewhere }).at(-1)?.outcome).toBe('noBid');
  });

  it('is not led astray by a malformed answer', () => {
    for (const seatNonBid of [
      null,
      7,
      'x',
      [null],
      [{ seat: 1, nonbid: [{}] }],
      [{ seat: 'a', nonbid: 'b' }],
    ]) {
      expect(rowsFromPage({ ...facts, seatNonBid })).toHaveLength(3);
    }
  });
});

describe('readServerRecord and rowsFromServer', () => {
  const answer = {
    id: 'x',
    regime: 'eea',
    reasons: ['tcf.missing'],
    imps: [
      {
        placement: 'demo-banner',
        currency: 'EUR',
        candidates: [
          {
            demand: 'demo-dsp-b',
            demandKind: 'openrtb',
            priceMicros: 0,
            outcome: 'nobid',
            reason: 'no bid',
            reasonCode: 502,
            latencyMs: 12,
          },
          {
            demand: 'demo-direct',
            demandKind: 'direct',
            priceMicros: 1_800_000,
            outcome: 'lost',
            reason: 'lost to a higher bid',
            reasonCode: 501,
            latencyMs: 0,
          },
          {
            demand: 'demo-dsp-a',
            demandKind: 'openrtb',
            priceMicros: 2_510_000,
            outcome: 'won',
            reason: 'won',
            reasonCode: 0,
            latencyMs: 30,
          },
          {
            demand: 'other',
            demandKind: 'direct',
            priceMicros: 0,
            outcome: 'nobid',
            reason: 'budget spent',
            reasonCode: 503,
            latencyMs: 0,
          },
        ],
      },
    ],
    fields: [
      { field: 'user.eids', fate: 'dropped', reason: 'requires.personalisedAds', clause: 'U1' },
      { field: 1 },
    ],
    disclosures: [
      {
        recipient: 'demo-dsp-a',
        contract: 'demo-dsp-a',
        purposes: ['contextualAds'],
        fields: ['site.cat', 2],
      },
    ],
  };

  it('shows what the server knows, in the page’s words', () => {
    const imp = readServerRecord(answer)?.imps[0];
    if (!imp) throw new Error('no imp');
    expect(
      rowsFromServer(imp, facts).map((row) => [
        row.bidder,
        row.outcome,
        row.reason,
        row.priceMicros,
        row.responseMs,
      ]),
    ).toEqual([
      ['demo-dsp-a', 'won', undefined, 2_510_000, 30],
      ['demo-direct', 'lowerPrice', undefined, 1_800_000, 0],
      ['demo-dsp-b', 'noBid', undefined, undefined, 12],
      ['other', 'other', 'budget spent', undefined, 0],
    ]);
    expect(imp.candidates[0]?.currency).toBe('EUR');
  });

  it('shows the best offer of each demand, and who was asked and said nothing', () => {
    const candidate = { isDirect: true, currency: 'USD', reason: undefined, latencyMs: 0 };
    const direct = { ...candidate, demand: 'demo-direct', priceMicros: 1_800_000 };
    const candidates = [
      { ...direct, outcome: 'lost', reasonCode: 501 },
      { ...direct, outcome: 'won', reasonCode: 0 },
      {
        ...candidate,
        demand: 'demo-dsp-a',
        isDirect: false,
        priceMicros: 900_000,
        outcome: 'lost',
        reasonCode: 501,
      },
    ];
    const rows = rowsFromServer({ placement: 'demo-banner', candidates }, { ...facts, bids: [] });
    expect(rows.map(({ bidder, outcome }) => [bidder, outcome])).toEqual([
      ['demo-direct', 'won'],
      ['demo-dsp-a', 'lowerPrice'],
      ['demo-dsp-b', 'noBid'],
    ]);
  });

  it('keeps what is well formed and drops the rest', () => {
    const record = readServerRecord(answer);
    expect(record?.signals).toEqual(['tcf.missing']);
    expect(record?.fields).toEqual([
      { field: 'user.eids', fate: 'dropped', reason: 'requires.personalisedAds', clause: 'U1' },
    ]);
    expect(record?.disclosures).toEqual([
      { recipient: 'demo-dsp-a', purposes: ['contextualAds'], fields: ['site.cat'] },
    ]);
    for (const none of [undefined, null, [], {}, { imps: 'x' }, { imps: [{}] }])
      expect(readServerRecord(none)).toBeUndefined();
  });
});

describe('formatCpm', () => {
  it('follows the language and survives a currency that is none', () => {
    expect(formatCpm(2_510_000, 'USD', 'en')).toBe('$2.51');
    expect(formatCpm(2_510_000, 'nonsense', 'en')).toBe('nonsense 2.51');
  });
});
