import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Snapshot } from '@jianchat/snapshot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExchangeRig, snapshotOf, startExchangeRig } from '../testing/exchange-rig.ts';

let rig: ExchangeRig;
let page: string;
let snapshot: Snapshot;
beforeAll(async () => {
  const file = (name: string): Promise<string> =>
    readFile(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8');
  page = await file('page-request.json');
  snapshot = snapshotOf(JSON.parse(await file('inventory.json')));
  rig = await startExchangeRig({ snapshot });
});
afterAll(() => rig.close());

const post = (
  body: string | Uint8Array<ArrayBuffer>,
  init: { headers?: Record<string, string>; query?: string } = {},
) =>
  fetch(`${rig.url}/openrtb2/auction${init.query ?? ''}`, {
    method: 'POST',
    headers: init.headers ?? {},
    body,
  });
const gzip = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(text));

describe('the auction over HTTP', () => {
  it('takes text/plain from any page, with credentials', async () => {
    const res = await post(page, {
      headers: { 'content-type': 'text/plain', origin: 'https://news.example' },
    });
    expect(res.status).toBe(200);
    expect(Object.fromEntries(res.headers)).toMatchObject({
      'content-type': 'application/json',
      'x-prebid': 'pbs-jianchat/1.2.3',
      'access-control-allow-origin': 'https://news.example',
      'access-control-allow-credentials': 'true',
      vary: 'Origin',
    });
  });

  it('takes bodies as large as the host says', async () => {
    const { ext, ...rest } = JSON.parse(page);
    const large = JSON.stringify({ ...rest, ext: { ...ext, padding: 'x'.repeat(300_000) } });
    expect((await post(large)).status).toBe(400);
    rig.use({ ...snapshot, host: { requestBytesMax: 400_000 } });
    expect((await post(large)).status).toBe(200);
    expect((await post(`${large}${' '.repeat(100_000)}`)).status).toBe(400);
    rig.use(snapshot);
  });

  it('answers the preflight', async () => {
    const res = await fetch(`${rig.url}/openrtb2/auction`, {
      method: 'OPTIONS',
      headers: { origin: 'https://news.example', 'access-control-request-method': 'POST' },
    });
    expect(res.status).toBe(204);
    expect(res.headers.get('access-control-allow-origin')).toBe('https://news.example');
    expect(res.headers.get('access-control-allow-methods')).toContain('POST');
  });

  it('refuses other methods', async () => {
    const res = await fetch(`${rig.url}/openrtb2/auction`, { method: 'PUT', body: page });
    expect([res.status, res.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
  });

  it('takes gzip by header and by query', async () => {
    expect((await post(gzip(page), { headers: { 'content-encoding': 'gzip' } })).status).toBe(200);
    expect((await post(gzip(page), { query: '?gzip=1' })).status).toBe(200);
    expect((await post(page, { query: '?gzip=1' })).status).toBe(200);
    for (const coding of ['GZIP', 'x-gzip'])
      expect((await post(gzip(page), { headers: { 'content-encoding': coding } })).status).toBe(200);
    expect((await post(page, { headers: { 'content-encoding': 'Identity' } })).status).toBe(200);
  });

  it('is not refused for what a browser calls itself', async () => {
    expect((await post(page, { headers: { 'user-agent': 'x'.repeat(4_000) } })).status).toBe(200);
  });

  it.each(['1', '1, 1', '0, 1'])('lets Sec-GPC: %s of the browser count', async (gpc) => {
    const us = { ...JSON.parse(page), regs: {}, device: { geo: { country: 'USA' } } };
    await post(JSON.stringify(us), { headers: { 'sec-gpc': gpc } });
    await rig.exchange.settled();
    const record = (await rig.auctions()).at(-1);
    const optOut = rig.policy.floors.find(({ name }) => name === 'optOut')?.bit ?? 0;
    expect((record?.floors ?? 0) & optOut).toBe(optOut);
  });
});

describe('a bad body', () => {
  const tooLarge = 'Invalid request: request size exceeded max size of 262144 bytes.\n';
  it.each<[string, () => string | Uint8Array<ArrayBuffer>, Record<string, string>, string | undefined]>([
    ['nothing', () => '', {}, undefined],
    ['one megabyte', () => `{"id":"${'x'.repeat(1_000_000)}"}`, {}, tooLarge],
    ['a gzip bomb', () => gzip(' '.repeat(50_000_000)), { 'content-encoding': 'gzip' }, tooLarge],
    [
      'broken gzip',
      () => page,
      { 'content-encoding': 'gzip' },
      'Invalid request: the body is not valid gzip\n',
    ],
    ['unknown compression', () => page, { 'content-encoding': 'br' }, undefined],
    ['deep arrays', () => `{"id":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, {}, undefined],
    ['deep objects', () => `${'{"imp":'.repeat(30_000)}1${'}'.repeat(30_000)}`, {}, undefined],
    ['invalid UTF-8', () => new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), {}, undefined],
    ['a bare word', () => 'null', {}, undefined],
  ])('of %s is refused with 400', async (_what, body, headers, text) => {
    const res = await post(body(), { headers });
    expect(res.status).toBe(400);
    const answer = await res.text();
    expect(answer.startsWith('Invalid request: ')).toBe(true);
    if (text !== undefined) expect(answer).toBe(text);
  });

  it('that is cut off at any place is refused', async () => {
    const step = Math.ceil(page.trimEnd().length / 40);
    for (let at = 1; at < page.trimEnd().length; at += step) {
      const res = await post(page.slice(0, at));
      expect(res.status).toBe(400);
      await res.text();
    }
  });

  it('that never ends leaves the exchange serving', async () => {
    const { hostname, port } = new URL(rig.url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.write('POST /openrtb2/auction HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"id":');
    expect((await post(page)).status).toBe(200);
    await new Promise<void>((resolve) => socket.end(resolve));
    expect((await post(page)).status).toBe(200);
  });
});
