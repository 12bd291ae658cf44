import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type HotState, subjectsInHotState } from '@jianchat/hot';
import {
  createIdentifierHash,
  createKeyRing,
  createRecogniser,
  createSubjects,
  type Recogniser,
} from '@jianchat/identity';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from './testing/exchange-rig.ts';
import { startMockBidder } from './testing/mock-bidder.ts';

const IFA = '6d92078a-8246-4ba4-ae5b-76104861e7dc';
const hash = createIdentifierHash(Buffer.alloc(32, 1));
const epoch = { id: 1, salt: Buffer.alloc(32, 2) };
const ring = createKeyRing(Buffer.alloc(32, 3), () => [epoch]);

let rig: ExchangeRig;
let recogniser: Recogniser;
let bidder: Awaited<ReturnType<typeof startMockBidder>>;

beforeEach(async () => {
  bidder = await startMockBidder();
  const text = await readFile(new URL('../fixtures/inventory.json', import.meta.url), 'utf8');
  const content = JSON.parse(text);
  for (const known of content.bidders) known.endpoint = bidder.endpoint;
  const open = (hot: HotState): Recogniser => {
    const store = subjectsInHotState(hot);
    const onFault = (fault: unknown) => {
      throw fault;
    };
    return createRecogniser({ store, ring, hash, randomBytes, now: Date.now, later: setImmediate, onFault });
  };
  rig = await startExchangeRig({
    snapshot: snapshotOf(content),
    recogniser: (hot) => {
      recogniser = open(hot);
      return recogniser;
    },
  });
});
afterEach(async () => {
  await recogniser.settled();
  await rig.close();
  await bidder.close();
});

/** Somebody in the United States, where nothing was refused, unless said otherwise. */
async function ask(changes: { ifa?: string; regs?: object; ext?: object } = {}): Promise<void> {
  const { ifa = IFA, regs = {}, ext = { prebid: { bidder: { 'dsp-c': {} } } } } = changes;
  const res = await fetch(`${rig.url}/openrtb2/auction`, {
    method: 'POST',
    body: JSON.stringify({
      id: 'r-1',
      imp: [{ id: 'i-1', banner: { w: 300, h: 250 }, ext }],
      site: { domain: 'news.example', publisher: { id: 'demo' } },
      device: { ifa, os: 'android', geo: { country: 'USA' } },
      regs,
    }),
  });
  expect(res.status).toBe(200);
}

const subjects = () => createSubjects({ store: subjectsInHotState(rig.hot), ring, randomBytes });
const androidId = () => rig.policy.fields.find(({ name }) => name === 'androidAdvertisingId')?.id ?? -1;
const subjectOf = (ifa: string) =>
  subjectsInHotState(rig.hot).subjectOf(hash({ field: androidId(), value: ifa }) ?? '') ?? '';
const allSubjects = () => subjectsInHotState(rig.hot).list({ after: undefined, limit: 9 });

describe('the commitment in the record of a disclosure', () => {
  it('U3: is the same person to who has the key, from the first auction on, and random to everybody else', async () => {
    await ask();
    await ask();
    await recogniser.settled();
    await ask({ ifa: IFA.toUpperCase() });
    await ask({ ifa: '7d92078a-8246-4ba4-ae5b-76104861e7dc' });
    await recogniser.settled();
    const records = await rig.disclosures();
    expect(records).toHaveLength(4);
    expect(new Set(records.map(({ subject }) => subject)).size).toBe(4);
    const subject = subjectOf(IFA);
    const own = records.map((record) => subjects().commitment(subject, record.auction)?.toString('hex'));
    expect(records.map((record, at) => record.subject === own[at])).toEqual([true, true, true, false]);
    const log = await rig.log.read('disclosures', { from: 0, limit: 9 });
    for (const { value } of log) {
      const text = Buffer.from(value).toString();
      expect(text).toMatch(/"subject":"[0-9a-f]{64}"/);
      for (const secret of [IFA, subject, Buffer.from(subject, 'base64url').toString('hex')])
        expect(text).not.toContain(secret);
    }
  });

  it('S2: knows nobody without the consent that recognition needs, and looks the same', async () => {
    await ask({ regs: { gdpr: 1 } });
    await ask({ regs: { coppa: 1 } });
    await recogniser.settled();
    const records = await rig.disclosures();
    expect(records.map(({ subject }) => subject.length)).toEqual([64, 64]);
    expect(await allSubjects()).toEqual([]);
  });

  it('K6: makes nobody a subject where nothing is told to anybody outside', async () => {
    await ask({ ext: {} });
    await recogniser.settled();
    expect(await rig.disclosures()).toEqual([]);
    expect(await allSubjects()).toEqual([]);
  });

  it('R2: is linked to nobody once the subject is destroyed', async () => {
    await ask();
    await recogniser.settled();
    const subject = subjectOf(IFA);
    const [record] = await rig.disclosures();
    expect(
      subjects()
        .commitment(subject, record?.auction ?? '')
        ?.toString('hex'),
    ).toBe(record?.subject);
    expect(await subjects().destroy(subject)).toBe(true);
    expect(subjects().commitment(subject, record?.auction ?? '')).toBeUndefined();
    await ask();
    await recogniser.settled();
    const again = subjectOf(IFA);
    expect(again).not.toBe(subject);
    expect(
      subjects()
        .commitment(again, record?.auction ?? '')
        ?.toString('hex'),
    ).not.toBe(record?.subject);
  });
});
