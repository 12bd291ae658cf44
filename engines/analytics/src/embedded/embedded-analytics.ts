import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type ChildState, supervise } from '@jianchat/supervision';
import type { FromGateway, GatewayConfig, ToGateway } from './gateway/messages.ts';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

export interface EmbeddedAnalyticsOptions {
  /** Created when missing. One process at a time may use it; a second one is refused (`data.locked`). */
  readonly dataDir: string;
  /** Upper bound of the engine's allocations. Bytes; default a quarter of the machine's, at most 4 GiB. */
  readonly memoryBytesMax?: number;
  /** Upper bound of every statement, whatever the request asks for. Seconds; default 120. */
  readonly executionSecondsMax?: number;
  /** Of a request body, after decompression. Bytes; default 64 MiB. */
  readonly bodyBytesMax?: number;
  /** Statements that run at once; further ones wait. Default 8. */
  readonly statementsMax?: number;
  /** How long a start waits for an orphan to let go of the folder. Milliseconds; default 10,000. */
  readonly lockWaitMs?: number;
  readonly onState?: (state: ChildState) => void;
  /** A line the engine printed. */
  readonly onLog?: (line: string) => void;
}

export interface AnalyticsEndpoint {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

export interface EmbeddedAnalytics {
  /** Resolves when the gateway answers. The endpoint stays the same over restarts of the gateway. */
  start(): Promise<AnalyticsEndpoint>;
  /** Ends the gateway after its running statements. */
  stop(): Promise<void>;
  state(): ChildState;
  /** Of the gateway, while it lives. */
  pid(): number | undefined;
}

const mainFile = fileURLToPath(new URL('./gateway/main.ts', import.meta.url));

/** ClickHouse on this machine: the engine in a supervised child process that serves its HTTP interface on loopback. */
export function embeddedAnalytics(options: EmbeddedAnalyticsOptions): EmbeddedAnalytics {
  const username = 'jianchat';
  const password = randomBytes(32).toString('base64url');
  let port = 0;
  let readiness = Promise.withResolvers<number>();

  function start(): ChildProcess {
    readiness = Promise.withResolvers<number>();
    // Nobody may be waiting yet, or any more, when it fails.
    readiness.promise.catch(() => {});
    const child = spawn(process.execPath, [mainFile], {
      // The engine runs on libuv's threads. Nothing else of the environment is the gateway's business.
      env: { UV_THREADPOOL_SIZE: '16', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const { resolve, reject } = readiness;
    child.on('message', (message: FromGateway) => {
      if (message.type === 'ready') resolve(message.port);
      else reject(new Error(message.reason));
    });
    const message: ToGateway = { type: 'configure', config: config() };
    // A child that is gone already is the supervisor's to notice.
    child.send(message, () => {});
    return child;
  }

  const config = (): GatewayConfig => ({
    dataDir: options.dataDir,
    username,
    password,
    port,
    memoryBytesMax: options.memoryBytesMax ?? Math.min(4 * GIB, Math.floor(totalmem() / 4)),
    executionSecondsMax: options.executionSecondsMax ?? 120,
    bodyBytesMax: options.bodyBytesMax ?? 64 * MIB,
    statementsMax: options.statementsMax ?? 8,
    lockWaitMs: options.lockWaitMs ?? 10_000,
  });

  const supervisor = supervise(
    {
      name: 'analytics gateway',
      start,
      async ready() {
        // Kept for the restarts: clients hold on to the URL.
        port = await readiness.promise;
      },
      stop: (child) => void child.kill('SIGTERM'),
    },
    {
      backoffMs: { first: 100, max: 5_000 },
      stopTimeoutMs: 10_000,
      ...(options.onState !== undefined && { onState: options.onState }),
      ...(options.onLog !== undefined && { onLog: options.onLog }),
    },
  );
  return {
    async start() {
      await supervisor.start();
      return { url: `http://127.0.0.1:${port}`, username, password };
    },
    stop: () => supervisor.stop(),
    state: () => supervisor.state(),
    pid: () => supervisor.pid(),
  };
}
