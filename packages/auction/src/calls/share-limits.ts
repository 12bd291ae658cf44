import type { CallLimits } from '@jianchat/snapshot';

/**
 * What one of a host's processes may ask of a bidder, so that all together keep the limits. Connections are dealt out to them in turn,
 * so equal parts are fair, and no process needs to ask another. Each may have one call under way: with fewer at once than processes, the
 * host has as many as processes.
 */
export function shareLimits(limits: CallLimits, processes: number): CallLimits {
  if (processes <= 1) return limits;
  const { callsPerSecMax, callsAtOnceMax, failureCallsMin } = limits;
  return {
    ...limits,
    ...(callsPerSecMax !== undefined && { callsPerSecMax: callsPerSecMax / processes }),
    callsAtOnceMax: Math.max(1, Math.floor(callsAtOnceMax / processes)),
    failureCallsMin: Math.ceil(failureCallsMin / processes),
  };
}
