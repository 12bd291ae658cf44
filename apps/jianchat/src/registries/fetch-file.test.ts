import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileFetcher } from './fetch-file.ts';

let server: Server;
let origin: string;
const asked: string[] = [];
const fetcher = createFileFetcher({ allowPrivate: true, bytesMax: 1_000, timeoutMs: 500 });

beforeAll(async () => {
  server = createServer((req, res) => {
    const path = req.url ?? '';
    asked.push(`${req.headers.host} ${path}`);
    const { port } = server.address() as AddressInfo;
    const moved = (location: string) => res.writeHead(302, { location }).end();
    if (path === '/robots.txt') return res.end('User-agent: jianchat\nDisallow: /private.json');
    if (path === '/ads.txt') return res.end('exchange.example, 1, DIRECT');
    if (path === '/moved') return moved('/ads.txt');
    if (path === '/out') return moved(`http://localhost:${port}/ads.txt`);
    if (path === '/out-twice') return moved(`http://localhost:${port}/back`);
    if (path === '/back') return moved(`http://127.0.0.1:${port}/ads.txt`);
    if (path === '/out-and-on') return moved(`http://localhost:${port}/moved`);
    if (path === '/round') return moved('/round');
    if (path === '/large') return res.end('x'.repeat(2_000));
    if (path === '/slow') return undefined;
    return res.writeHead(404).end('no');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await fetcher.close();
  server.closeAllConnections();
  server.close();
});

describe('S8: a public file', () => {
  it.each([
    ['/ads.txt', { ok: true, content: 'exchange.example, 1, DIRECT' }],
    ['/moved', { ok: true }],
    ['/out', { ok: true }],
    ['/out-twice', { ok: false, code: 'redirect.outside' }],
    // Who was pointed to may not point on, not even within its own domain.
    ['/out-and-on', { ok: false, code: 'redirect.outside' }],
    ['/round', { ok: false, code: 'redirect.tooMany' }],
    ['/large', { ok: false, code: 'file.tooLarge' }],
    ['/missing', { ok: false, code: 'status.404' }],
    ['/private.json', { ok: false, code: 'robots.disallowed' }],
    ['/slow', { ok: false }],
  ])('at %s is fetched as the specification asks', async (path, expected) => {
    expect(await fetcher.fetch(`${origin}${path}`)).toMatchObject(expected);
  });

  it('without TLS is read where it may be and cannot be read with it, and else not', async () => {
    const { port } = server.address() as AddressInfo;
    const secure = `https://127.0.0.1:${port}/ads.txt`;
    expect(await fetcher.fetch(secure)).toMatchObject({ ok: false });
    expect(await fetcher.fetch(secure, { plain: true })).toEqual({
      ok: true,
      content: 'exchange.example, 1, DIRECT',
    });
    expect(await fetcher.fetch(`https://127.0.0.1:${port}/private.json`, { plain: true })).toMatchObject({
      ok: false,
    });
  });

  it('K2: of our own networks is never asked for', async () => {
    const outside = createFileFetcher({ timeoutMs: 500 });
    asked.length = 0;
    const { port } = server.address() as AddressInfo;
    for (const plain of [false, true])
      for (const url of [
        `${origin}/ads.txt`,
        `https://127.0.0.1:${port}/ads.txt`,
        `https://localhost:${port}/ads.txt`,
        `https://[::1]:${port}/ads.txt`,
        'file:///etc/passwd',
        'no address',
      ])
        expect((await outside.fetch(url, { plain })).ok, url).toBe(false);
    expect(asked).toEqual([]);
    await outside.close();
  });
});
