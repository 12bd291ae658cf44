import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { archiveLineItem } from '../configuration/archive-line-item.ts';
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
let media: string;

const rival = {
  accounts: [{ id: 'rival', name: 'Rival' }],
  media: [{ id: 'rival-app', account: 'rival', kind: 'app' as const, bundle: 'example.rival' }],
  placements: [{ id: 'rival-top', media: 'rival-app', imp: { banner: {} } }],
};

beforeAll(async () => {
  stores = await startTestStores();
  // Nothing was ever asked for or shown.
  test = await startTestControl(stores, { analytics: { ...stores.analytics, report: async () => [] } });
  await test.control.importConfiguration(sampleImport);
  await test.control.importConfiguration(rival);
  operator = await test.bearer('operator');
  media = await test.bearer('media', 'press');
}, 120_000);
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
});

const get = (url: string, authorization: string) =>
  test.control.app.inject({ url, headers: { authorization } });
const change = (method: 'PUT' | 'DELETE' | 'POST', url: string, payload?: object) =>
  test.control.app.inject({
    method,
    url,
    headers: { authorization: operator },
    ...(payload === undefined ? {} : { payload }),
  });
const ids = (answer: { json(): { items: { id: string }[] } }) => answer.json().items.map(({ id }) => id);

describe('a media caller', () => {
  it.each([
    ['accounts', ['press'], ['press', 'rival']],
    ['media', ['paper'], ['paper', 'rival-app']],
    ['placements', ['top'], ['rival-top', 'top']],
  ])('sees of %s its own only', async (name, own, all) => {
    expect(ids(await get(`/api/${name}`, media))).toEqual(own);
    expect(ids(await get(`/api/${name}`, operator))).toEqual(all);
    expect((await get(`/api/${name}/${own[0]}`, media)).statusCode).toBe(200);
    const [foreign = ''] = all.filter((id) => !own.includes(id));
    const answer = await get(`/api/${name}/${foreign}`, media);
    // The same as for a record that does not exist.
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'record.unknown']);
    expect((await get(`/api/${name}/${foreign}`, operator)).statusCode).toBe(200);
  });
});

describe('one record', () => {
  beforeEach(async () => {
    await change('DELETE', '/api/accounts/new');
  });

  it('is created, replaced, read and removed', async () => {
    const made = await change('PUT', '/api/accounts/new', { id: 'new', name: 'New' });
    expect(made.json()).toEqual({
      id: 'new',
      name: 'New',
      currency: 'USD',
      revenueShareBps: 8000,
      settings: {},
      enabled: true,
      revision: expect.any(Number),
    });
    await change('PUT', '/api/accounts/new', { id: 'new', name: 'Newer', enabled: false });
    expect((await get('/api/accounts/new', operator)).json()).toMatchObject({
      name: 'Newer',
      enabled: false,
    });
    expect((await change('DELETE', '/api/accounts/new')).json()).toEqual({ id: 'new' });
    expect((await change('DELETE', '/api/accounts/new')).json()).toMatchObject({ code: 'record.unknown' });
  });

  it('that others refer to stays', async () => {
    const answer = await change('DELETE', '/api/accounts/press');
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'record.referenced']);
    const partner = { id: 'partner', endpoint: 'https://partner.example', contract: 'openrtb-contextual' };
    await change('PUT', '/api/bidders/partner', partner);
    const deal = { id: 'agreed', kind: 'private', bidders: [{ bidder: 'partner' }], priceCpmMicros: 1 };
    expect((await change('PUT', '/api/deals/agreed', deal)).statusCode).toBe(200);
    expect((await change('DELETE', '/api/bidders/partner')).json()).toMatchObject({
      code: 'record.referenced',
    });
    await change('DELETE', '/api/deals/agreed');
    expect((await change('DELETE', '/api/bidders/partner')).statusCode).toBe(200);
  });

  it('U2: a line item that has delivered stays, with what it spent in its order’s total, and is archived instead', async () => {
    const line = { id: 'ran', advertiser: 'shoes', order: 'autumn' };
    const of = async () =>
      (await get('/api/delivery?order=autumn', operator)).json() as {
        items: { id: string }[];
        orders: { spentMicros: number }[];
      };
    await change('PUT', '/api/line-items/ran', line);
    // One that never ran can go.
    expect((await change('DELETE', '/api/line-items/ran')).statusCode).toBe(200);
    await change('PUT', '/api/line-items/ran', line);
    const counted = { line_item: 'ran', day: '2026-11-23' };
    const { db } = stores.records.records;
    await db
      .insertInto('line_item_delivery')
      .values({ ...counted, kind: 'impression', events: 1 })
      .execute();
    await db
      .insertInto('line_item_spend')
      .values({ ...counted, micros: 5_000 })
      .execute();
    const refused = await change('DELETE', '/api/line-items/ran');
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'record.delivered']);
    // Nor can it leave the order whose budget it used.
    for (const [member, elsewhere] of [
      ['order', { id: 'ran', advertiser: 'shoes' }],
      ['advertiser', { id: 'ran', advertiser: 'hats' }],
    ] as const) {
      await change('PUT', '/api/advertisers/hats', { id: 'hats', name: 'Hats' });
      expect((await change('PUT', '/api/line-items/ran', elsewhere)).json()).toMatchObject({
        code: 'record.invalid',
        faults: [{ path: member, code: 'lineItem.delivered' }],
      });
    }
    expect((await change('PUT', '/api/line-items/ran', { ...line, archived: true })).json()).toMatchObject({
      archived: true,
    });
    const told = await of();
    expect(told.items.map(({ id }) => id)).not.toContain('ran');
    expect(told.orders).toMatchObject([{ spentMicros: 5_000 }]);
    const all = (await get('/api/delivery?order=autumn&archived=true', operator)).json();
    expect(all.items).toContainEqual(expect.objectContaining({ id: 'ran', state: 'archived' }));
    const contract = () => undefined;
    await archiveLineItem(db, { id: 'ran', archived: false, contract });
    expect((await of()).items.map(({ id }) => id)).toContain('ran');
    expect(await archiveLineItem(db, { id: 'nobody', archived: true, contract })).toBeUndefined();
    for (const table of ['line_item_delivery', 'line_item_spend'] as const)
      await db.deleteFrom(table).where('line_item', '=', 'ran').execute();
    for (const url of ['/api/line-items/ran', '/api/advertisers/hats'])
      expect((await change('DELETE', url)).statusCode).toBe(200);
  });

  it('is refused with each fault by its path', async () => {
    const form = await change('PUT', '/api/accounts/new', { id: 'new', currency: 'usd', secret: 1 });
    expect([form.statusCode, form.headers['content-type']]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    expect(form.json()).toMatchObject({ code: 'request.invalid', status: 400 });
    expect(
      form
        .json()
        .faults.map(({ path }: { path: string }) => path)
        .toSorted(),
    ).toEqual(['', 'currency', 'name']);
    const id = await change('PUT', '/api/accounts/new', { id: 'other', name: 'Other' });
    expect(id.json()).toMatchObject({
      code: 'request.invalid',
      faults: [{ path: 'id', code: 'id.differs' }],
    });
    const reference = await change('PUT', '/api/media/m', {
      id: 'm',
      account: 'nobody',
      kind: 'app',
      bundle: 'b',
    });
    expect(reference.json()).toMatchObject({
      status: 422,
      code: 'record.invalid',
      faults: [{ path: 'account', code: 'reference.unknown' }],
    });
    const text = await change('PUT', '/api/accounts/new', { id: 'new', name: 'a\0b' });
    expect(text.json()).toMatchObject({
      code: 'record.invalid',
      faults: [{ path: 'name', code: 'text.unstorable' }],
    });
  });
});

describe('a configuration file', () => {
  const post = (payload: string, type: string) =>
    test.control.app.inject({
      method: 'POST',
      url: '/api/import',
      headers: { authorization: operator, 'content-type': type },
      payload,
    });

  it('is taken as YAML and JSON, and given back', async () => {
    const yaml = await post(stringify(sampleImport), 'application/yaml');
    expect(yaml.json()).toMatchObject({ created: 0, changed: 0, unchanged: 15 });
    const exported = await get('/api/export', operator);
    const json = await post(exported.body, 'application/json; charset=utf-8');
    expect(json.json()).toMatchObject({ created: 0, changed: 0, unchanged: 18 });
  });

  it('with faults is refused whole', async () => {
    const answer = await post(
      JSON.stringify({ accounts: [{ id: 'good', name: 'Good' }, { id: '!' }] }),
      'application/json',
    );
    expect(answer.json()).toMatchObject({
      status: 422,
      code: 'import.invalid',
      faults: [{ path: 'accounts[1].id' }, { path: 'accounts[1].name' }],
    });
    expect((await get('/api/accounts/good', operator)).statusCode).toBe(404);
  });

  it('that is no YAML or JSON, or unfolds without end, is refused', async () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map((name, index) => {
        const before = 'abcdefgh'[index];
        return `${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`;
      }),
    ].join('\n');
    for (const [text, type] of [
      [bomb, 'application/yaml'],
      ['a: [', 'application/yaml'],
      ['{', 'application/json'],
      ['{"__proto__":{}}', 'application/json'],
    ] as const)
      expect((await post(text, type)).json()).toMatchObject({ status: 400, code: 'request.invalid' });
  });

  it('that is no JSON or YAML is told so, without a word of what came', async () => {
    for (const [language, text] of [
      ['JSON', '{"name": Secret'],
      ['YAML', 'name: [Secret'],
    ] as const)
      expect((await post(text, `application/${language.toLowerCase()}`)).json()).toMatchObject({
        faults: [{ path: '', code: 'form.invalid_text', message: `the body is not valid ${language}` }],
      });
  });

  it('of another type or size is refused', async () => {
    expect((await post('a,b', 'text/csv')).json()).toMatchObject({ status: 415, code: 'body.unsupported' });
    const large = await test.control.app.inject({
      method: 'PUT',
      url: '/api/accounts/new',
      headers: { authorization: operator },
      payload: { id: 'new', name: 'x'.repeat(1024 * 1024) },
    });
    expect(large.json()).toMatchObject({ status: 413, code: 'body.tooLarge' });
    const yaml = await test.control.app.inject({
      method: 'PUT',
      url: '/api/accounts/new',
      headers: { authorization: operator, 'content-type': 'application/yaml' },
      payload: 'id: new',
    });
    expect(yaml.json()).toMatchObject({ status: 415, code: 'body.unsupported' });
  });
});

describe('API keys', () => {
  it('are made, listed without secret and revoked at once', async () => {
    const made = await change('POST', '/api/keys', { name: 'reader', role: 'media', account: 'press' });
    const { key, record } = made.json();
    const bearer = `Bearer ${key}`;
    expect((await get('/api/me', bearer)).json()).toEqual({
      kind: 'key',
      name: 'reader',
      role: 'media',
      account: 'press',
      advertiser: null,
    });
    const listed = await get('/api/keys', operator);
    expect(listed.json().keys).toContainEqual({ ...record, lastUsedAt: expect.any(String) });
    expect(listed.body).not.toContain(key.slice(-43));
    expect((await change('DELETE', `/api/keys/${record.id}`)).json().id).toBe(record.id);
    expect((await get('/api/me', bearer)).json()).toMatchObject({ code: 'auth.refused' });
  });

  it('of no fitting account are refused', async () => {
    const unknown = await change('POST', '/api/keys', { name: 'x', role: 'media', account: 'nobody' });
    expect(unknown.json()).toMatchObject({ code: 'record.invalid', faults: [{ path: 'account' }] });
    const none = await change('POST', '/api/keys', { name: 'x', role: 'media', account: null });
    expect(none.json()).toMatchObject({ code: 'request.invalid', faults: [{ path: 'account' }] });
  });
});

// Last, as nothing takes a ledger's account back.
it.each([
  ['accounts', 'media', 'account', 'media_payable'],
  ['advertisers', 'advertiser', 'advertiser', 'advertiser_prepaid'],
] as const)('a record of %s stays while people or money stand for it', async (list, role, bound, kind) => {
  const { db } = stores.records.records;
  const remove = async (id: string) => {
    const answer = await change('DELETE', `/api/${list}/${id}`);
    return [answer.statusCode, answer.json().code];
  };
  for (const id of ['peopled', 'paid']) await change('PUT', `/api/${list}/${id}`, { id, name: id });
  await test.control.signInLink(`${bound}@example.com`, { role, [bound]: 'peopled' });
  await sql`insert into ledger_accounts (kind, owner, currency) values (${kind}, 'paid', 'USD')`.execute(db);
  for (const id of ['peopled', 'paid']) expect(await remove(id)).toEqual([409, 'record.kept']);
  await sql`delete from auth."user" where ${sql.ref(bound)} = 'peopled'`.execute(db);
  expect(await remove('peopled')).toEqual([200, undefined]);
});
