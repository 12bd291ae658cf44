/** Those who wait for a topic to grow: woken by this process's commits at once, by other processes' through a poll. */
export interface Waiters {
  wait(topic: string, options: { from: number; maxWaitMs: number; signal: AbortSignal }): Promise<boolean>;
  wake(topics: ReadonlySet<string>): void;
  /** Answers false to everybody. */
  close(): void;
}

const POLL_INTERVAL_MS = 20;

export function createWaiters(endOf: (topic: string) => number): Waiters {
  const waiters = new Set<{ topic: string; check: () => void; finish: (grown: boolean) => void }>();
  let poll: NodeJS.Timeout | undefined;
  let closed = false;

  function leave(waiter: { topic: string; check: () => void; finish: (grown: boolean) => void }): void {
    waiters.delete(waiter);
    if (waiters.size > 0) return;
    clearInterval(poll);
    poll = undefined;
  }

  /** A log that can't be read lets its waiters go: their own read then tells them why. */
  function isGrown(topic: string, from: number): boolean {
    try {
      return endOf(topic) > from;
    } catch {
      return true;
    }
  }

  return {
    wait: (topic, { from, maxWaitMs, signal }) =>
      new Promise((resolve) => {
        if (closed || signal.aborted) return resolve(false);
        if (isGrown(topic, from)) return resolve(true);
        const finish = (grown: boolean) => {
          clearTimeout(timer);
          signal.removeEventListener('abort', onAbort);
          leave(waiter);
          resolve(grown);
        };
        const onAbort = () => finish(false);
        const timer = setTimeout(finish, maxWaitMs, false);
        const waiter = { topic, finish, check: () => isGrown(topic, from) && finish(true) };
        signal.addEventListener('abort', onAbort);
        waiters.add(waiter);
        poll ??= setInterval(() => {
          for (const one of waiters) one.check();
        }, POLL_INTERVAL_MS);
      }),
    wake(topics) {
      for (const waiter of waiters) if (topics.has(waiter.topic)) waiter.check();
    },
    close() {
      closed = true;
      for (const waiter of waiters) waiter.finish(false);
    },
  };
}
