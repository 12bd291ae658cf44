/**
 * Lets so many through per second; a second's worth may come at once after a rest. Time is passed in and may stand still, but
 * what runs backwards (a clock set right) counts as no time at all.
 */
export interface TokenBucket {
  take(nowMs: number): boolean;
}

export function tokenBucket(perSec: number, startMs: number): TokenBucket {
  // A part of one call per second adds up to a call over several.
  const tokensMax = Math.max(1, perSec);
  let tokens = perSec;
  let lastMs = startMs;
  return {
    take(nowMs) {
      const passedMs = Math.max(0, nowMs - lastMs);
      lastMs = nowMs;
      tokens = Math.min(tokensMax, tokens + (passedMs * perSec) / 1000);
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
