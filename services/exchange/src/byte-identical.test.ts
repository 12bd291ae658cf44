import { readFile } from 'node:fs/promises';
import type { Snapshot } from '@jianchat/snapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from './testing/exchange-rig.ts';
import { type MockBidder, startMockBidder } from './testing/mock-bidder.ts';

/** Each under a contract of its own: everything, personal advertising only, context only. */
const BIDDERS = ['dsp-a', 'dsp-b', 'dsp-c'] as const;
const NOW_MS = Date.UTC(2026, 10, 24, 12);
/** TCF 2.3 of 1 November 2026: purposes 1 to 11 and precise location, vendors 1001 and 1002 consented to and disclosed; and nothing at all. */
const CONSENT = 'CQtAQoAQtAQoAAHABAAABkFoAP_gAAAAAAAAH1QAYH0gfUAAEAAAAAAA.IH1QAYH0gfUA';
const REFUSAL = 'CQtAQoAQtAQoAAHABAAABkFgAAAAAAAAAAAAAAQAAAAgAAAA.IH1QAYH0gfUA';

interface Person {
  readonly name: string;
  readonly country?: string;
  readonly regs?: object;
  readonly user?: object;
  readonly device?: object;
}

const PEOPLE: readonly Person[] = [
  { name: 'nobody knows where' },
  { name: 'Germany, consented', country: 'DEU', regs: { gdpr: 1 }, user: { consent: CONSENT } },
  { name: 'Germany, refused', country: 'DEU', regs: { gdpr: 1 }, user: { consent: REFUSAL } },
  { name: 'China, agreed', country: 'CHN', user: { ext: { separate_consent: [1, 3, 5, 6, 12] } } },
  { name: 'the USA', country: 'USA' },
  { name: 'the USA, opted out', country: 'USA', regs: { us_privacy: '1YYN' } },
  { name: 'the USA, a child', country: 'USA', regs: { coppa: 1 } },
  { name: 'Brazil, tracking limited', country: 'BRA', device: { lmt: 1 } },
];

let page: Record<string, Record<string, unknown>>;
let snapshot: Snapshot;
let bidders: Map<string, MockBidder>;
const rigs: ExchangeRig[] = [];

/** The same clock and the same random bytes for every auction. */
const startRig = async (): Promise<ExchangeRig> => {
  const rig = await startExchangeRig({
    snapshot,
    now: () => NOW_MS,
    randomBytes: (n) => Buffer.alloc(n, 0x5a),
  });
  rigs.push(rig);
  return rig;
};

beforeAll(async () => {
  const read = async (name: string) =>
    JSON.parse(await readFile(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));
  page = await read('page-request.json');
  const inventory = await read('inventory.json');
  bidders = new Map(await Promise.all(BIDDERS.map(async (id) => [id, await startMockBidder()] as const)));
  for (const bidder of inventory.bidders)
    bidder.endpoint = bidders.get(bidder.id)?.endpoint ?? bidder.endpoint;
  snapshot = snapshotOf(inventory);
});
afterAll(async () => {
  for (const rig of rigs) await rig.close();
  for (const bidder of bidders.values()) await bidder.close();
});

/** A page that tells all it knows of a person; what of it leaves is for the policy to say. */
function requestOf({ country, regs, user, device }: Person): string {
  const imps = page['imp'] as unknown as readonly Record<string, unknown>[];
  return JSON.stringify({
    ...page,
    tmax: 20_000,
    imp: imps.map((imp) => ({
      ...imp,
      ext: {
        ...Object(imp['ext']),
        prebid: {
          storedrequest: { id: 'demo-banner' },
          bidder: Object.fromEntries(BIDDERS.map((id) => [id, { placement: `of ${id}` }])),
        },
      },
    })),
    device: {
      ...page['device'],
      ifa: '11111111-2222-3333-4444-555555555555',
      geo: { lat: 52.52437, lon: 13.41053, city: 'Berlin', ...(country && { country }) },
      ...device,
    },
    regs: regs ?? {},
    user: {
      id: 'publisher-7',
      keywords: 'gardening',
      eids: [{ source: 'id.example', uids: [{ id: 'partner-7', atype: 1 }] }],
      ...user,
      ext: { prebid: { buyeruids: { 'dsp-a': 'buyer-a', 'dsp-b': 'buyer-b' } }, ...Object(user)['ext'] },
    },
  });
}

interface Egress {
  readonly person: string;
  readonly answer: string;
  readonly told: readonly (readonly [bidder: string, bodies: readonly string[], heads: readonly string[]])[];
}

/** Every byte that leaves in one auction: to each bidder, and back to the page. */
async function egressOf(rig: ExchangeRig, person: Person): Promise<Egress> {
  for (const [id, bidder] of bidders) bidder.behave({ status: 200, delayMs: 0, text: bidOf(id) });
  const res = await fetch(`${rig.url}/openrtb2/auction`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'test' },
    body: requestOf(person),
  });
  const answer = await res.text();
  expect(res.status, answer).toBe(200);
  const told = [...bidders].map(([id, { received, heads }]) => [id, [...received], [...heads]] as const);
  return { person: person.name, answer, told };
}

const bidOf = (id: string): string =>
  JSON.stringify({
    cur: 'USD',
    seatbid: [
      {
        bid: [
          {
            id: `bid of ${id}`,
            impid: 'div-gpt-ad-1460505748561-0',
            price: 1.5,
            adm: `<b>${id}</b>`,
            w: 300,
            h: 250,
            crid: `creative of ${id}`,
          },
        ],
      },
    ],
  });

const allOf = async (rig: ExchangeRig, people: readonly Person[]) => {
  const left = [];
  for (const person of people) left.push(await egressOf(rig, person));
  return left;
};

describe('the same request at the same time, with the same seed and snapshot', () => {
  it('C2 C3 S2: leaves the same bytes to every bidder and to the page, whatever was asked before', async () => {
    const warm = await startRig();
    const first = await allOf(warm, PEOPLE);
    const again = await allOf(warm, PEOPLE.toReversed());
    expect(again.toReversed()).toEqual(first);
    const cold = await startRig();
    expect((await allOf(cold, PEOPLE.toReversed())).toReversed()).toEqual(first);
  });

  it('differs by person and contract, so that equal bytes say something', async () => {
    const left = await allOf(await startRig(), PEOPLE);
    const texts = left.map(({ told }) => JSON.stringify(told));
    expect(new Set(texts).size).toBe(PEOPLE.length);
    const [, consented = '', refused = ''] = texts;
    expect(consented).toContain('partner-7');
    expect(refused).not.toContain('partner-7');
    const bodies = (left[1]?.told ?? []).map(([, [body]]) => body);
    expect(new Set(bodies).size).toBe(BIDDERS.length);
  });
});
