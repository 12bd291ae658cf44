import type { CallLimits } from '@jianchat/snapshot';

/**
 *              too many of the window's calls failed
 *   closed ───────────────────────────────────────────► paused
 *      ▲                                                 │   ▲
 *      │ so many probes did well in a row      pause over│   │ a probe failed: the pause doubles
 *      └──────────────────────────────────────── probing ┘───┘
 *
 * While probing, one call at a time goes out.
 */
export interface CircuitBreaker {
  /** How a call may begin now, undefined where it may not. Each call that begins is followed by one `end`. */
  begin(nowMs: number): Begun | undefined;
  /** 'unknown' for a call that says nothing of the bidder: not sent, or given up by us. */
  end(call: { readonly begun: Begun; readonly verdict: Verdict }, nowMs: number): void;
  state(nowMs: number): 'closed' | 'paused' | 'probing';
  /** Other limits from now on; what the bidder did is not forgotten. */
  limit(limits: BreakerLimits): void;
}

type Begun = 'call' | 'probe';
export type Verdict = 'well' | 'failed' | 'unknown';

/** The window stays as long as it was at first. */
type BreakerLimits = Omit<CallLimits, 'callsPerSecMax' | 'callsAtOnceMax'>;

/** The window moves in steps of a tenth, so that it costs ten numbers however many calls there are. */
const STEPS = 10;

export function circuitBreaker(first: BreakerLimits): CircuitBreaker {
  let limits = first;
  const window = failureWindow(limits.failureWindowMs);
  let pausedUntilMs: number | undefined;
  let pauseMs = limits.pauseMs;
  let probesWell = 0;
  let probeUnderWay = false;

  const pause = (nowMs: number, forMs: number): void => {
    pausedUntilMs = nowMs + forMs;
    pauseMs = forMs;
    probesWell = 0;
  };
  const endProbe = (verdict: Verdict, nowMs: number): void => {
    probeUnderWay = false;
    if (verdict === 'failed') pause(nowMs, Math.min(pauseMs * 2, limits.pauseMsMax));
    if (verdict === 'well') probesWell += 1;
    if (probesWell < limits.probes) return;
    pausedUntilMs = undefined;
    pauseMs = limits.pauseMs;
    window.clear();
  };
  return {
    begin(nowMs) {
      if (pausedUntilMs === undefined) return 'call';
      if (nowMs < pausedUntilMs || probeUnderWay) return undefined;
      probeUnderWay = true;
      return 'probe';
    },
    end({ begun, verdict }, nowMs) {
      if (begun === 'probe') endProbe(verdict, nowMs);
      // Calls that began before the pause end in it, too: only a probe speaks for what the bidder is like now.
      if (begun === 'probe' || pausedUntilMs !== undefined || verdict === 'unknown') return;
      const { calls, failures } = window.add(verdict === 'failed', nowMs);
      if (calls >= limits.failureCallsMin && failures * 100 > calls * limits.failurePercentMax)
        pause(nowMs, limits.pauseMs);
    },
    state(nowMs) {
      if (pausedUntilMs === undefined) return 'closed';
      return nowMs < pausedUntilMs ? 'paused' : 'probing';
    },
    limit(next) {
      limits = next;
    },
  };
}

interface FailureWindow {
  add(failed: boolean, nowMs: number): { readonly calls: number; readonly failures: number };
  clear(): void;
}

function failureWindow(windowMs: number): FailureWindow {
  const stepMs = windowMs / STEPS;
  const calls = new Float64Array(STEPS);
  const failures = new Float64Array(STEPS);
  let step = Number.NEGATIVE_INFINITY;
  const clear = (): void => {
    calls.fill(0);
    failures.fill(0);
  };
  return {
    add(failed, nowMs) {
      const now = Math.max(step, Math.floor(nowMs / stepMs));
      if (now - step >= STEPS) clear();
      else
        for (let old = step + 1; old <= now; old++) {
          calls[old % STEPS] = 0;
          failures[old % STEPS] = 0;
        }
      step = now;
      const at = now % STEPS;
      calls[at] = (calls[at] ?? 0) + 1;
      if (failed) failures[at] = (failures[at] ?? 0) + 1;
      return { calls: sum(calls), failures: sum(failures) };
    },
    clear,
  };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let index = 0; index < values.length; index++) total += values[index] ?? 0;
  return total;
}
