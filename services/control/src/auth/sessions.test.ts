import { openRecords } from '@jianchat/records';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { follow as followAt, ownAddress } from '../testing/sign-in.ts';
import {
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';
import { createSessions } from './sessions.ts';

let stores: TestStores;
let test: TestControl;
const mails: { email: string; url: string }[] = [];

beforeAll(async () => {
  stores = await startTestStores();
  test = await startTestControl(stores, { sendSignInLink: async (mail) => void mails.push(mail) });
}, 120_000);
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
});

const follow = (link: string) => followAt(test.control, link);

async function signIn(email = 'someone@example.com'): Promise<string> {
  const answer = await follow(await test.control.signInLink(email));
  return cookieOf(answer.headers['set-cookie']);
}

function cookieOf(header: string | string[] | undefined): string {
  return [header ?? []]
    .flat()
    .map((each) => each.split(';')[0])
    .join('; ');
}

const me = (cookie: string) => test.control.app.inject({ url: '/api/me', headers: { cookie } });

describe('a sign-in link', () => {
  it('signs in and leads to the console', async () => {
    const answer = await follow(await test.control.signInLink('First@Example.com'));
    expect(answer.statusCode).toBe(302);
    expect(answer.headers.location).toBe('http://127.0.0.1:8080/');
    const who = await me(cookieOf(answer.headers['set-cookie']));
    expect(who.json()).toEqual({
      kind: 'user',
      name: 'first@example.com',
      role: 'operator',
      account: null,
      advertiser: null,
    });
  });

  it('sets a cookie that scripts and other sites do not get', async () => {
    const answer = await follow(await test.control.signInLink('someone@example.com'));
    const [cookie] = [answer.headers['set-cookie'] ?? []].flat();
    expect(cookie).toMatch(/^jianchat\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).not.toMatch(/Secure/i);
  });

  it('works once', async () => {
    const link = await test.control.signInLink('someone@example.com');
    await follow(link);
    const again = await follow(link);
    expect(again.headers['set-cookie']).toBeUndefined();
    expect(again.headers.location).toBe('http://127.0.0.1:8080/?error=INVALID_TOKEN');
  });

  it('works once when followed twice at the same time', async () => {
    const link = await test.control.signInLink('someone@example.com');
    const answers = await Promise.all([follow(link), follow(link), follow(link)]);
    expect(answers.filter((answer) => answer.headers['set-cookie'] !== undefined)).toHaveLength(1);
  });

  it('expires after 15 minutes', async () => {
    const link = await test.control.signInLink('someone@example.com');
    const { rows } = await sql<{ left: number }>`
      select extract(epoch from max("expiresAt") - now())::int4 as left from auth.verification`.execute(
      stores.records.records.db,
    );
    expect(rows[0]?.left).toBeGreaterThan(14 * 60);
    expect(rows[0]?.left).toBeLessThanOrEqual(15 * 60);
    await sql`update auth.verification set "expiresAt" = now() - interval '1 second'`.execute(
      stores.records.records.db,
    );
    expect((await follow(link)).headers['set-cookie']).toBeUndefined();
  });

  it('stands in the store as a hash only', async () => {
    const link = await test.control.signInLink('someone@example.com');
    const token = new URL(link).searchParams.get('token') ?? '';
    const { rows } = await sql<{ text: string }>`select v::text as text from auth.verification v`.execute(
      stores.records.records.db,
    );
    expect(token.length).toBeGreaterThan(20);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ text }) => text.includes(token))).toEqual([]);
  });

  it('leads nowhere else, whatever is put into it', async () => {
    const link = await test.control.signInLink('someone@example.com');
    const answer = await follow(
      `${link}&callbackURL=https://evil.example/&errorCallbackURL=https://evil.example/`,
    );
    expect(answer.headers.location ?? '').not.toContain('evil');
  });

  it('keeps the role of a user that exists', async () => {
    await test.control.signInLink('auditor@example.com', { role: 'auditor', account: null });
    const who = await me(await signIn('auditor@example.com'));
    expect(who.json()).toMatchObject({ role: 'auditor' });
  });

  it('does not serve its token to HEAD, as mail scanners ask', async () => {
    const link = await test.control.signInLink('someone@example.com');
    await test.control.app.inject({ method: 'HEAD', url: link.replace('http://127.0.0.1:8080', '') });
    expect((await follow(link)).headers['set-cookie']).toBeDefined();
  });
});

describe('asking for a link', () => {
  const ask = (email: string, headers: Record<string, string> = {}) =>
    test.control.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/magic-link',
      headers,
      payload: { email },
      remoteAddress: ownAddress(),
    });

  it('is answered alike for everybody, and mailed to users that exist', async () => {
    await test.control.signInLink('known@example.com');
    mails.length = 0;
    const known = await ask('known@example.com');
    const stranger = await ask('stranger@example.com');
    expect([known.statusCode, known.json()]).toEqual([200, { status: true }]);
    expect([stranger.statusCode, stranger.json()]).toEqual([200, { status: true }]);
    expect(mails.map(({ email }) => email)).toEqual(['known@example.com']);
    expect((await follow(mails[0]?.url ?? '')).headers['set-cookie']).toBeDefined();
  });

  it('makes no user', async () => {
    await ask('new@example.com');
    const { rows } = await sql`select from auth."user" where email = 'new@example.com'`.execute(
      stores.records.records.db,
    );
    expect(rows).toEqual([]);
  });

  it('is limited per sender, whatever forwarding headers claim', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const answer = await test.control.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/magic-link',
        headers: {
          'x-forwarded-for': `198.51.100.${attempt}`,
          'x-jianchat-client-ip': `198.51.100.${attempt}`,
        },
        payload: { email: 'stranger@example.com' },
        remoteAddress: '192.0.2.1',
      });
      statuses.push(answer.statusCode);
      if (answer.statusCode === 429) {
        expect(answer.json()).toMatchObject({ code: 'rate.limited' });
        expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      }
    }
    expect(statuses.at(-1)).toBe(429);
  });

  it('from another site is refused', async () => {
    const answer = await ask('known@example.com', { origin: 'https://evil.example' });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'origin.refused']);
  });

  it('is refused where no mail is sent', async () => {
    const silent = await startTestControl(stores);
    const answer = await silent.control.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/magic-link',
      payload: { email: 'known@example.com' },
    });
    await silent.control.stop();
    expect(answer.json()).toMatchObject({ status: 503, code: 'mail.unconfigured' });
  });
});

describe('a session', () => {
  it('ends at sign-out', async () => {
    const cookie = await signIn();
    const answer = await test.control.app.inject({
      method: 'POST',
      url: '/api/auth/sign-out',
      headers: { cookie, origin: 'http://127.0.0.1:8080', 'content-type': 'application/json' },
      payload: '{}',
    });
    expect(answer.json()).toEqual({ success: true });
    expect((await me(cookie)).json()).toMatchObject({ code: 'auth.refused' });
  });

  it('is not ended by another site', async () => {
    const cookie = await signIn();
    const answer = await test.control.app.inject({
      method: 'POST',
      url: '/api/auth/sign-out',
      headers: { cookie, origin: 'https://evil.example' },
    });
    expect(answer.json()).toMatchObject({ code: 'origin.refused' });
    expect((await me(cookie)).statusCode).toBe(200);
  });

  it.each([
    [{}, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'cross-site' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://127.0.0.1:8080' }, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
  ])('changes things with %j: %i', async (headers, status) => {
    const cookie = await signIn();
    const answer = await test.control.app.inject({
      method: 'PUT',
      url: '/api/accounts/own',
      headers: { cookie, ...headers },
      payload: { id: 'own', name: 'Own' },
    });
    expect(answer.statusCode).toBe(status);
  });

  it('forged or unsigned is refused', async () => {
    const cookie = await signIn();
    for (const forged of [`${cookie}x`, cookie.replace(/\.[^.]*$/, ''), 'jianchat.session_token=abc'])
      expect((await me(forged)).json()).toMatchObject({ code: 'auth.refused' });
  });

  it('keeps neither address nor browser', async () => {
    await signIn();
    const { rows } = await sql`select distinct "ipAddress", "userAgent" from auth.session`.execute(
      stores.records.records.db,
    );
    expect(rows).toEqual([{ ipAddress: '', userAgent: '' }]);
  });

  it('gives no way to the session library beyond sign-in and sign-out', async () => {
    const cookie = await signIn();
    const paths = [
      'update-user',
      'delete-user',
      'sign-up/email',
      'sign-in/email',
      'change-email',
      'get-session',
      'ok',
    ];
    for (const path of paths) {
      const answer = await test.control.app.inject({
        method: 'POST',
        url: `/api/auth/${path}`,
        headers: { cookie, origin: 'http://127.0.0.1:8080' },
        payload: { role: 'operator', email: 'a@example.com', password: 'long enough' },
      });
      expect([path, answer.statusCode, answer.json().code]).toEqual([path, 404, 'route.unknown']);
    }
  });
});

it('under https the cookie is for https only', async () => {
  const secure = await startTestControl(stores, { publicUrl: 'https://ads.example' });
  const link = await secure.control.signInLink('someone@example.com');
  expect(link).toMatch(/^https:\/\/ads\.example\/api\/auth\/magic-link\/verify\?token=/);
  const answer = await secure.control.app.inject({
    url: link.replace('https://ads.example', ''),
    remoteAddress: ownAddress(),
  });
  const [cookie] = [answer.headers['set-cookie'] ?? []].flat();
  expect(cookie).toMatch(/^__Secure-jianchat\.session_token=.*; Secure/i);
  const who = await secure.control.app.inject({
    url: '/api/me',
    headers: { cookie: cookieOf(answer.headers['set-cookie']) },
  });
  expect(who.statusCode).toBe(200);
  expect(who.headers['strict-transport-security']).toBeDefined();
  await secure.control.stop();
});

it('the tables of users can be completed by several processes at once', async () => {
  await Promise.all([1, 2, 3].map(async () => (await startTestControl(stores)).control.stop()));
});

it.each([
  ['media', 'account', 'account.unknown'],
  ['advertiser', 'advertiser', 'advertiser.unknown'],
] as const)('makes no %s of what was removed meanwhile', async (role, bound, fault) => {
  const email = `late-${role}@example.com`;
  await expect(test.control.signInLink(email, { role, [bound]: 'gone' })).rejects.toMatchObject({ fault });
  const { rows } = await sql`select from auth."user" where email = ${email}`.execute(
    stores.records.records.db,
  );
  expect(rows).toEqual([]);
});

it('a command with two connections can make a link', async () => {
  const records = openRecords({ url: stores.records.url, applicationName: 'test command', poolMax: 2 });
  const sessions = createSessions({
    db: records.db,
    secret: 'a secret of thirty-two characters or more',
    publicUrl: 'http://127.0.0.1:8080',
    onLog: () => {},
    sendSignInLink: undefined,
  });
  await sessions.migrate();
  expect(await sessions.link('cli@example.com', { role: 'operator', account: null })).toContain('token=');
  await records.close();
});
