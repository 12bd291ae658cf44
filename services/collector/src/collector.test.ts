import { createTokenMint } from '@jianchat/events';
import { SAMPLE_KEY, sampleClaims } from '@jianchat/events/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCollector } from './index.ts';
import { type CollectorScene, LIFETIME_MS, openCollectorScene } from './testing/collector-scene.ts';

const mint = createTokenMint(SAMPLE_KEY);
const claims = sampleClaims({ clickUrl: 'https://example.com/landing?a=1' });
const token = mint.sign(claims);

let scene: CollectorScene;
const ask = (path: string, init?: RequestInit) => scene.ask(path, init);
const recorded = () => scene.recorded();

beforeEach(async () => {
  scene = await openCollectorScene();
});
afterEach(() => scene.close());

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
      {
        v: 1,
        id: `${claims.auction}.0.i`,
        kind: 'impression',
        atMs: scene.nowMs,
        claims,
        declaredRobot: false,
      },
    ]);
    expect(scene.outcomes).toEqual(['recorded', 'duplicate']);
  });

  it('may be sent as a beacon with a body', async () => {
    const answer = await ask(`/e/${token('win')}`, { method: 'POST', body: 'x'.repeat(10_000) });
    expect(answer.status).toBe(204);
    expect((await recorded()).map((r) => r.kind)).toEqual(['win']);
  });

  it('of a declared robot is recorded as such', async () => {
    await ask(`/e/${token('impression')}`, { headers: { 'user-agent': 'Somebot/1' } });
    expect((await recorded()).map((r) => r.declaredRobot)).toEqual([true]);
    expect(scene.outcomes).toEqual(['recorded.robot']);
  });

  it('does not happen by HEAD, prefetch or preflight', async () => {
    expect((await ask(`/e/${token('impression')}`, { method: 'HEAD' })).status).toBe(200);
    expect((await ask(`/e/${token('impression')}`, { method: 'OPTIONS' })).status).toBe(204);
    // fetch refuses to set `sec-` headers under some runtimes; `purpose` is the older name of the same.
    expect((await ask(`/e/${token('impression')}`, { headers: { purpose: 'prefetch' } })).status).toBe(200);
    expect(await recorded()).toEqual([]);
    expect(scene.outcomes).toEqual(['peeked', 'peeked', 'peeked']);
  });

  it('is not acknowledged while the log takes nothing', async () => {
    await scene.log.close();
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
      const minted = mint.sign({ ...claims, auction: clickUrl, clickUrl });
      const answer = await ask(`/c/${minted('click')}`);
      expect([answer.status, answer.headers.get('location')]).toEqual([302, location]);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });

  it('leads there even when its event is lost', async () => {
    await scene.log.close();
    const answer = await ask(`/c/${token('click')}`);
    expect(answer.headers.get('location')).toBe(claims.clickUrl);
    expect(scene.outcomes).toEqual(['lost']);
  });

  it('is not followed in advance', async () => {
    const answer = await ask(`/c/${token('click')}`, { headers: { purpose: 'prefetch' } });
    expect(answer.status).toBe(403);
    expect(await recorded()).toEqual([]);
  });

  it('without a landing page of its own is answered by nothing', async () => {
    const answer = await ask(`/c/${mint.sign({ ...claims, clickUrl: '' })('click')}`);
    expect(answer.status).toBe(204);
    expect(scene.outcomes).toEqual(['recorded']);
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
    expect(scene.outcomes).toEqual([code]);
  });

  it('an event after its lifetime, or before its time', async () => {
    scene.nowMs = claims.atMs + LIFETIME_MS + 1;
    expect((await ask(`/e/${token('impression')}`)).status).toBe(410);
    scene.nowMs = claims.atMs - 60_001;
    expect((await ask(`/e/${token('impression')}`)).status).toBe(400);
    expect(scene.outcomes).toEqual(['token.expired', 'token.early']);
    expect(await recorded()).toEqual([]);
  });
});

it('answers also where nobody counts', async () => {
  const silent = await openCollectorScene({ uncounted: true });
  expect((await silent.ask(`/e/${token('impression')}`)).status).toBe(200);
  expect(await silent.recorded()).toHaveLength(1);
  await silent.close();
});

it('refuses a log that forgets keys too early', () => {
  const options = {
    key: SAMPLE_KEY,
    lifetimeMs: LIFETIME_MS + 1,
    now: Date.now,
    isRobot: () => false,
    isOptedOut: () => false,
  };
  expect(() => createCollector({ ...options, log: scene.log })).toThrow('forgets keys');
});
