import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createOwnIdentifiers } from '@jianchat/consent';
import { choicesInHotState, countShown, type HotState, hotFamilyOf, subjectsInHotState } from '@jianchat/hot';
import {
  createChoices,
  createIdentifierHash,
  createKeyRing,
  createNetworkHash,
  createRecogniser,
  type Recogniser,
} from '@jianchat/identity';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from '../testing/exchange-rig.ts';

const HOME = '203.0.113.7';
const PHONE = { ifa: '6d92078a-8246-4ba4-ae5b-76104861e7dc', os: 'android', ip: '198.51.100.1' };
const TV = { ifa: '7d92078a-8246-4ba4-ae5b-76104861e7dc', os: 'roku', ip: '198.51.100.2' };
const READER = 'reader-number-1';
const hash = createIdentifierHash(Buffer.alloc(32, 1));
const ring = createKeyRing(Buffer.alloc(32, 3), () => [{ id: 1, salt: Buffer.alloc(32, 2) }]);
const onFault = (fault: unknown) => {
  throw fault;
};

let rig: ExchangeRig;
let recogniser: Recogniser;
let nowMs: number;

const choicesOn = (hot: HotState) => createChoices(choicesInHotState(hot), hash);

beforeEach(async () => {
  nowMs = 1_800_000_000_000;
  rig = await startExchangeRig({
    now: () => nowMs,
    recogniser: (hot) => {
      const store = subjectsInHotState(hot);
      const now = () => nowMs;
      recogniser = createRecogniser({ store, ring, hash, randomBytes, now, later: setImmediate, onFault });
      return recogniser;
    },
    countedHashes: {
      person: createIdentifierHash(Buffer.alloc(32, 4)),
      household: createNetworkHash(Buffer.alloc(32, 5)),
    },
    choices: choicesOn,
  });
});
afterEach(async () => {
  await recogniser.settled();
  await rig.close();
});

/** One line item, shown once in a day to whoever is counted as one. */
async function book(by: string): Promise<void> {
  const file = JSON.parse(await readFile(new URL('../../fixtures/inventory.json', import.meta.url), 'utf8'));
  const [creative] = file.creatives;
  const caps = [{ by, timesMax: 1, minutes: 1_440, unrecognised: 'never' }];
  file.lineItems = [{ id: 'line-capped', advertiser: 'shop', priceCpmMicros: 2_000_000, caps }];
  file.creatives = [{ ...creative, lineItem: 'line-capped' }];
  rig.use(snapshotOf(file));
}

/** Whether the ad was shown; where it was, its impression is counted before the next page is opened. */
async function show(
  device: object,
  more: { readonly user?: object; readonly regs?: object } = {},
): Promise<boolean> {
  nowMs += 120_000;
  const res = await fetch(`${rig.url}/openrtb2/auction`, {
    method: 'POST',
    body: JSON.stringify({
      id: 'r-1',
      imp: [{ id: 'i-1', banner: { w: 300, h: 250 } }],
      site: { domain: 'news.example', publisher: { id: 'demo' } },
      ...more,
      device: { geo: { country: 'USA' }, ...device },
    }),
  });
  expect(res.status).toBe(200);
  const body = (await res.json()) as { seatbid?: { seat: string }[] };
  await rig.exchange.settled();
  const shown = body.seatbid?.some(({ seat }) => seat === 'jianchat') === true;
  if (shown) await countShown(rig.hot, await due());
  return shown;
}

/** What is due is written behind the answer. */
async function due(): Promise<readonly string[]> {
  await recogniser.settled();
  return vi.waitFor(async () => {
    const keys = await rig.hot.listKeys('cap/due/', { after: undefined, limit: 99 });
    expect(keys).not.toEqual([]);
    return keys;
  });
}

/** By what the last auction counted, as its record says. */
async function countedBy(): Promise<unknown> {
  const record = (await rig.auctions()).at(-1);
  return record?.imps[0]?.candidates[0]?.standing?.counted;
}

async function countedFamilies(): Promise<readonly (string | undefined)[]> {
  const keys = await rig.hot.listKeys('', { after: undefined, limit: 99 });
  return keys.map(hotFamilyOf).filter((family) => family?.endsWith('.shown') || family === 'cap.of');
}

async function choose(name: string, value: string): Promise<void> {
  const identifier = createOwnIdentifiers(rig.policy).named(name, value);
  if (identifier === undefined) throw new Error(`no identifier ${name}`);
  await choicesOn(rig.hot).choose([identifier], { choices: ['optOut'], atS: 1_700_000_000 });
}

describe('a cap by household', () => {
  beforeEach(() => book('household'));

  it('U4: is shared by two devices behind one address, and by no other household', async () => {
    expect(await show({ ...PHONE, ip: HOME })).toBe(true);
    expect(await countedBy()).toEqual(['household']);
    expect(await show({ ...TV, ip: HOME })).toBe(false);
    expect(await countedBy()).toEqual(['household']);
    expect(await show({ ...TV, ip: '203.0.113.8' })).toBe(true);
    expect(await countedFamilies()).toEqual(['household.shown', 'household.shown']);
  });

  it('U4: goes by the device where the address is shared with strangers', async () => {
    expect(await show({ ...PHONE, ip: HOME, connectiontype: 6 })).toBe(true);
    expect(await countedBy()).toEqual(['device']);
    expect(await show({ ...TV, ip: HOME, connectiontype: 6 })).toBe(true);
    expect(await show({ ...TV, ip: HOME, connectiontype: 6 })).toBe(false);
  });

  it('U4: counts nothing of who opted out, or did not consent', async () => {
    await choose('otherAdvertisingId', TV.ifa);
    expect(await show({ ...TV, ip: HOME })).toBe(false);
    expect(await show({ ...PHONE, ip: HOME }, { regs: { gdpr: 1 } })).toBe(false);
    expect(await countedBy()).toEqual(['request']);
    expect(await countedFamilies()).toEqual([]);
    expect(await show({ ...PHONE, ip: HOME })).toBe(true);
  });
});

describe('a cap by person', () => {
  beforeEach(() => book('person'));

  it('U4: is shared by two devices on which the person is signed in, and is each person’s own', async () => {
    const user = { id: READER };
    expect(await show(PHONE, { user })).toBe(true);
    expect(await countedBy()).toEqual(['person']);
    expect(await show(TV, { user })).toBe(false);
    expect(await show(TV, { user: { id: 'reader-number-2' } })).toBe(true);
    expect(await countedFamilies()).toEqual(['person.shown', 'person.shown']);
  });

  it('U4: goes by the device where nobody is signed in, and by nothing where nobody is known', async () => {
    expect(await show(PHONE)).toBe(true);
    expect(await countedBy()).toEqual(['device']);
    expect([await show(PHONE), await show(TV)]).toEqual([false, true]);
    expect(await show({ ip: HOME })).toBe(false);
    expect(await countedBy()).toEqual(['request']);
  });

  it('U4: counts nothing of who opted out under any of their ids, or did not consent', async () => {
    const user = { id: READER };
    await choose('publisherUserId', READER);
    expect(await show(PHONE, { user })).toBe(false);
    expect(await show(PHONE, { user: { id: 'reader-number-2' }, regs: { coppa: 1 } })).toBe(false);
    expect(await countedFamilies()).toEqual([]);
  });

  it('C2: leaves nothing of the id or the address in what is kept', async () => {
    await show({ ...PHONE, ip: HOME }, { user: { id: READER } });
    const keys = await rig.hot.listKeys('', { after: undefined, limit: 99 });
    const kept = keys.map((key) => `${key} ${Buffer.from(rig.hot.readBytes(key) ?? []).toString('latin1')}`);
    const log = JSON.stringify(await rig.auctions());
    for (const secret of [READER, HOME, PHONE.ifa]) expect(`${kept.join()} ${log}`).not.toContain(secret);
  });
});
