import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeConfiguration } from '../configuration/change-configuration.ts';
import { sampleImport } from '../testing/sample-import.ts';
import {
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';

let stores: TestStores;
let test: TestControl;
let operator: string;

beforeAll(async () => {
  stores = await startTestStores();
  test = await startTestControl(stores);
  await test.control.importConfiguration(sampleImport);
  operator = await test.bearer('operator');
}, 120_000);
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
});

const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
  test.control.app.inject({
    method,
    url: `/api/conversion-keys${url}`,
    headers: { authorization: operator },
    ...(payload === undefined ? {} : { payload }),
  });
const inSnapshot = () => test.snapshots.at(-1)?.conversions?.['shoes']?.keys ?? [];

it('K3: a key is shown once, stands as a hash in the snapshot, and is worth nothing once revoked', async () => {
  const made = await ask('POST', '', { advertiser: 'shoes', use: 'page' });
  const { key, record } = made.json();
  expect(key).toMatch(/^jcv_[0-9a-f]{16}_[\w-]{43}$/);
  expect(record).toMatchObject({
    prefix: key.slice(0, 20),
    advertiser: 'shoes',
    lastUsedOn: null,
    revokedOn: null,
  });
  const listed = await ask('GET', '?advertiser=shoes');
  expect(listed.json().keys).toEqual([record]);
  expect(listed.body).not.toContain(key.slice(-43));
  const hash = createHash('sha256').update(key).digest('hex');
  await expect.poll(inSnapshot).toContainEqual({ use: 'page', hash });
  const revoked = (await ask('DELETE', `/${record.id}`)).json().record;
  expect(revoked).toEqual({ ...record, revokedOn: record.createdOn });
  await expect.poll(inSnapshot).not.toContainEqual({ use: 'page', hash });
  expect((await ask('DELETE', '/0000000000000000')).statusCode).toBe(404);
});

it('waits for a change of its advertiser, and the change not for it', async () => {
  const { db } = stores.records.records;
  const waiting = async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int4 as count from pg_locks where not granted`.execute(db);
    return rows[0]?.count;
  };
  const made = await changeConfiguration(db, undefined, async (trx) => {
    const answer = Promise.resolve(ask('POST', '', { advertiser: 'shoes', use: 'page' }));
    await expect.poll(waiting).toBe(1);
    await trx.updateTable('advertisers').set({ name: 'Boots' }).where('id', '=', 'shoes').execute();
    return { answer };
  });
  const { record } = (await made.answer).json();
  await ask('DELETE', `/${record.id}`);
});

it('is made for advertisers that there are, and not without end', async () => {
  const unknown = await ask('POST', '', { advertiser: 'nobody', use: 'server' });
  expect(unknown.json()).toMatchObject({ code: 'record.invalid', faults: [{ code: 'advertiser.unknown' }] });
  const codes: number[] = [];
  for (let at = 0; at < 21; at++)
    codes.push((await ask('POST', '', { advertiser: 'shoes', use: 'server' })).statusCode);
  expect(new Set(codes.slice(0, 20)).size).toBe(1);
  expect(codes.at(-1)).toBe(422);
});
