import { readFile } from 'node:fs/promises';
import { createOwnIdentifiers } from '@jianchat/consent';
import { choicesInHotState, type HotState } from '@jianchat/hot';
import { type Choice, createChoices, createIdentifierHash, type Identifier } from '@jianchat/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from './testing/exchange-rig.ts';
import { startMockBidder } from './testing/mock-bidder.ts';

const IFA = '6d92078a-8246-4ba4-ae5b-76104861e7dc';
const OTHER = '7d92078a-8246-4ba4-ae5b-76104861e7dc';
const hash = createIdentifierHash(Buffer.alloc(32, 8));

let rig: ExchangeRig;
let bidder: Awaited<ReturnType<typeof startMockBidder>>;
const asked: string[] = [];

const choicesOn = (hot: HotState) => createChoices(choicesInHotState(hot), hash);

beforeAll(async () => {
  bidder = await startMockBidder();
  const content = JSON.parse(await readFile(new URL('../fixtures/inventory.json', import.meta.url), 'utf8'));
  for (const known of content.bidders) known.endpoint = bidder.endpoint;
  rig = await startExchangeRig({
    snapshot: snapshotOf(content),
    choices: (hot) => {
      const choices = choicesOn(hot);
      const of = (identifiers: readonly Identifier[]) => {
        asked.push(...identifiers.map(({ value }) => value));
        return choices.of(identifiers);
      };
      return { ...choices, of };
    },
  });
});
afterAll(async () => {
  await rig?.close();
  await bidder?.close();
});
beforeEach(() => {
  asked.length = 0;
});

async function choose(name: string, value: string, choices: readonly Choice[] = ['optOut']): Promise<void> {
  const identifier = createOwnIdentifiers(rig.policy).named(name, value);
  if (identifier === undefined) throw new Error(`no identifier ${name}`);
  await choicesOn(rig.hot).choose([identifier], { choices, atS: 1_700_000_000 });
}

const PERSON = {
  device: { ifa: IFA, os: 'android', ip: '203.0.113.77', geo: { country: 'USA', city: 'Springfield' } },
  user: {
    id: 'reader-number-1',
    buyeruid: 'buyer-number-1',
    data: [{ id: 'd', segment: [{ id: 'sports-fan' }] }],
    eids: [{ source: 'ids.example', uids: [{ id: 'partner-number-1' }] }],
  },
};

/** What the bidder was told about somebody in the United States, where everything is allowed until refused. */
async function told(
  more: { device?: object; user?: object; regs?: object; ext?: object } = {},
): Promise<string> {
  const before = bidder.received.length;
  const res = await fetch(`${rig.url}/openrtb2/auction`, {
    method: 'POST',
    body: JSON.stringify({
      id: 'r-1',
      imp: [{ id: 'i-1', banner: { w: 300, h: 250 }, ext: { prebid: { bidder: { 'dsp-a': {} } } } }],
      site: { domain: 'news.example', publisher: { id: 'demo' } },
      ...PERSON,
      ...more,
    }),
  });
  expect(res.status).toBe(200);
  expect(bidder.received.length).toBe(before + 1);
  return JSON.stringify(bidder.received.at(-1));
}

const PERSONAL = [IFA, 'reader-number-1', 'buyer-number-1', 'sports-fan', 'partner-number-1'];

describe('V3 U1: who opted out with the platform itself', () => {
  it('is told to nobody from the very next request on, and is again once that is taken back', async () => {
    for (const text of PERSONAL) expect(await told()).toContain(text);
    await choose('androidAdvertisingId', IFA.toUpperCase());
    const after = await told();
    for (const text of PERSONAL) expect(after).not.toContain(text);
    expect(after).toContain('news.example');
    await rig.exchange.settled();
    const reasons = (await rig.auctions()).map((record) => record.reasons);
    expect(reasons.at(-1)).toContain('signal.own.optOut');
    expect(reasons[0]).not.toContain('signal.own.optOut');
    await choose('androidAdvertisingId', IFA, []);
    for (const text of PERSONAL) expect(await told()).toContain(text);
  });

  it.each([
    ['idfa', IFA, { device: { ...PERSON.device, os: 'ios' }, user: PERSON.user }],
    ['otherAdvertisingId', 'oaid-number-1', { device: { ...PERSON.device, ext: { oaid: 'oaid-number-1' } } }],
    ['publisherUserId', 'reader-number-1', {}],
    ['buyerUserId', 'buyer-number-1', {}],
    ['partnerIds', 'ids.example\npartner-number-1', {}],
    [
      'buyerUserId',
      'buyer-number-2',
      { user: { ...PERSON.user, ext: { prebid: { buyeruids: { 'dsp-a': 'buyer-number-2' } } } } },
    ],
    [
      'publisherUserId',
      'reader-number-2',
      {
        ext: {
          prebid: {
            bidderconfig: [{ bidders: ['dsp-a'], config: { ortb2: { user: { id: 'reader-number-2' } } } }],
          },
        },
      },
    ],
  ])('is found by %s alone, wherever it stands', async (name, value, more) => {
    await choose(name, value);
    const after = await told(more);
    for (const text of PERSONAL) expect(after).not.toContain(text);
    await choose(name, value, []);
    expect(await told(more)).toContain('sports-fan');
  });

  it('R2: is used for no advertising that is about them, not even limited, after asking for deletion', async () => {
    await choose('androidAdvertisingId', IFA, ['deletion']);
    const after = await told();
    for (const text of [...PERSONAL, 'Springfield', '203.0.113.77']) expect(after).not.toContain(text);
    await choose('androidAdvertisingId', IFA, []);
  });

  it('is nobody else', async () => {
    await choose('androidAdvertisingId', OTHER);
    expect(await told()).toContain(IFA);
    await choose('androidAdvertisingId', OTHER, []);
  });

  it('cannot be hidden behind so many identifiers that nobody could look them all up', async () => {
    const uids = Array.from({ length: 60 }, (_, n) => ({ id: `stuffing-${n}` }));
    const eids = Array.from({ length: 5 }, (_, n) => ({ source: `${n}.example`, uids }));
    const after = await told({ user: { ...PERSON.user, eids } });
    for (const text of [...PERSONAL, 'stuffing-1']) expect(after).not.toContain(text);
  });
});

describe('K6: an identifier', () => {
  it('is looked up only where there is something to take away', async () => {
    await told();
    expect(asked).toContain(IFA);
    asked.length = 0;
    for (const country of ['DEU', 'CHN']) await told({ device: { ...PERSON.device, geo: { country } } });
    expect(asked).toEqual([]);
  });
});
