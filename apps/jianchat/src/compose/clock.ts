/** Beyond this the monotonic clock has lost the wall clock: the host slept, or its clock was set. */
const DRIFT_MS_MAX = 20;

/**
 * Milliseconds since epoch with fractions, so that durations below a millisecond can be told. Follows the wall clock:
 * the monotonic clock alone stands still while a host sleeps.
 */
export function createFineClock(): () => number {
  let offsetMs = Date.now() - performance.now();
  return () => {
    const fineMs = offsetMs + performance.now();
    const wallMs = Date.now();
    if (Math.abs(wallMs - fineMs) <= DRIFT_MS_MAX) return fineMs;
    offsetMs = wallMs - performance.now();
    return wallMs;
  };
}
