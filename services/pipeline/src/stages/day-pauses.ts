const FIRST_MS = 1_000;
const MOST_MS = 3_600_000;

/** Days that could not be dealt out: each waits twice as long every time, and its fault stands until it is dealt out. */
export interface DayPauses {
  /** What it failed of last, while it waits. */
  faultOf(day: string, nowMs: number): unknown;
  failed(day: string, failure: { readonly fault: unknown; readonly nowMs: number }): void;
  done(day: string): void;
}

export function createDayPauses(): DayPauses {
  const pauses = new Map<
    string,
    { readonly pauseMs: number; readonly untilMs: number; readonly fault: unknown }
  >();
  return {
    faultOf(day, nowMs) {
      const pause = pauses.get(day);
      return pause !== undefined && nowMs < pause.untilMs ? pause.fault : undefined;
    },
    failed(day, { fault, nowMs }) {
      const last = pauses.get(day);
      const pauseMs = last === undefined ? FIRST_MS : Math.min(MOST_MS, 2 * last.pauseMs);
      pauses.set(day, { pauseMs, untilMs: nowMs + pauseMs, fault });
    },
    done: (day) => void pauses.delete(day),
  };
}
