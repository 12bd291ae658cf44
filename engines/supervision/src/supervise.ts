import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnd, endWithParent, forwardLines } from './child-end.ts';

/** What the supervisor must know about one kind of child. */
export interface ChildSpec {
  /** Appears in faults and logs. */
  readonly name: string;
  /** Spawns the child; called again for every restart, never while a child of this supervisor lives. */
  start(): ChildProcess | Promise<ChildProcess>;
  /** Resolves once the child answers, rejects when it can't. `signal` aborts when the child ends or is stopped. */
  ready(child: ChildProcess, signal: AbortSignal): Promise<void>;
  /** Asks for a graceful end, synchronously; the supervisor escalates to SIGKILL after `stopTimeoutMs`. */
  stop(child: ChildProcess): void;
  /** Ends what an owner killed by -9, or a child killed by -9, left behind. Called before every start. */
  endOrphan?(): Promise<void>;
}

/**
 *     stopped ── start() ──► starting ── ready ──► ready
 *        ▲                    │    ▲                │
 *        │     first attempt  │    │ time is up     │ unexpected end
 *        ├────────────────────┘  backoff ◄──────────┘  (a later start that fails goes to backoff, too)
 *        └── stop(), from every state
 */
export type ChildState = {
  readonly status: 'starting' | 'ready' | 'backoff' | 'stopped';
  /** How often the child was started anew since `start()`. */
  readonly restarts: number;
  /** Why the child last ended or failed to get ready; free of the child's own output. */
  readonly lastFault?: string;
};

export interface SuperviseOptions {
  /** Pause before the first restart, doubled up to `max` while restarts keep failing. Milliseconds. */
  readonly backoffMs: { readonly first: number; readonly max: number };
  /** From asking for a graceful end to SIGKILL. Milliseconds. */
  readonly stopTimeoutMs: number;
  readonly onState?: (state: ChildState) => void;
  /** One line of the child's stdout or stderr. */
  readonly onLog?: (line: string) => void;
}

export interface Supervisor {
  state(): ChildState;
  /** Resolves at the first ready; rejects, with the child ended, when the first attempt fails. */
  start(): Promise<void>;
  /** Resolves when no child is left; idempotent, allowed in every state. */
  stop(): Promise<void>;
  /** Of the living child. */
  pid(): number | undefined;
}

interface Run {
  readonly stopping: AbortController;
  readonly firstReady: PromiseWithResolvers<void>;
  done: Promise<void>;
}

/** Keeps one child alive. One loop owns the child from spawn to end, so there are never two at once. */
export function supervise(spec: ChildSpec, options: SuperviseOptions): Supervisor {
  const { backoffMs, stopTimeoutMs, onState, onLog } = options;
  let state: ChildState = { status: 'stopped', restarts: 0 };
  let living: ChildProcess | undefined;
  let run: Run | undefined;

  function enter(status: ChildState['status'], change: Partial<ChildState> = {}): void {
    state = { ...state, ...change, status };
    onState?.(state);
  }

  /** Start to end of one child: why it ended, and for how long it had been ready if it ever was. */
  async function live({ stopping, firstReady }: Run): Promise<{ fault: string; readyMs?: number }> {
    let readySince: number | undefined;
    let fault: string | undefined;
    try {
      await spec.endOrphan?.();
      if (stopping.signal.aborted) return { fault: 'stopped' };
      const child = await spec.start();
      const end = childEnd(child);
      living = child;
      const ended = new AbortController();
      void end.then(() => ended.abort());
      const forgetExit = endWithParent(child, spec.stop);
      forwardLines(child, onLog);
      try {
        const signal = AbortSignal.any([stopping.signal, ended.signal]);
        await Promise.race([spec.ready(child, signal), rejectOnAbort(signal)]);
        readySince = performance.now();
        enter('ready');
        firstReady.resolve();
        await Promise.race([end, aborted(stopping.signal)]);
      } catch (error) {
        if (!ended.signal.aborted) fault = `did not get ready: ${messageOf(error)}`;
      } finally {
        const readyEnd = await endChild(child, { end, spec, stopTimeoutMs });
        fault ??= readyEnd;
        living = undefined;
        forgetExit();
      }
    } catch (error) {
      fault = `did not start: ${messageOf(error)}`;
    }
    fault ??= 'ended';
    return readySince === undefined ? { fault } : { fault, readyMs: performance.now() - readySince };
  }

  async function loop(current: Run): Promise<void> {
    const { signal } = current.stopping;
    let delay = backoffMs.first;
    let wasReady = false;
    while (!signal.aborted) {
      enter('starting');
      const { fault, readyMs } = await live(current);
      if (signal.aborted) break;
      wasReady ||= readyMs !== undefined;
      if (!wasReady) {
        enter('stopped', { lastFault: fault });
        current.firstReady.reject(new Error(`${spec.name} ${fault}`));
        return;
      }
      // A child that ran longer than the longest pause is healthy again: its next fault starts from the first pause.
      if (readyMs !== undefined && readyMs > backoffMs.max) delay = backoffMs.first;
      enter('backoff', { lastFault: fault });
      await sleep(delay, undefined, { signal }).catch(() => {});
      delay = Math.min(delay * 2, backoffMs.max);
      if (!signal.aborted) state = { ...state, restarts: state.restarts + 1 };
    }
    enter('stopped');
    current.firstReady.reject(new Error(`${spec.name} was stopped before it got ready`));
  }

  return {
    state: () => state,
    pid: () => living?.pid,
    async start() {
      if (run?.stopping.signal.aborted) await run.done;
      if (run === undefined) {
        const current: Run = {
          stopping: new AbortController(),
          firstReady: Promise.withResolvers<void>(),
          done: Promise.resolve(),
        };
        // Whoever calls start() gets the rejection; without a caller left it must not count as unhandled.
        current.firstReady.promise.catch(() => {});
        run = current;
        state = { status: 'stopped', restarts: 0 };
        current.done = loop(current).finally(() => {
          if (run === current) run = undefined;
        });
      }
      await run.firstReady.promise;
    },
    async stop() {
      run?.stopping.abort();
      await run?.done;
    },
  };
}

interface Ending {
  readonly end: Promise<string>;
  readonly spec: ChildSpec;
  readonly stopTimeoutMs: number;
}

/** Asks, waits, kills. Returns how the child ended; returns at once for a child that already has. */
async function endChild(child: ChildProcess, { end, spec, stopTimeoutMs }: Ending): Promise<string> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    spec.stop(child);
    const waited = new AbortController();
    const timeout = sleep(stopTimeoutMs, 'timeout' as const, { signal: waited.signal }).catch(() => 'ended');
    if ((await Promise.race([end, timeout])) === 'timeout') child.kill('SIGKILL');
    waited.abort();
  }
  return end;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

async function rejectOnAbort(signal: AbortSignal): Promise<never> {
  await aborted(signal);
  throw new Error('ended');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
