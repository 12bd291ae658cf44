import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { embeddedBinaries } from './binaries.ts';
import { type EmbeddedPostgres, embeddedPostgres } from './index.ts';
import { serverSettings } from './settings.ts';
import { childEnvironment, prefixed, unprivilegedPrefix } from './unprivileged.ts';

let dataDir: string;
let engine: EmbeddedPostgres;
let children: ChildProcess[];

// One data folder for all: the next test starts from what the last one's crash left.
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'jianchat crash '));
  engine = embeddedPostgres({ dataDir });
  children = [];
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await engine.stop();
});
afterAll(async () => {
  await rm(dataDir, { recursive: true });
});

function poolOf(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 8 });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Inserts until told to stop; a failed insert is left behind, an acknowledged one is noted. */
async function write(
  pool: pg.Pool,
  acknowledged: number[],
  { from, until }: { from: number; until: AbortSignal },
) {
  for (let n = from; !until.aborted; n += 8) {
    try {
      await pool.query('insert into written values ($1)', [n]);
      acknowledged.push(n);
    } catch {
      await sleep(5);
    }
  }
}

async function numbersIn(pool: pg.Pool): Promise<Set<number>> {
  return new Set((await pool.query<{ n: number }>('select n from written')).rows.map((row) => row.n));
}

/** A process that owns the engine, writes rows and prints each acknowledged one, until it is killed. */
function spawnOwner(): ChildProcess {
  const source = `
    import { embeddedPostgres } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
    import pg from ${JSON.stringify(import.meta.resolve('pg'))};
    const engine = embeddedPostgres({ dataDir: process.argv[1] });
    const { url } = await engine.start();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('drop table if exists written; create table written (n int primary key)');
    console.log('pid ' + engine.pid());
    for (let n = 0; ; n++) {
      await client.query('insert into written values ($1)', [n]);
      console.log('acknowledged ' + n);
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

describe('embeddedPostgres, killed by -9', () => {
  it('starts after its owner was killed while initialising', async () => {
    const owner = spawnOwner();
    const initialising = async () => (await readdir(dataDir)).some((entry) => entry.includes('.init-'));
    await expect.poll(initialising, { timeout: 20_000, interval: 5 }).toBe(true);
    owner.kill('SIGKILL');
    await once(owner, 'close');
    await mkdir(join(dataDir, 'pg18.init-cutoff', 'base'), { recursive: true });
    await engine.start();
    expect(await initialising()).toBe(false);
  });

  it('restarts under writes with every acknowledged row', async () => {
    const { url } = await engine.start();
    const pool = poolOf(url);
    await pool.query('drop table if exists written; create table written (n int primary key)');
    const acknowledged: number[] = [];
    const stop = new AbortController();
    const writers = Array.from({ length: 8 }, (_, from) =>
      write(pool, acknowledged, { from, until: stop.signal }),
    );
    for (let restarts = 1; restarts <= 3; restarts++) {
      const before = acknowledged.length;
      await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(before + 200);
      process.kill(engine.pid() ?? 0, 'SIGKILL');
      await expect
        .poll(() => engine.state(), { timeout: 20_000 })
        .toMatchObject({ status: 'ready', restarts });
    }
    stop.abort();
    await Promise.all(writers);
    const present = await numbersIn(pool);
    await pool.end();
    expect(acknowledged.filter((n) => !present.has(n))).toEqual([]);
  });

  it('restarts although a backend is too busy to notice that its postmaster died', async () => {
    const { url } = await engine.start();
    const pool = poolOf(url);
    const busy = pool
      .query('select count(*) from generate_series(1, 1e12::int8)')
      .catch((error: Error) => error);
    const running = `select from pg_stat_activity where state = 'active' and query like '%generate_series(1, 1e12%'
      and pid <> pg_backend_pid()`;
    await expect.poll(async () => (await pool.query(running)).rowCount).toBe(1);
    process.kill(engine.pid() ?? 0, 'SIGKILL');
    await expect
      .poll(() => engine.state(), { timeout: 20_000 })
      .toMatchObject({ status: 'ready', restarts: 1 });
    expect(await busy).toBeInstanceOf(Error);
    await pool.end();
  });

  it('recovers at the next start when its owner was killed', async () => {
    const owner = spawnOwner();
    let output = '';
    owner.stdout?.on('data', (chunk) => (output += String(chunk)));
    await expect.poll(() => output, { timeout: 20_000 }).toContain('acknowledged 300\n');
    owner.kill('SIGKILL');
    await once(owner, 'close');

    const { url } = await engine.start();
    expect(engine.pid()).not.toBe(Number(/^pid (\d+)$/m.exec(output)?.[1]));
    const pool = poolOf(url);
    const present = await numbersIn(pool);
    await pool.end();
    const acknowledged = [...output.matchAll(/^acknowledged (\d+)$/gm)].map(([, n]) => Number(n));
    expect(acknowledged.length).toBeGreaterThan(300);
    expect(acknowledged.filter((n) => !present.has(n))).toEqual([]);
  });

  it('ends an orphan that goes on serving, then starts anew', async () => {
    await engine.start();
    await engine.stop();
    // As an owner leaves it where the system can't end a child with its parent.
    const [prefix, { postgres }] = await Promise.all([unprivilegedPrefix(), embeddedBinaries()]);
    const [file, args] = prefixed(prefix, postgres);
    const settings = serverSettings(join(dataDir, 'run'));
    const orphan = spawn(file, [...args, '-D', join(dataDir, 'pg18'), ...settings], {
      env: childEnvironment,
      stdio: 'ignore',
    });
    children.push(orphan);
    await expect
      .poll(() => existsSync(join(dataDir, 'run', '.s.PGSQL.5432')), { timeout: 20_000 })
      .toBe(true);

    const { url } = await engine.start();
    expect(orphan.exitCode).toBe(0);
    const pool = poolOf(url);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });
});
