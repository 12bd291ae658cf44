import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChildSpec, type ChildState, lockFolder, supervise } from '@jianchat/supervision';
import pg from 'pg';
import { embeddedBinaries } from './binaries.ts';
import { DATABASE, ensureCluster, USER } from './cluster.ts';
import { endOrphans } from './orphans.ts';
import { serverSettings } from './settings.ts';
import { SOCKET_NUMBER, socketFolder } from './socket-folder.ts';
import { childEnvironment, prefixed, unprivilegedPrefix } from './unprivileged.ts';

export interface EmbeddedPostgresOptions {
  /** Folder of its own; created with mode 0700. */
  readonly dataDir: string;
  readonly onState?: (state: ChildState) => void;
  /** One line of the server's log; values of rows are kept out of it. */
  readonly onLog?: (line: string) => void;
  /** How long a start may take, recovery after a crash included. Milliseconds, 120,000 by default. */
  readonly readyTimeoutMs?: number;
}

export interface EmbeddedPostgres {
  /**
   * Resolves when the server answers. The URL stays the same over restarts of the server, not over `stop`.
   * Rejects with `data.locked` or a RecordsFault.
   */
  start(): Promise<{ url: string }>;
  /** Fast shutdown: running transactions are rolled back. Idempotent. */
  stop(): Promise<void>;
  state(): ChildState;
  /** Of the postmaster. */
  pid(): number | undefined;
}

interface Running {
  readonly url: string;
  readonly pid: () => number | undefined;
  readonly stop: () => Promise<void>;
}

const BACKOFF_MS = { first: 100, max: 5_000 };
const STOP_TIMEOUT_MS = 20_000;
const READY_TIMEOUT_MS = 120_000;
const READY_POLL_MS = 25;

/**
 * PostgreSQL itself as a child process: what talks to it is what would talk to any PostgreSQL server.
 *
 * It listens on a Unix socket in a folder of mode 0700 and not on TCP. There is no password to keep, no port to
 * find and lose between two starts, and no other user of the machine can take the server's place while it
 * restarts.
 */
export function embeddedPostgres(options: EmbeddedPostgresOptions): EmbeddedPostgres {
  let state: ChildState = { status: 'stopped', restarts: 0 };
  let running: Promise<Running> | undefined;
  let stopping = new AbortController();
  let current: Running | undefined;

  const onState = (next: ChildState) => {
    state = next;
    options.onState?.(next);
  };

  return {
    async start() {
      if (running === undefined) {
        stopping = new AbortController();
        running = launch({ ...options, onState }, stopping.signal);
      }
      const own = running;
      try {
        current = await own;
        return { url: current.url };
      } catch (error) {
        if (running === own) running = undefined;
        throw error;
      }
    },
    async stop() {
      const ending = running;
      if (ending === undefined) return;
      stopping.abort();
      // A start that fails or is stopped has cleaned up behind itself, and tells its own caller.
      const started = await ending.catch(() => undefined);
      await started?.stop();
      if (running === ending) {
        running = undefined;
        current = undefined;
      }
    },
    state: () => state,
    pid: () => current?.pid(),
  };
}

/** Takes the lock, prepares, starts; on failure everything is given back. */
async function launch(options: EmbeddedPostgresOptions, stopping: AbortSignal): Promise<Running> {
  const dataDir = resolve(options.dataDir);
  const lock = await lockFolder(dataDir);
  const undo = [async () => lock.release()];
  const rollback = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const [binaries, prefix] = await Promise.all([embeddedBinaries(), unprivilegedPrefix()]);
    const cluster = await ensureCluster(dataDir, binaries, prefix);
    // Before the folder of an earlier owner's socket is removed, nothing may serve on it any more.
    await endOrphans(cluster);
    const sockets = await socketFolder(dataDir);
    undo.push(sockets.remove);

    const [file, args] = prefixed(prefix, binaries.postgres);
    const spec: ChildSpec = {
      name: 'PostgreSQL',
      // Detached: Ctrl-C in a terminal asks this process to end, which ends the server last.
      start: () =>
        spawn(file, [...args, '-D', cluster, ...serverSettings(sockets.path)], {
          detached: true,
          env: childEnvironment,
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      ready: (_child, signal) =>
        untilServing(sockets.path, options.readyTimeoutMs ?? READY_TIMEOUT_MS, { signal }),
      stop: (child) => child.kill('SIGINT'),
      endOrphan: async () => {
        await endOrphans(cluster);
        await sockets.clear();
      },
    };
    const supervisor = supervise(spec, {
      backoffMs: BACKOFF_MS,
      stopTimeoutMs: STOP_TIMEOUT_MS,
      ...(options.onState && { onState: options.onState }),
      ...(options.onLog && { onLog: options.onLog }),
    });
    undo.push(() => supervisor.stop());
    stopping.throwIfAborted();
    stopping.addEventListener('abort', () => void supervisor.stop(), { once: true });
    await supervisor.start();
    return { url: urlOf(sockets.path), pid: supervisor.pid, stop: rollback };
  } catch (error) {
    await rollback();
    throw error;
  }
}

function urlOf(socketPath: string): string {
  return `postgresql://${USER}@localhost/${DATABASE}?host=${encodeURIComponent(socketPath)}`;
}

/** Connects until the server takes it, and creates the database at the very first start. */
async function untilServing(
  socketPath: string,
  timeoutMs: number,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!signal.aborted) {
    const client = new pg.Client({ host: socketPath, port: SOCKET_NUMBER, user: USER, database: 'postgres' });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
      if (rowCount === 0) await client.query(`create database ${DATABASE}`);
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    } finally {
      await client.end().catch(() => {});
    }
    await sleep(READY_POLL_MS, undefined, { signal });
  }
}
