import { CallLimits } from '@jianchat/snapshot';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BidderAnswer } from '../demand.ts';
import { CALLS_AT_ONCE, CALLS_PER_SECOND, PAUSED } from '../non-bid-reason.ts';
import { type CallGate, callGate, type EndCall, verdictOf } from './call-gate.ts';
import { shareLimits } from './share-limits.ts';

const gateOf = (limits: Partial<CallLimits> = {}): CallGate => callGate(CallLimits.parse(limits), 0);

/** One call from begin to end at one time. */
function call(gate: CallGate, nowMs: number, verdict: 'well' | 'failed' | 'unknown' = 'well') {
  const begun = gate.begin(nowMs);
  if (typeof begun !== 'function') return begun;
  begun(verdict, nowMs);
  return undefined;
}

function begin(gate: CallGate, nowMs: number): EndCall {
  const begun = gate.begin(nowMs);
  if (typeof begun !== 'function') throw new Error(`refused: ${begun}`);
  return begun;
}

describe('calls at once', () => {
  it('are bounded, and free again once one ends', () => {
    const gate = gateOf({ callsAtOnceMax: 2 });
    const [end] = [begin(gate, 0), begin(gate, 0)];
    expect(gate.begin(0)).toBe(CALLS_AT_ONCE);
    end('well', 5);
    begin(gate, 5);
    expect(gate.begin(5)).toBe(CALLS_AT_ONCE);
  });
});

describe('the limits of a host', () => {
  it.each([
    [10, 4],
    [1, 4],
    [7, 3],
    [100, 1],
  ])('of %d calls per second hold over %d processes together', (perSec, processes) => {
    const limits = shareLimits(CallLimits.parse({ callsPerSecMax: perSec }), processes);
    const gates = Array.from({ length: processes }, () => callGate(limits, 0));
    let begun = 0;
    for (let nowMs = 0; nowMs <= 60_000; nowMs += 50)
      for (const gate of gates) for (let at = 0; at < 9; at++) if (call(gate, nowMs) === undefined) begun++;
    expect(begun).toBeLessThanOrEqual(perSec * 61);
    expect(begun).toBeGreaterThanOrEqual(perSec * 60 - processes);
  });

  it('of calls at once and failures are dealt out in parts of one at least', () => {
    const limits = CallLimits.parse({ callsAtOnceMax: 10, failureCallsMin: 50 });
    expect(shareLimits(limits, 4)).toMatchObject({ callsAtOnceMax: 2, failureCallsMin: 13 });
    expect(shareLimits({ ...limits, callsAtOnceMax: 2 }, 4).callsAtOnceMax).toBe(1);
    expect(shareLimits(limits, 1)).toBe(limits);
  });
});

describe('a share that changes', () => {
  it('keeps the limits of the host together, whatever processes come and go', () => {
    const whole = CallLimits.parse({ callsPerSecMax: 12, callsAtOnceMax: 4 });
    const one = callGate(shareLimits(whole, 3), 0);
    const begun = (nowMs: number): number => {
      let calls = 0;
      while (call(one, nowMs) === undefined) calls++;
      return calls;
    };
    expect(begun(0)).toBe(4);
    one.limit(whole, 0);
    expect([begun(0), begun(1_000)]).toEqual([0, 12]);
    one.limit(shareLimits(whole, 3), 1_000);
    expect([begun(2_000), begun(60_000)]).toEqual([4, 4]);
  });

  it('holds for calls under way, and forgets no failure', () => {
    const whole = CallLimits.parse({ callsAtOnceMax: 4, failureCallsMin: 4, failurePercentMax: 50 });
    const gate = callGate(shareLimits(whole, 2), 0);
    const ends = [begin(gate, 0), begin(gate, 0)];
    expect(gate.begin(0)).toBe(CALLS_AT_ONCE);
    gate.limit(whole, 0);
    ends.push(begin(gate, 0), begin(gate, 0));
    expect(gate.begin(0)).toBe(CALLS_AT_ONCE);
    for (const end of ends.slice(0, 3)) end('failed', 1);
    expect(gate.paused(1)).toBe(false);
    gate.limit(shareLimits(whole, 2), 1);
    ends[3]?.('failed', 1);
    expect(gate.paused(1)).toBe(true);
    gate.limit(whole, 1);
    expect(gate.paused(1)).toBe(true);
  });
});

describe('calls per second', () => {
  it('a second of them may come at once, then as many as time brings', () => {
    const gate = gateOf({ callsPerSecMax: 10 });
    const begun = (nowMs: number, tries: number) =>
      Array.from({ length: tries }, () => call(gate, nowMs)).filter((refusal) => refusal === undefined)
        .length;
    expect([begun(0, 50), begun(100, 50), begun(450, 50), begun(60_000, 50)]).toEqual([10, 1, 3, 10]);
    expect(call(gate, 60_000)).toBe(CALLS_PER_SECOND);
  });

  it('are never more than a second of them and what time brought, whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }),
        (perSec, gaps) => {
          const gate = gateOf({ callsPerSecMax: perSec });
          let nowMs = 0;
          let begun = 0;
          for (const gap of gaps) {
            nowMs += gap;
            if (call(gate, nowMs) === undefined) begun += 1;
            expect(begun).toBeLessThanOrEqual(perSec + (nowMs * perSec) / 1000 + 1e-6);
          }
        },
      ),
    );
  });

  it('a clock that is set back brings nothing', () => {
    const gate = gateOf({ callsPerSecMax: 1 });
    expect([call(gate, 5_000), call(gate, 1_000), call(gate, 1_500)]).toEqual([
      undefined,
      CALLS_PER_SECOND,
      CALLS_PER_SECOND,
    ]);
  });
});

describe('a bidder whose calls fail', () => {
  const limits = {
    failureCallsMin: 10,
    failurePercentMax: 50,
    failureWindowMs: 1_000,
    pauseMs: 100,
    pauseMsMax: 300,
  };
  const failing = (gate: CallGate, nowMs: number, calls = 10) => {
    for (let index = 0; index < calls; index++) call(gate, nowMs, 'failed');
  };

  it('is left alone once too many of enough calls failed', () => {
    const gate = gateOf(limits);
    failing(gate, 0, 9);
    expect(gate.paused(0)).toBe(false);
    failing(gate, 0, 1);
    expect([gate.paused(0), call(gate, 0), call(gate, 99)]).toEqual([true, PAUSED, PAUSED]);
  });

  it('is asked as ever while no more than the share failed, and what is old is forgotten', () => {
    const gate = gateOf(limits);
    for (let index = 0; index < 50; index++) call(gate, index, index % 2 ? 'failed' : 'well');
    expect(gate.paused(50)).toBe(false);
    for (let index = 0; index < 20; index++) call(gate, 2_000 + index * 200, 'failed');
    expect(gate.paused(6_000)).toBe(false);
  });

  it('gets one call at a time after the pause, and all once enough did well', () => {
    const gate = gateOf({ ...limits, probes: 2 });
    failing(gate, 0);
    const probe = begin(gate, 100);
    expect(gate.begin(100)).toBe(PAUSED);
    probe('well', 110);
    expect([gate.paused(110), call(gate, 110), gate.paused(111)]).toEqual([true, undefined, false]);
    begin(gate, 111);
    begin(gate, 111);
  });

  it('is left alone twice as long each time that a probe fails, up to the bound', () => {
    const gate = gateOf(limits);
    failing(gate, 0);
    expect(call(gate, 100, 'failed')).toBeUndefined();
    expect([call(gate, 299), call(gate, 300, 'failed')]).toEqual([PAUSED, undefined]);
    expect([call(gate, 599), call(gate, 600, 'failed')]).toEqual([PAUSED, undefined]);
    expect([call(gate, 899), call(gate, 900)]).toEqual([PAUSED, undefined]);
  });

  it('is not judged by calls that began before the pause', () => {
    const gate = gateOf({ ...limits, probes: 1 });
    const [before, late] = [begin(gate, 0), begin(gate, 0)];
    failing(gate, 0);
    const probe = begin(gate, 100);
    before('well', 120);
    late('failed', 120);
    expect([gate.paused(120), gate.begin(120)]).toEqual([true, PAUSED]);
    probe('well', 130);
    expect(gate.paused(130)).toBe(false);
  });

  it('a probe that was never sent leaves its place to the next', () => {
    const gate = gateOf(limits);
    failing(gate, 0);
    expect([call(gate, 100, 'unknown'), call(gate, 100)]).toEqual([undefined, undefined]);
  });

  it('with 100 percent allowed is never left alone', () => {
    const gate = gateOf({ ...limits, failurePercentMax: 100 });
    failing(gate, 0, 1_000);
    expect(gate.paused(0)).toBe(false);
  });
});

describe('what an answer says of a bidder', () => {
  const failed = (reason: 100 | 101 | 102 | 103, status = 0): BidderAnswer => ({
    outcome: 'failed',
    reason,
    status,
    message: '',
  });
  it.each([
    ['no bid', { outcome: 'nobid', status: 204 } as const, 500, 'well'],
    ['no answer in its time', failed(101), 500, 'failed'],
    ['no answer in the little time a client left', failed(101), 100, 'unknown'],
    ['no connection', failed(103), 500, 'failed'],
    ['nothing that can be read', failed(102, 200), 500, 'failed'],
    ['a server error', failed(100, 503), 500, 'failed'],
    ['a refusal of what was asked', failed(100, 400), 500, 'unknown'],
    ['a client that went away', failed(100), 500, 'unknown'],
  ] as const)('%s', (_what, answer, givenMs, verdict) => {
    expect(verdictOf(answer, { givenMs, meantMs: 500 })).toBe(verdict);
  });
});
