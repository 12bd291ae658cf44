import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { type Supervisor, supervise } from '@jianchat/supervision';
import type { FromWorker, ToWorker, WorkerBeginning, WorkerReport } from './worker-protocol.ts';

export interface WorkerGroup {
  /** Resolves when every worker answers; rejects, with all ended, when one can't. */
  start(): Promise<void>;
  /** Hands a client's connection to the next worker that is ready; false where none is. */
  give(socket: Socket): boolean;
  /** What each worker says of itself; one that doesn't answer in time is left out. */
  reports(): Promise<readonly WorkerReport[]>;
  /** How many people all workers together may newly come to know. */
  share(room: number): void;
  readonly size: number;
  readonly ready: () => number;
  stop(): Promise<void>;
}

export interface WorkerGroupOptions {
  readonly size: number;
  /** Asked at each start of a worker. */
  readonly beginning: () => Omit<WorkerBeginning, 'room' | 'living'>;
  readonly onRestart: (worker: number, fault: string) => void;
}

const PROGRAM = join(import.meta.dirname, 'run-worker.ts');
const REPORT_MS_MAX = 1_000;
/** A worker lets requests under way finish, as the main process does. */
const STOP_MS_MAX = 8_000;

interface Worker {
  readonly supervisor: Supervisor;
  readonly child: () => ChildProcess | undefined;
  /** Questions that wait for this worker's answer. */
  readonly waiting: Map<number, (report: WorkerReport) => void>;
  /** Connections on their way to it: open here, too, until it has them, so that none is left to nobody when it dies. */
  readonly handed: Map<number, Socket>;
}

/**
 * Several processes that answer ad requests and events, kept alive. The main process accepts connections and hands each to the next
 * worker in turn, so that keep-alive connections spread evenly on every system.
 */
export function createWorkerGroup(options: WorkerGroupOptions): WorkerGroup {
  let room = 0;
  const shareOf = (all: number): number => Math.max(0, Math.floor(all / options.size));
  const workers: readonly Worker[] = Array.from({ length: options.size }, (_, index) =>
    createWorker(index, {
      ...options,
      part: () => ({ room: shareOf(room), living: workers.filter(isReady).length + 1 }),
      onChange: () => tellAll({ do: 'living', living: Math.max(1, workers.filter(isReady).length) }),
    }),
  );
  const tellAll = (message: ToWorker): void => {
    for (const { child } of workers) if (child()?.connected) child()?.send(message);
  };
  let next = 0;
  let questions = 0;
  let connections = 0;
  const isReady = ({ supervisor }: Worker): boolean => supervisor.state().status === 'ready';

  return {
    size: options.size,
    ready: () => workers.filter(isReady).length,
    async start() {
      try {
        await Promise.all(workers.map(({ supervisor }) => supervisor.start()));
      } catch (error) {
        await Promise.all(workers.map(({ supervisor }) => supervisor.stop()));
        throw error;
      }
    },
    give(socket) {
      for (let tried = 0; tried < workers.length; tried++) {
        next = (next + 1) % workers.length;
        const worker = workers[next];
        const child = worker?.child();
        if (worker === undefined || !isReady(worker) || child?.connected !== true) continue;
        hand(worker.handed, { child, socket, connection: connections++ });
        return true;
      }
      return false;
    },
    async reports() {
      const asked = workers.filter(isReady).map((worker) => ask(worker, questions++));
      return (await Promise.all(asked)).filter((report) => report !== undefined);
    },
    share(all) {
      room = all;
      tellAll({ do: 'room', room: shareOf(all) });
    },
    async stop() {
      await Promise.all(workers.map(({ supervisor }) => supervisor.stop()));
    },
  };
}

function hand(
  handed: Worker['handed'],
  { child, socket, connection }: { child: ChildProcess; socket: Socket; connection: number },
): void {
  handed.set(connection, socket);
  const message: ToWorker = { do: 'connection', connection };
  child.send(message, socket, { keepOpen: true }, (error) => {
    if (error !== null) letGo(handed, connection);
  });
}

/** Closes this process's end. Where a worker has taken the connection, it goes on there. */
function letGo(handed: Worker['handed'], connection: number): void {
  handed.get(connection)?.destroy();
  handed.delete(connection);
}

interface WorkerOptions extends WorkerGroupOptions {
  /** What a worker that begins now has of what all share. */
  readonly part: () => Pick<WorkerBeginning, 'room' | 'living'>;
  /** Told when a worker begins or ceases to answer. */
  readonly onChange: () => void;
}

function createWorker(index: number, options: WorkerOptions): Worker {
  let living: ChildProcess | undefined;
  const waiting: Worker['waiting'] = new Map();
  const handed: Worker['handed'] = new Map();
  const supervisor = supervise(
    {
      name: `worker ${index + 1}`,
      start() {
        // Its messages go where this process's go.
        const child = fork(PROGRAM, {
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
          serialization: 'advanced',
        });
        living = child;
        child.on('message', (message: FromWorker) => {
          if (message.is === 'told') waiting.get(message.question)?.(message.told);
          if (message.is === 'taken') letGo(handed, message.connection);
        });
        child.once('exit', () => {
          for (const connection of handed.keys()) letGo(handed, connection);
          if (child.connected) child.disconnect();
        });
        const beginning = { ...options.beginning(), ...options.part() };
        child.send({ do: 'begin', beginning } satisfies ToWorker);
        return child;
      },
      ready: (child) =>
        new Promise((resolve) => {
          child.on('message', (message: FromWorker) => {
            if (message.is === 'ready') resolve();
          });
        }),
      stop(child) {
        if (child.connected) child.send({ do: 'drain' } satisfies ToWorker);
        else child.kill('SIGTERM');
      },
    },
    {
      backoffMs: { first: 100, max: 5_000 },
      stopTimeoutMs: STOP_MS_MAX,
      onState: ({ status, lastFault = '' }) => {
        if (status === 'backoff') options.onRestart(index + 1, lastFault);
        if (status === 'ready' || status === 'backoff') options.onChange();
      },
    },
  );
  return { supervisor, child: () => living, waiting, handed };
}

function ask({ child, waiting }: Worker, question: number): Promise<WorkerReport | undefined> {
  return new Promise((resolve) => {
    const settle = (report: WorkerReport | undefined): void => {
      clearTimeout(timer);
      waiting.delete(question);
      resolve(report);
    };
    const timer = setTimeout(settle, REPORT_MS_MAX, undefined);
    waiting.set(question, settle);
    if (child()?.connected) child()?.send({ do: 'tell', question } satisfies ToWorker);
    else settle(undefined);
  });
}
