import { collectionRoutes, ROUTES, type Route } from '@jianchat/api-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleImport } from '../testing/sample-import.ts';
import { signIn } from '../testing/sign-in.ts';
import {
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';

let stores: TestStores;
let test: TestControl;
let first: string;
let second: string;

beforeAll(async () => {
  stores = await startTestStores();
  test = await startTestControl(stores);
  await test.control.importConfiguration(sampleImport);
  first = await test.bearer('operator');
  second = await test.bearer('operator');
}, 120_000);
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
});

interface Ask {
  readonly method?: 'PUT' | 'DELETE' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: object;
}

async function ask(url: string, { method, headers = {}, payload }: Ask = {}, authorization = first) {
  const answer = await test.control.app.inject({
    url,
    headers: { authorization, ...headers },
    ...(method && { method }),
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, etag: answer.headers.etag, body: answer.json() };
}

const put = (url: string, payload: object, headers = {}, authorization = first) =>
  ask(url, { method: 'PUT', payload, headers }, authorization);

describe('a record', () => {
  it.each(Object.entries(sampleImport).filter(([, list]) => Array.isArray(list)))(
    'of %s is told with its revision, by itself and in the list, and saved as it was read',
    async (name) => {
      const url = `/api/${name === 'lineItems' ? 'line-items' : name}`;
      const { body } = await ask(url);
      const [item] = body.items;
      const one = await ask(`${url}/${item.id}`);
      expect(one.body).toEqual(item);
      expect(one.etag).toBe(`"${item.revision}"`);
      // What changes nothing is saved and stays what it was.
      const saved = await put(`${url}/${item.id}`, one.body);
      expect([saved.status, saved.etag, saved.body]).toEqual([200, one.etag, one.body]);
    },
  );

  it('grows with each change; without a condition the last one holds', async () => {
    const read = await ask('/api/advertisers/shoes');
    const saved = await put('/api/advertisers/shoes', { id: 'shoes', name: 'Boots' });
    expect(saved.status).toBe(200);
    expect(saved.body.revision).toBeGreaterThan(read.body.revision);
    expect(saved.etag).toBe(`"${saved.body.revision}"`);
    expect((await put('/api/advertisers/shoes', { id: 'shoes', name: 'Sandals' })).status).toBe(200);
  });

  it('that somebody else changed meanwhile is not written over, and it is said by whom', async () => {
    const read = await ask('/api/advertisers/shoes');
    const theirs = await put(
      '/api/advertisers/shoes',
      { id: 'shoes', name: 'Theirs' },
      { 'if-match': read.etag ?? '' },
      second,
    );
    expect(theirs.status).toBe(200);
    const mine = { id: 'shoes', name: 'Mine' };
    for (const [payload, headers, path] of [
      [mine, { 'if-match': read.etag }, 'headers.if-match'],
      [{ ...mine, revision: read.body.revision }, {}, 'revision'],
      // The header decides, as it is of HTTP.
      [{ ...mine, revision: theirs.body.revision }, { 'if-match': read.etag }, 'headers.if-match'],
    ] as const) {
      const refused = await put('/api/advertisers/shoes', payload, headers);
      expect(refused.status).toBe(412);
      expect(refused.body).toMatchObject({
        code: 'record.changed',
        faults: [{ path, code: 'record.changed' }],
        current: { revision: theirs.body.revision, changedBy: 'operator', changedAt: expect.any(String) },
      });
      expect(Date.now() - Date.parse(refused.body.current.changedAt)).toBeLessThan(60_000);
    }
    const gone = await ask('/api/advertisers/shoes', {
      method: 'DELETE',
      headers: { 'if-match': read.etag ?? '' },
    });
    expect([gone.status, gone.body.code]).toEqual([412, 'record.changed']);
    expect((await ask('/api/advertisers/shoes')).body.name).toBe('Theirs');
    for (const tag of [theirs.etag, '*', `"1", ${theirs.etag}`, `W/${theirs.etag}`])
      expect((await put('/api/advertisers/shoes', theirs.body, { 'if-match': tag ?? '' })).status).toBe(200);
  });

  it('names a person who changed it for as long as they are one of us', async () => {
    const cookie = await signIn(test.control, 'ada@example.com');
    const origin = { cookie, origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-origin' };
    const saved = await test.control.app.inject({
      method: 'PUT',
      url: '/api/advertisers/shoes',
      headers: origin,
      payload: { id: 'shoes', name: 'By a person' },
    });
    expect(saved.statusCode).toBe(200);
    const changedBy = async () =>
      (await put('/api/advertisers/shoes', { id: 'shoes', name: 'x', revision: 1 })).body.current.changedBy;
    expect(await changedBy()).toBe('ada@example.com');
    await test.control.signInLink('eve@example.com');
    await test.control.app.inject({
      method: 'POST',
      url: '/api/me/leave',
      headers: origin,
      payload: { confirm: 'ada@example.com' },
    });
    expect(await changedBy()).toBeNull();
  });

  it('is made only where there is none, or changed only where there is one, if that is asked', async () => {
    const made = await put('/api/advertisers/hats', { id: 'hats', name: 'Hats' }, { 'if-none-match': '*' });
    expect(made.status).toBe(200);
    for (const headers of [{ 'if-none-match': '*' }, { 'if-match': '"0"' }])
      expect((await put('/api/advertisers/hats', { id: 'hats', name: 'Caps' }, headers)).body).toMatchObject({
        status: 412,
        code: 'record.exists',
        current: { revision: made.body.revision },
      });
    await ask('/api/advertisers/hats', { method: 'DELETE', headers: { 'if-match': made.etag ?? '' } });
    for (const tag of ['*', made.etag ?? ''])
      expect(
        (await put('/api/advertisers/hats', { id: 'hats', name: 'Caps' }, { 'if-match': tag })).body,
      ).toMatchObject({ status: 412, code: 'record.removed' });
    const again = await ask('/api/advertisers/hats', {
      method: 'DELETE',
      headers: { 'if-match': made.etag ?? '' },
    });
    expect(again.body).toMatchObject({ status: 412, code: 'record.removed' });
  });

  it.each([
    { 'if-match': '1' },
    { 'if-match': '' },
    { 'if-match': '"1", x' },
    { 'if-none-match': '"1"' },
    { 'if-none-match': '*', 'if-match': '*' },
  ])('refuses a condition that is none: %o', async (headers) => {
    const refused = await put('/api/advertisers/shoes', { id: 'shoes', name: 'x' }, headers);
    expect(refused.body).toMatchObject({ status: 400, faults: [{ code: 'condition.invalid' }] });
  });

  it('meets no tag that is none of ours', async () => {
    for (const tag of ['"abc"', '"01"', '"1e3"', '""'])
      expect(
        (await put('/api/advertisers/shoes', { id: 'shoes', name: 'x' }, { 'if-match': tag })).status,
      ).toBe(412);
  });
});

it('the settings of the host have a revision too, 0 before there are any', async () => {
  await stores.records.records.db.deleteFrom('host_settings').execute();
  const none = await ask('/api/host');
  expect([none.etag, none.body]).toEqual(['"0"', { revision: 0 }]);
  const [mine, theirs] = await Promise.all(
    ['one', 'two'].map((datacenter) => put('/api/host', { ...none.body, datacenter })),
  );
  expect([mine?.status, theirs?.status].toSorted()).toEqual([200, 412]);
  const stored = await ask('/api/host');
  expect(stored.body.revision).toBeGreaterThan(0);
  expect((await put('/api/host', { datacenter: 'three' }, { 'if-match': '"0"' })).body.code).toBe(
    'record.exists',
  );
  const bad = await put('/api/host', { tmax: { defaultMs: 'soon' } });
  expect(bad.body).toMatchObject({ status: 400, faults: [{ path: 'tmax.defaultMs' }] });
});

it('an import made on an earlier configuration can be refused whole', async () => {
  const { etag = '', body: file } = await ask('/api/export');
  const imported = (payload: object, tag: string) =>
    ask('/api/import', { method: 'POST', payload, headers: { 'if-match': tag } });
  expect((await imported(file, etag)).body).toMatchObject({ created: 0, changed: 0 });
  await put('/api/advertisers/shoes', { id: 'shoes', name: 'Changed since' });
  const refused = await imported({ advertisers: [{ id: 'late', name: 'Late' }] }, etag);
  expect([refused.status, refused.body.code]).toEqual([412, 'record.changed']);
  expect((await ask('/api/advertisers/late')).status).toBe(404);
});

it('every route that replaces or removes a record takes conditions, and describes them', async () => {
  const { body } = await ask('/api/openapi.json');
  const { put: puts, remove } = collectionRoutes('creatives');
  for (const { method, path } of [puts, remove] as readonly Route[]) {
    const operation = body.paths[path.replace(':id', '{id}')][method.toLowerCase()];
    expect(operation.parameters.map(({ name }: { name: string }) => name)).toContain('If-Match');
    expect(operation.responses['412'].description).toContain('record.changed');
  }
  const replacing = (ROUTES as readonly Route[]).filter(({ method }) => method === 'PUT');
  expect(replacing.length).toBeGreaterThan(9);
  for (const { conditions, tagged } of replacing)
    expect([conditions?.[0], tagged]).toEqual(['If-Match', true]);
});
