import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from '@jianchat/supervision';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, embeddedPostgres } from './index.ts';

let folder: string;
let engines: EmbeddedPostgres[];

// Most tests start from the same data: initialising takes longest.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianchat records '));
  engines = [];
});
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.stop()));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

function engineIn(dataDir: string): EmbeddedPostgres {
  const engine = embeddedPostgres({ dataDir });
  engines.push(engine);
  return engine;
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

describe('embeddedPostgres', () => {
  it('keeps what was written over stop and start, under the same URL', async () => {
    const engine = engineIn(join(folder, 'data'));
    expect(engine.state().status).toBe('stopped');
    const [first, again] = await Promise.all([engine.start(), engine.start()]);
    expect(again).toEqual(first);
    await query(first.url, 'create table kept (n int); insert into kept values (7)');
    expect(engine.state()).toEqual({ status: 'ready', restarts: 0 });
    expect(engine.pid()).toBeGreaterThan(1);

    await Promise.all([engine.stop(), engine.stop()]);
    expect(engine.state().status).toBe('stopped');
    expect(engine.pid()).toBeUndefined();
    expect(await engine.start()).toEqual(first);
    expect(await query(first.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('can be stopped while it starts, and started again', async () => {
    const engine = engineIn(join(folder, 'data'));
    const starting = engine.start().then(
      () => 'started',
      () => 'stopped',
    );
    await engine.stop();
    expect(await starting).toBe('stopped');
    expect(engine.pid()).toBeUndefined();
    const { url } = await engine.start();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is durable, modest, and reachable by its owner only', async () => {
    const dataDir = join(folder, 'data');
    const { url } = await engineIn(dataDir).start();
    const settings = await query(
      url,
      `select name, setting from pg_settings where name in
         ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses') order by name`,
    );
    expect(settings).toEqual([
      { name: 'data_checksums', setting: 'on' },
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'listen_addresses', setting: '' },
      { name: 'synchronous_commit', setting: 'on' },
    ]);
    const [memory] = await query(
      url,
      `select pg_size_bytes(current_setting('shared_buffers')) <= 128 << 20 as modest`,
    );
    expect(memory).toEqual({ modest: true });
    for (const each of [dataDir, join(dataDir, 'run'), join(dataDir, 'pg18')]) {
      expect((await stat(each)).mode & 0o777).toBe(0o700);
    }
  });

  it('K2, K6: does not write values of rows to its log, in errors, details or statements', async () => {
    const lines: string[] = [];
    const engine = embeddedPostgres({ dataDir: join(folder, 'data'), onLog: (line) => lines.push(line) });
    engines.push(engine);
    const { url } = await engine.start();
    await query(url, `create table unique_text (t text unique check (t <> 'canary-b'))`);
    await query(url, `insert into unique_text values ('canary-a')`);
    await expect(query(url, `insert into unique_text values ('canary-a')`)).rejects.toThrow('duplicate key');
    await expect(query(url, `insert into unique_text values ('canary-b')`)).rejects.toThrow('violates check');
    for (const statement of [
      `select t::int8 from unique_text`,
      `select to_timestamp(t, 'YYYY') from unique_text`,
      `do $$ begin raise warning '%', (select t from unique_text); end $$; select 1/0`,
      `select 'canary-c' canary-d`,
    ])
      await expect(query(url, statement)).rejects.toThrow();
    await engine.stop();
    // It still says what it does itself.
    expect(lines.join('\n')).toContain('ready to accept connections');
    expect(lines.join('\n')).not.toContain('canary');
  });

  it('serves from a path longer than a socket may have', async () => {
    const dataDir = join(folder, 'a rather, "long" path '.repeat(8), 'data');
    const engine = engineIn(dataDir);
    const { url } = await engine.start();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    const socketFolder = new URL(url).searchParams.get('host') ?? '';
    expect((await stat(socketFolder)).mode & 0o777).toBe(0o700);
    await engine.stop();
    expect(existsSync(socketFolder)).toBe(false);
  });

  it('refuses a second owner of the folder and leaves the first alone', async () => {
    const dataDir = join(folder, 'data');
    const { url } = await engineIn(dataDir).start();
    await expect(engineIn(dataDir).start()).rejects.toMatchObject({
      code: 'data.locked',
      holderPid: process.pid,
    });
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('refuses data of another major version instead of starting empty, and gives the lock back', async () => {
    const dataDir = join(folder, 'other');
    await mkdir(join(dataDir, 'pg12'), { recursive: true });
    const refused = await engineIn(dataDir)
      .start()
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'records.other-major' });
    expect((await readdir(dataDir)).toSorted()).toEqual(['lock', 'pg12']);
    (await lockFolder(dataDir)).release();
  });

  it('starts over lock files whose number now belongs to a stranger', async () => {
    const dataDir = join(folder, 'data');
    const engine = engineIn(dataDir);
    await engine.start();
    await engine.stop();
    const stranger = spawn('sleep', ['600']);
    try {
      await writeFile(join(dataDir, 'pg18', 'postmaster.pid'), `${stranger.pid}\n${dataDir}/pg18\n`);
      await writeFile(join(dataDir, 'run', '.s.PGSQL.5432.lock'), `${stranger.pid}\n`);
      await engine.start();
      expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    } finally {
      stranger.kill('SIGKILL');
    }
  });
});
