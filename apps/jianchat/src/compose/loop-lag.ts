const STEP_MS = 20;

export interface LoopLag {
  /** How late the event loop runs, ms: what a timer that is due now has waited, or the last one had. */
  lagMs(): number;
  end(): void;
}

/** Watches the event loop by a timer that should ring every 20 ms. Costs some microseconds a second. */
export function watchLoopLag(): LoopLag {
  let lateMs = 0;
  let dueMs = performance.now() + STEP_MS;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    lateMs = Math.max(0, nowMs - dueMs);
    dueMs = nowMs + STEP_MS;
  }, STEP_MS).unref();
  return {
    lagMs: () => Math.max(lateMs, performance.now() - dueMs),
    end: () => clearInterval(timer),
  };
}
