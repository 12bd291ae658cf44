import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestAd, sendEvent } from './testing/ad-traffic.ts';
import { runCommand, until } from './testing/api-client.ts';
import { descendants, isAlive } from './testing/descendants.ts';
import { refusedStart, spawnPlatform, startPlatformProcess } from './testing/platform-process.ts';
import { copyPolicy } from './testing/policy-folder.ts';

let folder: string;
let dataFolder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianchat start '));
  dataFolder = join(folder, 'data');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a start is refused', () => {
  it('with every faulty setting named, none of their values told', async () => {
    const { code, errors } = await refusedStart({
      dataFolder,
      args: ['--roles', 'cook'],
      env: {
        JIANCHAT_PORT: '80000',
        JIANCHAT_MASTER_KEY: 'tooshort',
        JIANCHAT_POSTGRES_URL: 'mysql://u:hush@h/db',
        JIANCHAT_REDIS_URL: 'redis://h',
        JIANCHAT_PROT: '1',
      },
    });
    expect(code).toBe(2);
    for (const name of ['PORT', 'MASTER_KEY', 'POSTGRES_URL', 'REDIS_URL', 'ROLES', 'PROT'])
      expect(errors).toContain(`JIANCHAT_${name}`);
    expect(errors).not.toMatch(/tooshort|hush|\n {4}at /);
  });

  it('by an unknown option', async () => {
    const { code, errors } = await refusedStart({ dataFolder, args: ['--colour'] });
    expect(code).toBe(2);
    expect(errors).toContain("unknown option '--colour'");
  });

  it('by a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = String(typeof address === 'object' && address !== null ? address.port : 0);
    const { code, errors } = await refusedStart({ dataFolder, env: { JIANCHAT_PORT: port } });
    server.close();
    expect(code).toBe(1);
    expect(errors).toContain(`127.0.0.1:${port} is taken`);
    expect(errors).toContain('[port.taken]');
  });

  it('by a data folder that is a file, lies in one or takes no folders', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const unusable of [file, join(file, 'below'), '/proc/jianchat']) {
      const { code, errors } = await refusedStart({ dataFolder: unusable });
      expect(code).toBe(1);
      expect(errors).toContain(`${unusable} cannot be used as data folder`);
      expect(errors).toContain('[data.unusable]');
    }
  });

  it('by a policy with faults, each with its place', async () => {
    const policy = join(folder, 'policy');
    cpSync(join(import.meta.dirname, '../../../policy'), policy, { recursive: true });
    const file = join(policy, 'policy.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nsurprise: 1\nanother: 2\n`);
    const { code, errors } = await refusedStart({ dataFolder, env: { JIANCHAT_POLICY: policy } });
    expect(code).toBe(1);
    expect(errors).toMatch(/policy\.yaml:\d+ surprise: /);
    expect(errors).toMatch(/policy\.yaml:\d+ another: /);
    expect(errors).toContain('[policy.invalid]');
  });

  it('C3: by a policy that asks for more than the build can do', async () => {
    const policy = copyPolicy();
    policy.edit(/"file:master\.key"/, '"file:master.key", "file:other.key"');
    const { code, errors } = await refusedStart({ dataFolder, env: { JIANCHAT_POLICY: policy.path } });
    policy.remove();
    expect(code).toBe(1);
    expect(errors).toContain('fields.platformKey.store: this build was not made with file:other.key');
    expect(errors).toContain('[policy.beyondBuild]');
  });

  it('by a server that is not there, told without its password', async () => {
    const env = { JIANCHAT_MASTER_KEY: 'k'.repeat(43) };
    const records = await refusedStart({
      dataFolder: join(folder, 'outside'),
      env: { ...env, JIANCHAT_POSTGRES_URL: 'postgres://u:hush@127.0.0.1:1/db' },
    });
    expect(records.code).toBe(1);
    expect(records.errors).toContain('(127.0.0.1:1) cannot be used: nothing listens there (ECONNREFUSED)');
    const analytics = await refusedStart({
      dataFolder: join(folder, 'outside'),
      env: { ...env, JIANCHAT_CLICKHOUSE_URL: 'http://u:hush@127.0.0.1:1' },
    });
    expect(analytics.code).toBe(1);
    expect(analytics.errors).toContain('[analytics.unavailable]');
    expect(records.errors + analytics.errors).not.toMatch(/hush|\n {4}at /);
  });

  it('for want of a master key where stores outside are used', async () => {
    const { code, errors } = await refusedStart({
      dataFolder: join(folder, 'keyless'),
      env: { JIANCHAT_POSTGRES_URL: 'postgres://127.0.0.1:1/db' },
    });
    expect(code).toBe(1);
    expect(errors).toContain('JIANCHAT_MASTER_KEY must be set');
  });

  it('by an import with faults, each with its path, and leaves nothing applied', async () => {
    const file = join(folder, 'faulty.yaml');
    writeFileSync(
      file,
      'accounts:\n  - id: a\n  - {id: b, name: B}\nmedia:\n  - {id: m, account: none, kind: app}\n',
    );
    const { code, errors } = await refusedStart({ dataFolder, args: ['--no-demo', '--import', file] });
    expect(code).toBe(1);
    expect(errors).toContain('accounts[0].name');
    expect(errors).toContain('media[0]');
    const exported = JSON.parse(await runCommand(dataFolder, ['export']));
    expect(exported.accounts ?? []).toEqual([]);
  }, 40_000);
});

describe('a platform', () => {
  it('ends with 0 and leaves no process, under load and with a live view open, when npm is told to end [K2]', {
    timeout: 60_000,
  }, async () => {
    const platform = await startPlatformProcess({ dataFolder, by: 'npm' });
    const started = descendants(platform.pid);
    expect(started.length).toBeGreaterThan(4); // launcher, program, analytics, PostgreSQL and its workers
    const key = (await runCommand(dataFolder, ['key', 'create', '--role', 'auditor'])).trim();
    const live = await fetch(`${platform.url}/api/live`, { headers: { authorization: `Bearer ${key}` } });
    expect(live.status).toBe(200);
    const ending = new AbortController();
    const load = Promise.all([1, 2, 3, 4].map(() => traffic(platform.url, ending.signal)));
    const second = await refusedStart({ dataFolder, by: 'launcher' });
    expect(second.code).toBe(1);
    expect(second.errors).toMatch(/is in use by process \d+; stop it first/);
    const before = await runCommand(dataFolder, ['export']);
    const again = await runCommand(dataFolder, ['import', '-', '--json'], { stdin: before });
    expect(JSON.parse(again)).toMatchObject({ created: 0, changed: 0 });
    expect(await platform.stop()).toBe(0);
    ending.abort();
    expect((await load).reduce((sum, served) => sum + served, 0)).toBeGreaterThan(0);
    await live.body?.cancel().catch(() => {});
    await gone(started);
  });

  it('ends by itself when its launcher is killed, and starts again at once [K2]', {
    timeout: 60_000,
  }, async () => {
    const first = await startPlatformProcess({ dataFolder, by: 'launcher' });
    const started = descendants(first.pid);
    await first.kill();
    await gone(started);
    const second = await startPlatformProcess({ dataFolder });
    expect(await requestAd(second.url)).toHaveLength(1);
    expect(await second.stop()).toBe(0);
  });

  it('that is told to end while it starts leaves nothing behind', { timeout: 30_000 }, async () => {
    const child = spawnPlatform({ dataFolder, by: 'launcher' });
    const ended = once(child, 'exit');
    // Once it says that it starts, its signal handlers stand.
    let told = '';
    for await (const chunk of child.stderr ?? []) {
      told += String(chunk);
      if (told.includes('starting…')) break;
    }
    await sleep(100);
    const started = descendants(child.pid ?? 0);
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    await gone(started);
  });

  it('is not needed by commands, which wait for each other', { timeout: 30_000 }, async () => {
    const both = await Promise.all([runCommand(dataFolder, ['export']), runCommand(dataFolder, ['export'])]);
    expect(JSON.parse(both[0])).toMatchObject({ accounts: [{ id: 'demo' }] });
    expect(both[1]).toBe(both[0]);
    await expect(runCommand(dataFolder, ['export', '--colour'])).rejects.toMatchObject({ code: 2 });
    await expect(runCommand(dataFolder, ['import', join(folder, 'none')])).rejects.toMatchObject({ code: 1 });
  });

  it('plays the exchange without any store once control has published a snapshot [K5]', {
    timeout: 30_000,
  }, async () => {
    const platform = await startPlatformProcess({ dataFolder, args: ['--roles', 'exchange,collector'] });
    expect(descendants(platform.pid)).toEqual([]);
    const [event] = await requestAd(platform.url);
    if (event === undefined) throw new Error('unfilled');
    await sendEvent(platform.url, event);
    expect(event.acknowledged).toBe(true);
    const status = async (path: string) => (await fetch(platform.url + path)).status;
    expect([await status('/readyz'), await status('/'), await status('/api/accounts')]).toEqual([
      200, 404, 404,
    ]);
    expect(await platform.stop()).toBe(0);
  });
});

/** Ads and their events until told to end; how many were counted. */
async function traffic(url: string, signal: AbortSignal): Promise<number> {
  let served = 0;
  while (!signal.aborted) {
    try {
      for (const event of await requestAd(url)) {
        await sendEvent(url, event);
        served += 1;
      }
    } catch {
      await sleep(20, undefined, { signal }).catch(() => {}); // the door is closed
    }
  }
  return served;
}

async function gone(pids: readonly number[]): Promise<void> {
  const alive = await until(
    async () => pids.filter(isAlive),
    (left) => left.length === 0,
    { tries: 100, pauseMs: 100 },
  );
  expect(alive).toEqual([]);
}

describe('a policy that says otherwise about the same', () => {
  it('C3: rules without a build: another period, another contract', async () => {
    const policy = copyPolicy();
    policy.edit(/keep: P400D/, 'keep: P31D');
    policy.edit(/allow: \{ contextualAds: \[context\] \}/, 'allow: { contextualAds: [site, app] }');
    const platform = await startPlatformProcess({
      dataFolder: join(folder, 'otherwise'),
      args: ['--no-demo'],
      env: { JIANCHAT_POLICY: policy.path },
    });
    const told = (await (await fetch(`${platform.url}/policy.json`)).json()) as {
      fields: { name: string; retention: { keep: string } }[];
      contracts: { name: string; allow: Record<string, string[]> }[];
    };
    await platform.stop();
    policy.remove();
    expect(told.fields.find(({ name }) => name === 'adDisplay')?.retention.keep).toBe('P31D');
    expect(told.contracts.find(({ name }) => name === 'openrtb-contextual')?.allow).toEqual({
      contextualAds: ['site', 'app'],
    });
  }, 60_000);
});
