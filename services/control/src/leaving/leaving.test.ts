import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleImport } from '../testing/sample-import.ts';
import { signIn as signInAs } from '../testing/sign-in.ts';
import {
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';

let stores: TestStores;
let test: TestControl;
const ORIGIN = 'http://127.0.0.1:8080';

beforeAll(async () => {
  stores = await startTestStores();
  test = await startTestControl(stores);
}, 120_000);
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
});

const signIn = (email: string, account: string | null): Promise<string> =>
  signInAs(test.control, email, { role: account === null ? 'operator' : 'media', account });

const get = async (url: string, cookie: string) => test.control.app.inject({ url, headers: { cookie } });
const leave = async (cookie: string, confirm: string) =>
  test.control.app.inject({
    method: 'POST',
    url: '/api/me/leave',
    headers: { cookie, origin: ORIGIN },
    payload: { confirm },
  });
/** Every value of every table, as one text. */
async function everything(): Promise<string> {
  const { db } = stores.records.records;
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'auth') and table_type = 'BASE TABLE'`.execute(db);
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.raw(name)} t`.execute(
        db,
      );
      return rows.map(({ text }) => `${name}: ${text}`).join('\n');
    }),
  );
  return texts.join('\n');
}

describe('V3: who does not agree', () => {
  it('takes their data along, leaves, and nothing of them stays but what the law wants kept', async () => {
    const outcome = await test.control.importConfiguration(sampleImport);
    expect(outcome.ok).toBe(true);
    const account = sampleImport.accounts[0]?.id ?? '';
    const person = await signIn('leaver.canary@example.com', account);
    const colleague = await signIn('colleague.canary@example.com', account);
    const key = await test.bearer('media', account);
    const { db } = stores.records.records;
    await sql`insert into ledger_accounts (kind, owner, currency) values ('media_payable', ${account}, 'EUR')`.execute(
      db,
    );

    const data = (await get('/api/me/data', person)).json();
    expect(data.user).toMatchObject({ email: 'leaver.canary@example.com', role: 'media', account });
    expect(data.configuration.accounts).toMatchObject(sampleImport.accounts.slice(0, 1));
    expect(data.configuration.media.length).toBeGreaterThan(0);
    expect(data.balances).toEqual([{ currency: 'EUR', kind: 'media_payable', micros: 0 }]);
    expect(JSON.stringify(data)).not.toContain('colleague');

    expect((await leave(person, 'somebody@else.example')).statusCode).toBe(400);
    expect(await everything()).toContain('leaver.canary');
    await test.control.signInLink('leaver.canary@example.com');
    const left = await leave(person, ' Leaver.Canary@example.com ');
    expect([left.statusCode, left.json()]).toEqual([200, { closedAccount: account, closedAdvertiser: null }]);

    for (const cookie of [person, colleague]) expect((await get('/api/me', cookie)).statusCode).toBe(401);
    expect(
      (await test.control.app.inject({ url: '/api/me', headers: { authorization: key } })).statusCode,
    ).toBe(401);
    const rest = await everything();
    expect(rest).not.toContain('canary');
    expect(rest).not.toContain(sampleImport.accounts[0]?.name);
    expect(rest).toContain(`public.ledger_accounts: (1,media_payable,${account},EUR)`);
    const { file } = { file: await test.control.exportConfiguration() };
    expect(file.accounts.find(({ id }) => id === account)).toMatchObject({
      enabled: false,
      name: '(closed)',
    });
    expect(file.media.filter((media) => media.account === account)).toEqual([]);
    await expect.poll(() => test.snapshots.at(-1)?.disabledAccounts, { timeout: 20_000 }).toContain(account);
  });

  it('does not come back by an import, nor by another of the same id', async () => {
    const removed = await test.control.app.inject({
      method: 'DELETE',
      url: `/api/accounts/${sampleImport.accounts[0]?.id}`,
      headers: { authorization: await test.bearer('operator') },
    });
    expect([removed.statusCode, removed.json().code]).toEqual([409, 'record.kept']);
    const again = await test.control.importConfiguration(sampleImport);
    expect(again).toMatchObject({
      ok: false,
      faults: expect.arrayContaining([expect.objectContaining({ code: 'account.closed' })]),
    });
    const exported = await test.control.exportConfiguration();
    expect(await test.control.importConfiguration(exported)).toMatchObject({
      ok: true,
      changed: 0,
      created: 0,
    });
  });

  it('leaves as an operator, too, but for the last one', async () => {
    const one = await signIn('one@example.com', null);
    const two = await signIn('two@example.com', null);
    expect((await leave(one, 'one@example.com')).json()).toEqual({
      closedAccount: null,
      closedAdvertiser: null,
    });
    const last = await leave(two, 'two@example.com');
    expect([last.statusCode, last.json().code]).toEqual([409, 'leave.lastOperator']);
    expect((await get('/api/me', two)).statusCode).toBe(200);
    expect(await everything()).not.toContain('one@example.com');
  });

  it('is a person: no key can leave or take data along', async () => {
    const authorization = await test.bearer('operator');
    const headers = { authorization };
    expect((await test.control.app.inject({ url: '/api/me/data', headers })).statusCode).toBe(403);
    const answer = await test.control.app.inject({
      method: 'POST',
      url: '/api/me/leave',
      headers,
      payload: { confirm: 'operator' },
    });
    expect(answer.statusCode).toBe(403);
  });
});
