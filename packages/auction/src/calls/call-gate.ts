import type { CallLimits } from '@jianchat/snapshot';
import type { BidderAnswer } from '../demand.ts';
import {
  CALLS_AT_ONCE,
  CALLS_PER_SECOND,
  FAILED,
  INVALID_RESPONSE,
  PAUSED,
  TIMED_OUT,
  UNREACHABLE,
} from '../non-bid-reason.ts';
import { circuitBreaker, type Verdict } from './circuit-breaker.ts';
import { tokenBucket } from './token-bucket.ts';

/** Why a bidder is not asked just now. */
export type CallRefusal = typeof PAUSED | typeof CALLS_PER_SECOND | typeof CALLS_AT_ONCE;

export type EndCall = (verdict: Verdict, nowMs: number) => void;

/** Whether one bidder may be asked: its pause after failures, its calls per second and at once. */
export interface CallGate {
  /** A function lets the call begin and must be called, once, when it is over; a reason refuses it. */
  begin(nowMs: number): EndCall | CallRefusal;
  /** True while it is left alone because its calls failed, or tried again carefully. */
  paused(nowMs: number): boolean;
  /** Another share of the same limits from now on: what is under way and what the bidder did stay known. */
  limit(limits: CallLimits, nowMs: number): void;
}

export function callGate(first: CallLimits, startMs: number): CallGate {
  let limits = first;
  const breaker = circuitBreaker(limits);
  const bucket =
    limits.callsPerSecMax === undefined ? undefined : tokenBucket(limits.callsPerSecMax, startMs);
  let underWay = 0;
  return {
    begin(nowMs) {
      if (underWay >= limits.callsAtOnceMax) return CALLS_AT_ONCE;
      const begun = breaker.begin(nowMs);
      if (begun === undefined) return PAUSED;
      if (bucket?.take(nowMs) === false) {
        // A probe that may not go out now leaves its place to the next.
        breaker.end({ begun, verdict: 'unknown' }, nowMs);
        return CALLS_PER_SECOND;
      }
      underWay += 1;
      return (verdict, endMs) => {
        underWay -= 1;
        breaker.end({ begun, verdict }, endMs);
      };
    },
    paused: (nowMs) => breaker.state(nowMs) !== 'closed',
    limit(next, nowMs) {
      limits = next;
      breaker.limit(next);
      if (next.callsPerSecMax !== undefined) bucket?.limit(next.callsPerSecMax, nowMs);
    },
  };
}

/**
 * What an answer says of the bidder's health. Clients choose `tmax` and parameters, so what they can bring about does not count
 * against a bidder: a timeout with less than half of the time it is meant to get, and a refusal of what was asked (4xx).
 * @param givenMs the time it got
 * @param meantMs its own `timeoutMs`
 */
export function verdictOf(
  answer: BidderAnswer,
  { givenMs, meantMs }: { givenMs: number; meantMs: number },
): Verdict {
  if (answer.outcome !== 'failed') return 'well';
  switch (answer.reason) {
    case TIMED_OUT:
      return givenMs * 2 >= meantMs ? 'failed' : 'unknown';
    case UNREACHABLE:
    case INVALID_RESPONSE:
      return 'failed';
    case FAILED:
      return answer.status >= 500 ? 'failed' : 'unknown';
    default:
      return 'unknown';
  }
}
