import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyJson } from '@jianchat/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releasedVersions } from '../testing/released-versions.ts';
import {
  memoryProofs,
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
  testPolicy,
} from '../testing/start-test-control.ts';

let stores: TestStores;
let test: TestControl;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianchat-console-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>console');
  await writeFile(join(folder, 'assets/app-1a2b.js'), 'start()');
  await writeFile(join(folder, 'favicon.svg'), '<svg/>');
  await writeFile(join(folder, '.built-from'), 'stamp');
  stores = await startTestStores();
  test = await startTestControl(stores, { consoleDir: folder });
}, 120_000);
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
  await rm(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => test.control.app.inject({ url, headers });

describe('the console', () => {
  it.each(['/', '/live', '/assets', '/media/paper/edit?tab=1'])(
    'is served at %s and asked for anew each time',
    async (url) => {
      const answer = await get(url);
      expect([answer.statusCode, answer.body]).toEqual([200, '<!doctype html>console']);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
      });
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
    },
  );

  it('has assets that may be kept for ever, and files that may not', async () => {
    const asset = await get('/assets/app-1a2b.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/favicon.svg')).headers['cache-control']).toBe('no-cache');
  });

  it('is whole again when it was built anew beside the running server', async () => {
    await writeFile(join(folder, 'assets/app-3c4d.js'), 'again()');
    expect((await get('/assets/app-3c4d.js')).body).toBe('again()');
  });

  it.each([
    '/.built-from',
    '/assets/gone.js',
    '/robots.txt',
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/../../x.js',
  ])('has nothing at %s', async (url) => {
    const answer = await get(url);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
  });

  it.each(['/api', '/api/nothing', '/api/auth/get-session', '/demo/api/nothing'])(
    'leaves %s to the API',
    async (url) => {
      const answer = await get(url);
      expect(answer.json()).toMatchObject({ status: 404, code: 'route.unknown' });
    },
  );

  it('says so where it is not built', async () => {
    for (const change of [{}, { consoleDir: join(folder, 'nowhere') }]) {
      const bare = await startTestControl(stores, change);
      const answer = await bare.control.app.inject({ url: '/' });
      await bare.control.stop();
      expect([answer.statusCode, answer.body]).toEqual([503, expect.stringContaining('not built')]);
    }
  });
});

describe('the policy', () => {
  it('is a page in the language asked for or preferred', async () => {
    const page = await get('/policy?lang=zh');
    expect([page.headers['content-language'], page.headers.vary]).toEqual(['zh', 'accept-language']);
    expect(page.body).toContain('lang="zh-CN"');
    expect((await get('/policy', { 'accept-language': 'zh-CN' })).body).toContain('lang="zh-CN"');
    expect((await get('/policy')).body).toContain('lang="en"');
    expect(page.headers['content-security-policy']).not.toContain('script-src');
  });

  it('is not sent twice to who has it', async () => {
    for (const url of ['/policy', '/policy.json', '/policy/versions', '/policy/counters.json']) {
      const first = await get(url);
      const etag = String(first.headers.etag);
      expect([first.statusCode, first.headers['cache-control']]).toEqual([200, 'public, no-cache']);
      const again = await get(url, { 'if-none-match': `"other", W/${etag}` });
      expect([again.statusCode, again.body]).toEqual([304, '']);
    }
  });

  it('says on its page that it is not in force yet until it is', async () => {
    const { nowMs } = test.clock;
    const effectiveMs = Date.parse(`${testPolicy.effective}T00:00:00Z`);
    const notice = /class="notice"/;
    test.clock.nowMs = effectiveMs - 1;
    expect((await get('/policy')).body).toMatch(notice);
    test.clock.nowMs = effectiveMs;
    expect((await get('/policy')).body).not.toMatch(notice);
    test.clock.nowMs = nowMs;
  });

  it('is there in machine-readable form, with its history', async () => {
    const document = (await get('/policy.json')).json();
    expect(document).toEqual(JSON.parse(JSON.stringify(policyJson(testPolicy))));
    expect((await get('/policy/versions')).json()).toEqual({
      current: testPolicy.version,
      versions: [
        {
          version: testPolicy.version,
          hash: testPolicy.hash,
          effective: testPolicy.effective,
          state: 'inForce',
          takesEffect: testPolicy.effective,
          release: null,
        },
      ],
    });
    expect((await get(`/policy.json?version=${testPolicy.version}`)).json()).toEqual(document);
    for (const url of ['/policy?version=77', '/policy.json?version=', '/policy?version=1&version=2'])
      expect((await get(url)).statusCode).toBe(404);
  });

  it('V1 V2: shows every version that was, is or will be, and what each changed', async () => {
    const proofs = memoryProofs();
    const inForce = releasedVersions(testPolicy, {
      announced: '2026-12-01',
      effective: '2027-01-15',
      proofs,
    });
    const other = await startTestControl(stores, { inForce, proofs });
    const read = async (url: string) => (await other.control.app.inject({ url })).json();
    other.clock.nowMs = Date.UTC(2027, 0, 14, 23, 59);
    expect(await read('/policy/versions')).toMatchObject({
      current: 1,
      versions: [
        { version: 1, state: 'inForce', release: { significance: 'first', changes: [] } },
        {
          version: 2,
          state: 'held',
          takesEffect: null,
          release: { significance: 'widening', noticeDays: 30, signOff: 'the test', announced: '2026-12-01' },
        },
      ],
    });
    proofs.put({ version: 2, hash: '2'.repeat(64), completedMs: Date.UTC(2026, 11, 5) });
    expect(await read('/policy/versions')).toMatchObject({
      versions: [
        {},
        { state: 'scheduled', takesEffect: '2027-01-15', release: { changes: expect.any(Array) } },
      ],
    });
    const page = (await other.control.app.inject({ url: '/policy?lang=en' })).body;
    expect(page).toContain('Version 2 of this policy was announced and applies from');
    expect((await other.control.app.inject({ url: '/policy?version=2' })).body).not.toContain(
      'was announced and',
    );
    expect((await read('/policy.json')).version).toBe(1);
    expect((await read('/policy.json?version=2')).version).toBe(2);
    other.clock.nowMs = Date.UTC(2027, 0, 15);
    expect((await read('/policy.json')).version).toBe(2);
    expect((await read('/policy.json?version=1')).version).toBe(1);
    expect(await read('/policy/versions')).toMatchObject({
      current: 2,
      versions: [{ state: 'past' }, { state: 'inForce' }],
    });
    await other.control.stop();
  });

  it('[V1] tells its history as a page to people and as JSON to programs', async () => {
    const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    const page = await get('/policy/versions?lang=zh', html);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect([page.headers['content-language'], page.headers.vary]).toEqual(['zh', 'accept, accept-language']);
    expect(page.headers['content-security-policy']).not.toContain('script-src');
    expect(page.body).toContain(`<section id="v${testPolicy.version}">`);
    for (const answer of [
      await get('/policy/versions'),
      await get('/policy/versions', { accept: 'application/json' }),
      await get('/policy/versions.json', html),
    ])
      expect(answer.json()).toMatchObject({ current: testPolicy.version });
  });

  it('compares two versions, and knows none that there never was', async () => {
    const same = `from=${testPolicy.version}&to=${testPolicy.version}`;
    const { changes, consequence } = (await get(`/policy/versions.json?${same}`)).json();
    expect([changes, consequence.noticeDays]).toEqual([[], 0]);
    const html = { accept: 'text/html' };
    expect((await get(`/policy/versions?${same}`, html)).statusCode).toBe(200);
    for (const query of ['from=1', 'from=1&to=99', 'from=a&to=b', 'from=1&from=1&to=1'])
      expect((await get(`/policy/versions?${query}`, html)).statusCode).toBe(404);
  });
});
