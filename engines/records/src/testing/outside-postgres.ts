import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { supervise } from '@jianchat/supervision';
import pg from 'pg';
import { type Binaries, binariesIn } from '../embedded/binaries.ts';
import { childEnvironment, prefixed, unprivilegedPrefix } from '../embedded/unprivileged.ts';

/** Where Debian's package `postgresql-15` puts its programs. */
const DEBIAN_BINARIES = '/usr/lib/postgresql/15/bin';

export interface OutsidePostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Why tests on the oldest supported server can't run here; undefined when they can, or when they must
 * (`JIANCHAT_TEST_REQUIRE=all`): then {@link outsidePostgres} fails. For `describe.skipIf`.
 */
export function outsidePostgresMissing(): string | undefined {
  if (existsSync(DEBIAN_BINARIES) || process.env['JIANCHAT_TEST_REQUIRE'] === 'all') return undefined;
  return 'PostgreSQL 15 is not installed';
}

/** Debian's PostgreSQL 15 over TCP on a free loopback port, with a password: what an operator's own server is like. */
export async function outsidePostgres(): Promise<OutsidePostgres> {
  const [binaries, prefix] = await Promise.all([binariesIn(DEBIAN_BINARIES), unprivilegedPrefix()]);
  const folder = await mkdtemp(join(tmpdir(), 'jianchat-pg15-'));
  const password = randomBytes(16).toString('hex');
  await initialise({ folder, binaries, prefix, password });

  const port = await freePort();
  const url = `postgresql://operator:${password}@127.0.0.1:${port}/postgres`;
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const [file, args] = prefixed(prefix, binaries.postgres);
  const supervisor = supervise(
    {
      name: 'PostgreSQL 15',
      start: () =>
        spawn(file, [...args, '-D', folder, ...settings.flatMap((each) => ['-c', each])], {
          env: childEnvironment,
          stdio: ['ignore', 'ignore', 'ignore'],
        }),
      ready: (_child, signal) => untilServing(url, signal),
      stop: (child) => child.kill('SIGINT'),
    },
    { backoffMs: { first: 100, max: 1000 }, stopTimeoutMs: 10_000 },
  );
  const stop = async () => {
    await supervisor.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await supervisor.start();
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Initialisation {
  readonly folder: string;
  readonly binaries: Binaries;
  readonly prefix: readonly string[];
  readonly password: string;
}

async function initialise({ folder, binaries, prefix, password }: Initialisation): Promise<void> {
  const passwordFile = `${folder}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  const [file, args] = prefixed(prefix, binaries.initdb);
  const access = ['--username=operator', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  await promisify(execFile)(
    file,
    [...args, `--pgdata=${folder}`, '--encoding=UTF8', '--no-locale', '--no-sync', ...access],
    {
      env: childEnvironment,
    },
  ).finally(() => rm(passwordFile));
}

async function untilServing(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const client = new pg.Client(url);
    client.on('error', () => {});
    try {
      await client.connect();
      return;
    } catch {
      await sleep(25, undefined, { signal });
    } finally {
      await client.end().catch(() => {});
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
