import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createVastFetcher } from './fetch-vast.ts';

let server: Server;
let origin: string;
let asked = 0;
const inside = createVastFetcher({ allowPrivate: true, bytesMax: 1_000, timeoutMs: 500 });
const outside = createVastFetcher({ timeoutMs: 500 });

beforeAll(async () => {
  server = createServer((req, res) => {
    asked++;
    if (req.url === '/tag') return res.end('<VAST version="4.2"></VAST>');
    if (req.url === '/moved') return res.writeHead(302, { location: '/tag' }).end();
    if (req.url === '/round') return res.writeHead(302, { location: '/round' }).end();
    if (req.url === '/large') return res.end('x'.repeat(2_000));
    if (req.url === '/slow') return undefined;
    return res.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await inside.close();
  await outside.close();
  server.closeAllConnections();
  server.close();
});

it.each([
  ['/tag', { ok: true, text: '<VAST version="4.2"></VAST>' }],
  ['/moved', { ok: true }],
  ['/round', { ok: false, fault: 'tag.unreachable' }],
  ['/large', { ok: false, fault: 'tag.tooLarge' }],
  ['/missing', { ok: false, fault: 'tag.unreachable' }],
  ['/slow', { ok: false, fault: 'tag.unreachable' }],
])('a tag at %s is fetched within bounds', async (path, expected) => {
  expect(await inside.fetch(`${origin}${path}`)).toMatchObject(expected);
});

it('K2: nothing of our own networks is asked for, by whatever name', async () => {
  asked = 0;
  const { port } = server.address() as AddressInfo;
  for (const url of [
    `${origin}/tag`,
    `http://localhost:${port}/tag`,
    `http://[::1]:${port}/tag`,
    `http://2130706433:${port}/tag`,
    'http://169.254.169.254/latest/meta-data/',
    'file:///etc/passwd',
  ])
    expect(await outside.fetch(url), url).toEqual({ ok: false, fault: 'tag.forbidden' });
  expect(asked).toBe(0);
});
