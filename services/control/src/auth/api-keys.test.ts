import { randomBytes } from 'node:crypto';
import { startTestRecords, type TestRecords } from '@jianchat/records/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKeys } from './api-keys.ts';

let test: TestRecords;
let nowMs = Date.UTC(2026, 10, 23);
const keys = () => createApiKeys({ db: test.records.db, now: () => nowMs, randomBytes });

beforeAll(async () => {
  test = await startTestRecords();
  await test.records.db
    .insertInto('accounts')
    .values({ id: 'press', name: 'Press', currency: 'USD' })
    .execute();
});
afterAll(() => test.stop());

async function created(request = { name: 'reader', role: 'media' as const, account: 'press' }) {
  const outcome = await keys().create(request);
  if (!outcome.ok) throw new Error(outcome.fault);
  return outcome;
}

describe('an API key', () => {
  it('proves its caller and stands nowhere', async () => {
    const { key, record } = await created();
    expect(key).toMatch(/^jck_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$/);
    expect(await keys().identify(key)).toEqual({
      kind: 'key',
      id: record.id,
      name: 'reader',
      role: 'media',
      scope: { of: 'account', id: 'press' },
    });
    const row = await test.records.db
      .selectFrom('api_keys')
      .selectAll()
      .where('id', '=', record.id)
      .executeTakeFirst();
    expect(JSON.stringify(row)).not.toContain(key.slice(-43));
  });

  it('with another secret, id or form proves nobody', async () => {
    const { key } = await created();
    const other = await created();
    const wrong = [
      key.slice(0, -43) + other.key.slice(-43),
      key.slice(0, -1),
      `${key}A`,
      key.toUpperCase(),
      `jck_0000000000000000_${key.slice(-43)}`,
      '',
    ];
    for (const text of wrong) expect(await keys().identify(text)).toBeUndefined();
  });

  it('proves nobody once revoked, and its revocation keeps its time', async () => {
    const { key, record } = await created();
    const first = await keys().revoke(record.id);
    nowMs += 5_000;
    expect(await keys().revoke(record.id)).toEqual(first);
    expect(await keys().identify(key)).toBeUndefined();
    expect(await keys().revoke('0000000000000000')).toBeUndefined();
  });

  it('remembers its last use to the minute', async () => {
    const { key, record } = await created();
    const lastUsed = async () => (await keys().list()).find(({ id }) => id === record.id)?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await keys().identify(key);
    const first = await lastUsed();
    expect(first).toBe(new Date(nowMs).toISOString());
    nowMs += 59_999;
    await keys().identify(key);
    expect(await lastUsed()).toBe(first);
    nowMs += 1;
    await keys().identify(key);
    expect(await lastUsed()).toBe(new Date(nowMs).toISOString());
  });

  it('of media belongs to an account that exists, others to none', async () => {
    const fault = async (request: Parameters<ReturnType<typeof keys>['create']>[0]) => {
      const outcome = await keys().create(request);
      return outcome.ok ? 'made' : outcome.fault;
    };
    expect(await fault({ name: 'x', role: 'media', account: 'nobody' })).toBe('account.unknown');
    expect(await fault({ name: 'x', role: 'media', account: null })).toBe('account.unfit');
    expect(await fault({ name: 'x', role: 'operator', account: 'press' })).toBe('account.unfit');
    const bound = (role: 'advertiser' | 'media' | 'auditor', advertiser: string | null) =>
      fault({ name: 'x', role, account: role === 'media' ? 'press' : null, advertiser });
    expect(await bound('advertiser', 'nobody')).toBe('advertiser.unknown');
    expect(await bound('advertiser', null)).toBe('advertiser.unfit');
    for (const role of ['media', 'auditor'] as const)
      expect(await bound(role, 'shoes')).toBe('advertiser.unfit');
  });

  it('of a role this release does not know may do nothing', async () => {
    const { key, record } = await created();
    await test.records.db
      .updateTable('api_keys')
      .set({ role: 'emperor' })
      .where('id', '=', record.id)
      .execute();
    expect(await keys().identify(key)).toBeUndefined();
  });
});
