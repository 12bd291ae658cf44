/**
 * Lets so many through per second; a second's worth may come at once after a rest. Time is passed in and may stand still, but
 * what runs backwards (a clock set right) counts as no time at all.
 */
export interface TokenBucket {
  take(nowMs: number): boolean;
  /** Another rate from now on; what is there stays as far as a second of it goes. */
  limit(perSec: number, nowMs: number): void;
}

export function tokenBucket(firstPerSec: number, startMs: number): TokenBucket {
  let perSec = firstPerSec;
  let tokens = perSec;
  let lastMs = startMs;
  const fill = (nowMs: number): void => {
    const passedMs = Math.max(0, nowMs - lastMs);
    lastMs = nowMs;
    // A part of one call per second adds up to a call over several.
    tokens = Math.min(Math.max(1, perSec), tokens + (passedMs * perSec) / 1000);
  };
  return {
    take(nowMs) {
      fill(nowMs);
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    limit(next, nowMs) {
      fill(nowMs);
      perSec = next;
      tokens = Math.min(tokens, Math.max(1, perSec));
    },
  };
}
