import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokenMint, decodeRecord, type EventClaims, type EventRecord, TOPIC } from '@jianchat/events';
import type { EventLog } from '@jianchat/log';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CollectorOutcome, createCollector } from './index.ts';

const key = Buffer.alloc(32, 3);
const mint = createTokenMint(key);
const LIFETIME = 3_600_000;
let nowMs = 1_800_000_000_000;
const claims: EventClaims = {
  auction: 'BBBBBBBBBBBBBBBBBBBBBB',
  imp: 0,
  atMs: nowMs,
  account: 'demo',
  media: 'demo-site',
  placement: 'demo-banner',
  format: 'banner',
  demandKind: 'direct',
  demand: 'line-1',
  advertiser: 'adv-1',
  creative: 'creative-1',
  priceCpmMicros: 1_800_000,
  currency: 'USD',
  revenueShareBps: 8000,
  deviceType: 'phone',
  country: 'DE',
  policyVersion: 1,
  clickUrl: 'https://example.com/landing?a=1',
};
const token = mint.sign(claims);

let folder: string;
let log: EventLog;
let server: Server;
let outcomes: CollectorOutcome[];

const ask = (path: string, init: RequestInit = {}) => {
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });
};
const recorded = async () =>
  (await log.read(TOPIC.events, { from: 0, limit: 100 })).map((e) => decodeRecord<EventRecord>(e.value));

beforeEach(async () => {
  nowMs = claims.atMs + 5;
  folder = await mkdtemp(join(tmpdir(), 'collector-'));
  log = openLmdbLog({ path: folder, dedupeWindowMs: LIFETIME });
  outcomes = [];
  const collector = createCollector({
    log,
    key,
    lifetimeMs: LIFETIME,
    now: () => nowMs,
    isRobot: (userAgent) => /bot/i.test(userAgent),
    counters: (outcome) => outcomes.push(outcome),
  });
  server = createServer((req, res) => void collector.handle(req, res, req.url ?? ''));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await log.close();
  await rm(folder, { recursive: true });
});

describe('an impression', () => {
  it('is on disk before the pixel is answered, and counts once', async () => {
    for (const _ of [1, 2]) {
      const answer = await ask(`/e/${token('impression')}?cachebuster=1`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('image/gif');
      expect(answer.headers.get('cache-control')).toContain('no-store');
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect((await answer.arrayBuffer()).byteLength).toBe(43);
    }
    expect(await recorded()).toEqual([
      { v: 1, id: `${claims.auction}.0.i`, kind: 'impression', atMs: nowMs, claims, declaredRobot: false },
    ]);
    expect(outcomes).toEqual(['recorded', 'duplicate']);
  });

  it('may be sent as a beacon with a body', async () => {
    const answer = await ask(`/e/${token('win')}`, { method: 'POST', body: 'x'.repeat(10_000) });
    expect(answer.status).toBe(204);
    expect((await recorded()).map((r) => r.kind)).toEqual(['win']);
  });

  it('of a declared robot is recorded as such', async () => {
    await ask(`/e/${token('impression')}`, { headers: { 'user-agent': 'Somebot/1' } });
    expect((await recorded()).map((r) => r.declaredRobot)).toEqual([true]);
    expect(outcomes).toEqual(['recorded.robot']);
  });

  it('does not happen by HEAD, prefetch or preflight', async () => {
    expect((await ask(`/e/${token('impression')}`, { method: 'HEAD' })).status).toBe(200);
    expect((await ask(`/e/${token('impression')}`, { method: 'OPTIONS' })).status).toBe(204);
    // fetch refuses to set `sec-` headers under some runtimes; `purpose` is the older name of the same.
    expect((await ask(`/e/${token('impression')}`, { headers: { purpose: 'prefetch' } })).status).toBe(200);
    expect(await recorded()).toEqual([]);
    expect(outcomes).toEqual(['peeked', 'peeked', 'peeked']);
  });

  it('is not acknowledged while the log takes nothing', async () => {
    await log.close();
    const answer = await ask(`/e/${token('impression')}`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await answer.json()).toMatchObject({ code: 'log.unavailable' });
  });
});

describe('a click', () => {
  it('leads to the signed landing page without a referrer', async () => {
    const answer = await ask(`/c/${token('click')}`);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(claims.clickUrl);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect((await recorded()).map((r) => r.kind)).toEqual(['click']);
  });

  it('leads to a landing page in any script, and adds no header to the answer', async () => {
    for (const [clickUrl, location] of [
      ['https://例え.example/商品?q=茶', 'https://xn--r8jz45g.example/%E5%95%86%E5%93%81?q=%E8%8C%B6'],
      ['https://example.com/\r\nset-cookie: a=b', 'https://example.com/set-cookie:%20a=b'],
    ] as const) {
      const minted = createTokenMint(key).sign({ ...claims, auction: clickUrl, clickUrl });
      const answer = await ask(`/c/${minted('click')}`);
      expect([answer.status, answer.headers.get('location')]).toEqual([302, location]);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });

  it('leads there even when its event is lost', async () => {
    await log.close();
    const answer = await ask(`/c/${token('click')}`);
    expect(answer.headers.get('location')).toBe(claims.clickUrl);
    expect(outcomes).toEqual(['lost']);
  });

  it('is not followed in advance', async () => {
    const answer = await ask(`/c/${token('click')}`, { headers: { purpose: 'prefetch' } });
    expect(answer.status).toBe(403);
    expect(await recorded()).toEqual([]);
  });

  it('without a landing page of its own is answered by nothing', async () => {
    const answer = await ask(`/c/${mint.sign({ ...claims, clickUrl: '' })('click')}`);
    expect(answer.status).toBe(204);
    expect(outcomes).toEqual(['recorded']);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//elsewhere.example', 'no url'])(
    'never leads to %s',
    async (clickUrl) => {
      const answer = await ask(`/c/${mint.sign({ ...claims, clickUrl })('click')}`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'click.url' });
      expect(await recorded()).toEqual([]);
    },
  );
});

describe('refused, and not written', () => {
  const forged = createTokenMint(Buffer.alloc(32, 4)).sign(claims);
  it.each([
    ['/e/nonsense', 'GET', 400, 'token.malformed'],
    ['/e/', 'GET', 400, 'token.malformed'],
    [`/e/${forged('impression')}`, 'GET', 403, 'token.forged'],
    [`/e/${token('click')}`, 'GET', 400, 'event.route'],
    [`/c/${token('impression')}`, 'GET', 400, 'event.route'],
    [`/e/${token('impression')}`, 'DELETE', 405, 'method.refused'],
    ['/x/nonsense', 'GET', 404, 'path.unknown'],
  ])('%s by %s', async (path, method, status, code) => {
    const answer = await ask(path, { method });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code, status });
    expect(await recorded()).toEqual([]);
    expect(outcomes).toEqual([code]);
  });

  it('an event after its lifetime, or before its time', async () => {
    nowMs = claims.atMs + LIFETIME + 1;
    expect((await ask(`/e/${token('impression')}`)).status).toBe(410);
    nowMs = claims.atMs - 60_001;
    expect((await ask(`/e/${token('impression')}`)).status).toBe(400);
    expect(outcomes).toEqual(['token.expired', 'token.early']);
    expect(await recorded()).toEqual([]);
  });
});

it('answers also where nobody counts', async () => {
  const collector = createCollector({
    log,
    key,
    lifetimeMs: LIFETIME,
    now: () => nowMs,
    isRobot: () => false,
  });
  server.removeAllListeners('request');
  server.on('request', (req, res) => void collector.handle(req, res, req.url ?? ''));
  expect((await ask(`/e/${token('impression')}`)).status).toBe(200);
  expect(await recorded()).toHaveLength(1);
});

it('refuses a log that forgets keys too early', () => {
  const options = { log, key, lifetimeMs: LIFETIME + 1, now: () => nowMs, isRobot: () => false };
  expect(() => createCollector(options)).toThrow('forgets keys');
});
