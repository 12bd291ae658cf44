import { TOPIC } from '@jianchat/events';
import type { CompiledPolicy } from '@jianchat/policy';
import { readPolicy } from '@jianchat/policy/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { QUARANTINE_TOPIC } from '../stages/quarantine.ts';
import { startTestStores, type TestStores } from '../testing/test-stores.ts';
import { createRetention, type RetentionOptions } from './retention.ts';
import { retentionPlan } from './retention-plan.ts';

const DAY_MS = 86_400_000;
const nowMs = Date.UTC(2028, 5, 1);
const policy = readPolicy();
let stores: TestStores;

beforeAll(async () => {
  stores = await startTestStores();
}, 120_000);
afterAll(() => stores.stop());
beforeEach(() => sql`truncate counted_events`.execute(stores.records.db));

const retention = (change: Partial<RetentionOptions> = {}) =>
  createRetention({
    ...stores,
    now: () => nowMs,
    policy: () => policy,
    consumedBefore: () => Number.MAX_SAFE_INTEGER,
    ...change,
  });

/** Events counted so many days ago; their place in the log is their place in the list. */
const count = async (ages: readonly number[]): Promise<void> => {
  for (const [offset, days] of ages.entries())
    await sql`insert into counted_events (event_id, log_offset, kind, at)
      values (${`e${offset}`}, ${offset}, 'impression', ${new Date(nowMs - days * DAY_MS)})`.execute(
      stores.records.db,
    );
};
const counted = async (): Promise<readonly string[]> =>
  (
    await stores.records.db.selectFrom('counted_events').select('event_id').orderBy('log_offset').execute()
  ).map(({ event_id }) => event_id);

const append = (topic: string, atMs: number) =>
  stores.log.append(topic, { key: '', value: Buffer.from(JSON.stringify({ v: 1, atMs })) }, { nowMs: atMs });
const timesIn = async (topic: string): Promise<readonly number[]> =>
  (await stores.log.read(topic, { from: 0, limit: 1_000 })).map(
    ({ value }) => JSON.parse(Buffer.from(value).toString()).atMs,
  );

describe('the periods of the policy', () => {
  it('R1: give every table an age column, and each store its rules', () => {
    const plan = retentionPlan(policy);
    expect(plan.ageless).toEqual([]);
    // What is due to be counted lasts an hour; subjects and what stands beside them are let go by the identity module, batches by the ledger, the model by who learns.
    expect(plan.elsewhere).toEqual([
      'file:ledger/batches',
      'file:snapshot/effectiveness.model',
      'hot:cap.due',
      'hot:choice.of',
      'hot:creative.due',
      'hot:creative.of',
      'hot:subject.of',
      'hot:subject.record',
    ]);
    expect(plan.shown).toEqual({ device: 30, household: 7, person: 30 });
    expect(plan.records).toContainEqual({ table: 'counted_events', ageColumn: 'at', days: 90 });
    expect(plan.records).toContainEqual({ table: 'auth.session', ageColumn: 'createdAt', days: 7 });
    expect(plan.log.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining(['auctions', 'disclosures', 'events', 'quarantine']),
    );
    expect(plan.analytics.get('events')).toBe(400);
  });
});

describe('a sweep', () => {
  it('R1 R2: removes what is past its period, and nothing that is not', async () => {
    await count([91, 90.1, 89.9, 1]);
    const { removed, faults } = await retention().sweep();
    expect([...faults]).toEqual([]);
    expect(removed.get('records:counted_events')).toBe(2);
    expect(await counted()).toEqual(['e2', 'e3']);
    expect((await retention().sweep()).removed.get('records:counted_events')).toBe(0);
  });

  it('R1: obeys the policy in force at the time of the sweep', async () => {
    await count([50, 20]);
    const shorter = withDays(policy, 'chargedEvent', 30);
    await retention().sweep();
    expect(await counted()).toEqual(['e0', 'e1']);
    await retention({ policy: () => shorter }).sweep();
    expect(await counted()).toEqual(['e1']);
  });

  it('keeps a counted event that a consumer may still read again, however old it is', async () => {
    await count([100, 100, 100]);
    await retention({ consumedBefore: () => 1 }).sweep();
    expect(await counted()).toEqual(['e1', 'e2']);
  });

  it('removes a bounded number of rows at a time', async () => {
    await count([100, 100, 100, 100, 100]);
    const bounded = retention({ rowsMax: 1, statementsMax: 2 });
    expect((await bounded.sweep()).removed.get('records:counted_events')).toBe(2);
    expect((await bounded.sweep()).removed.get('records:counted_events')).toBe(2);
    expect(await counted()).toHaveLength(1);
  });

  it('R1: trims each topic of the log by its own period, never beyond what is consumed', async () => {
    for (const days of [1_100, 500, 401, 399, 31, 29]) {
      await append(TOPIC.disclosures, nowMs - days * DAY_MS);
      await append(TOPIC.auctions, nowMs - days * DAY_MS);
      await append(QUARANTINE_TOPIC, nowMs - days * DAY_MS);
    }
    const agesIn = async (topic: string) =>
      (await timesIn(topic)).map((atMs) => Math.round((nowMs - atMs) / DAY_MS));
    await retention({ consumedBefore: (topic) => (topic === TOPIC.auctions ? 1 : 6) }).sweep();
    expect(await agesIn(TOPIC.auctions)).toEqual([500, 401, 399, 31, 29]);
    const { removed } = await retention().sweep();
    expect(await agesIn(TOPIC.disclosures)).toEqual([500, 401, 399, 31, 29]);
    expect(await agesIn(TOPIC.auctions)).toEqual([399, 31, 29]);
    expect(await agesIn(QUARANTINE_TOPIC)).toEqual([29]);
    expect(removed.get('log:auctions')).toBe(2);
  });

  it('never removes for the sake of a record that tells no time', async () => {
    await stores.log.append(TOPIC.events, { key: '', value: Buffer.from('junk') }, { nowMs });
    for (const days of [500, 3, 2]) await append(TOPIC.events, nowMs - days * DAY_MS);
    await stores.log.append(TOPIC.events, { key: '', value: Buffer.from('{}') }, { nowMs });
    await retention().sweep();
    const left = await stores.log.read(TOPIC.events, { from: 0, limit: 10 });
    expect(left.map(({ offset }) => offset)).toEqual([2, 3, 4]);
  });

  it('tells which store it could not sweep, and sweeps the others', async () => {
    await count([100]);
    const { faults } = await retention({
      analytics: { keepFor: () => Promise.reject(new Error('connection lost')) },
    }).sweep();
    expect([...faults]).toEqual([['analytics', 'records.unavailable']]);
    expect(await counted()).toEqual([]);
  });
});

function withDays(of: CompiledPolicy, name: string, days: number): CompiledPolicy {
  const fields = of.fields.map((field) =>
    field.name === name ? { ...field, retention: { ...field.retention, days, keep: `P${days}D` } } : field,
  );
  return { ...of, fields };
}
