import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { releasedVersions } from '../testing/released-versions.ts';
import {
  memoryProofs,
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
  testPolicy,
} from '../testing/start-test-control.ts';
import type { Letter } from './mail.ts';
import { createNotices } from './notices.ts';

let stores: TestStores;
let test: TestControl;
const PEOPLE = ['ann@example.com', 'ben@example.com', 'cho@example.com'];

beforeAll(async () => {
  stores = await startTestStores();
  test = await startTestControl(stores);
  for (const email of PEOPLE) await test.control.signInLink(email);
}, 120_000);
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
});
afterEach(async () => {
  await stores.records.records.db.deleteFrom('policy_notices').execute();
});

/** Notices of a version announced on 1 December for 15 January, at a time that can be set. */
function setUp(sendMail: (letter: Letter) => Promise<void>) {
  const proofs = memoryProofs();
  const inForce = releasedVersions(testPolicy, { announced: '2026-12-01', effective: '2027-01-15', proofs });
  const clock = { nowMs: Date.UTC(2026, 11, 1, 9) };
  const codes: string[] = [];
  const notices = createNotices({
    db: stores.records.records.db,
    released: inForce.released,
    proofs,
    sendMail,
    publicUrl: 'https://ads.example',
    now: () => clock.nowMs,
    onLog: ({ event }) => codes.push(event),
  });
  return { proofs, inForce, clock, codes, notices };
}

const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);

describe('V2: the notice of a significant version', () => {
  it('reaches every user once, and only then is there a proof', async () => {
    const letters: Letter[] = [];
    const { notices, proofs, clock, inForce } = setUp(async (letter) => void letters.push(letter));
    clock.nowMs = day('2026-12-01') - 1;
    await notices.work();
    expect(letters).toEqual([]);
    clock.nowMs = day('2026-12-01');
    await notices.work();
    await notices.work();
    expect(letters.map(({ to }) => to).sort()).toEqual(PEOPLE);
    expect(proofs.of(2)).toEqual({ version: 2, hash: '2'.repeat(64), completedMs: clock.nowMs });
    expect(inForce.at(day('2027-01-15') - 1).policy.version).toBe(1);
    expect(inForce.at(day('2027-01-15')).policy.version).toBe(2);
    expect(letters[0]?.text).toContain('applies from 2027-01-15');
    expect(letters[0]?.text).toContain('https://ads.example/policy?version=2');
    expect(letters[0]?.text).toMatch(/fields\.country\.retention\.days: \d+ -> \d+/);
    expect(letters[0]?.text).toContain('重大变更');
    expect(letters[0]?.text).toContain('Leave');
  });

  it('keeps the version back while one person could not be told, and tells the others once only', async () => {
    const letters: Letter[] = [];
    let broken = true;
    const { notices, proofs, clock, inForce, codes } = setUp(async (letter) => {
      if (broken && letter.to.startsWith('ben')) throw new Error('no such mailbox');
      letters.push(letter);
    });
    await notices.work();
    expect(letters.map(({ to }) => to).sort()).toEqual(['ann@example.com', 'cho@example.com']);
    expect(proofs.of(2)).toBeUndefined();
    expect(codes).toContain('notice.failed');
    const second = inForce.released()[1];
    expect(second && (await notices.progress(second))).toEqual({ recipients: 3, sent: 2 });
    // Its day passes without it.
    expect(inForce.at(day('2027-01-16')).policy.version).toBe(1);
    clock.nowMs = day('2027-01-16');
    broken = false;
    await notices.work();
    expect(letters.map(({ to }) => to).sort()).toEqual(PEOPLE);
    // And the whole period runs from the day the last one was told.
    expect(letters.at(-1)?.text).toContain('applies from 2027-02-15');
    expect(inForce.at(day('2027-02-15') - 1).policy.version).toBe(1);
    expect(inForce.at(day('2027-02-15')).policy.version).toBe(2);
  });

  it('waits for proofs that can be read, and ends nothing', async () => {
    const letters: Letter[] = [];
    const { notices, proofs, codes } = setUp(async (letter) => void letters.push(letter));
    const { of } = proofs;
    proofs.of = () => {
      throw new Error('the file is damaged');
    };
    await notices.work();
    expect([letters, codes]).toEqual([[], ['notice.failed']]);
    proofs.of = of;
    await notices.work();
    expect(letters).toHaveLength(PEOPLE.length);
  });

  it('goes on after a kill, and repeats at most the letter under way, under the same id', async () => {
    const handedOver: string[] = [];
    const killed = setUp(async ({ id }) => {
      handedOver.push(id);
      // The process ends after the letter was handed over and before that was written down.
      if (handedOver.length === 2) throw new Error('killed');
    });
    await killed.notices.work();
    const again = setUp(async ({ id }) => void handedOver.push(id));
    await again.notices.work();
    expect(new Set(handedOver).size).toBe(3);
    expect(handedOver.length).toBe(4);
    expect(again.proofs.of(2)).toBeDefined();
  });

  it('is never written by two processes to the same person', async () => {
    const handedOver: string[] = [];
    const send = async ({ id }: Letter): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      handedOver.push(id);
    };
    const proofs = [setUp(send), setUp(send)].map(async ({ notices }) => notices.work());
    await Promise.all(proofs);
    expect(handedOver.length).toBe(new Set(handedOver).size);
    await setUp(send).notices.work();
    expect(handedOver.length).toBe(3);
  });
});

describe('V2: the console', () => {
  it('shows what is announced until it applies or was put away, and how far its notice is', async () => {
    const proofs = memoryProofs();
    const inForce = releasedVersions(testPolicy, {
      announced: '2026-12-01',
      effective: '2027-01-15',
      proofs,
    });
    const other = await startTestControl(stores, { inForce, proofs });
    const headers = { authorization: await other.bearer('auditor') };
    const read = async () => (await other.control.app.inject({ url: '/api/policy/notices', headers })).json();
    other.clock.nowMs = day('2026-11-30');
    expect(await read()).toEqual({ notices: [] });
    other.clock.nowMs = day('2026-12-02');
    expect((await read()).notices).toMatchObject([
      { version: 2, announced: '2026-12-01', takesEffect: null, noticeDays: 30, acknowledgedAt: null },
    ]);
    proofs.put({ version: 2, hash: '2'.repeat(64), completedMs: day('2026-12-02') });
    expect((await read()).notices).toMatchObject([{ takesEffect: '2027-01-15' }]);
    other.clock.nowMs = day('2027-01-15');
    expect(await read()).toEqual({ notices: [] });
    await other.control.stop();
  });
});
