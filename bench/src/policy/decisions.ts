import { readSignals } from '@jianchat/consent';
import {
  type Admitted,
  type CompiledPolicy,
  createGates,
  type Gates,
  type SignalState,
} from '@jianchat/policy';
import { longTcString } from './european-auction.ts';

export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

/** What deciding and decoding cost, µs by the clock, each call timed by itself (the clock's own cost included). */
export interface Decisions {
  /** A recipient whose circumstances were met before. */
  readonly warm: Latency;
  /** Bytes left on the heap per warm decision. */
  readonly warmBytes: number;
  /** Circumstances never met before: nothing is found in the memo, neither for the request nor for the recipient. */
  readonly cold: Latency;
  readonly consentCold: Latency;
  readonly consentWarm: Latency;
  readonly consentChars: number;
}

const WARM_CALLS = 1_000_000;
const COLD_CALLS = 100_000;
/** Twice the strings that the cache keeps, so that taking them in turn finds none again. */
const STRINGS = 5_000;

export function measureDecisions(policy: CompiledPolicy, gates: Gates, nowMs: number): Decisions {
  const contracts = [...policy.contracts.values()];
  const contractAt = (call: number) => contracts[call % contracts.length] as (typeof contracts)[number];
  const admitted = gates.collect({ id: 'r', imp: [] }, stateAt(policy, 0));
  const some = Array.from(
    { length: 64 },
    (_, index): Admitted => ({ ...admitted, signals: stateAt(policy, index * 977) }),
  );
  const warmCall = (call: number): unknown => gates.share(some[call & 63] as Admitted, contractAt(call));
  const warm = latencyOf(warmCall, WARM_CALLS);
  const warmBytes = bytesPer(warmCall, WARM_CALLS);
  const cold = coldLatency(policy);

  const strings = Array.from({ length: STRINGS }, (_, index) => longTcString(nowMs, index));
  const requests = strings.map((consent) => ({
    regs: { gdpr: 1 },
    user: { consent },
    device: { geo: { country: 'DEU' } },
  }));
  const outer = { secGpc: false, dnt: false, ipCountry: 'DE', nowMs };
  const read = (request: unknown): number => readSignals(policy, request, outer).vendorGrants(1_001);
  return {
    warm,
    warmBytes,
    cold,
    consentCold: latencyOf((call) => read(requests[call % STRINGS]), COLD_CALLS),
    consentWarm: latencyOf(() => read(requests[0]), COLD_CALLS),
    consentChars: strings[0]?.length ?? 0,
  };
}

/** Gates that never decided anything, asked once for each set of grants that matters where consent is the rule. */
function coldLatency(policy: CompiledPolicy): Latency {
  const regime = policy.regimes.findIndex(({ signal }) => signal === 'tcf');
  const asked = policy.purposes.filter(({ bit }) => ((policy.regimes[regime]?.onGrant ?? 0) & bit) !== 0);
  const contracts = [...policy.contracts.values()];
  const times: number[] = [];
  for (let round = 0; times.length < COLD_CALLS; round++) {
    const gates = createGates(policy, (field) => String(field));
    const admitted = gates.collect({ id: 'r', imp: [] }, { ...stateAt(policy, 0), regime: 0 });
    for (let number = 0; number < 2 ** asked.length; number++) {
      const grants = asked.reduce((bits, { bit }, at) => ((number >> at) & 1 ? bits | bit : bits), 0);
      const signals: SignalState = { regime, grants, floors: 0, vendorGrants: () => grants, reasons: [] };
      const person: Admitted = { ...admitted, signals };
      const contract = contracts[(number + round) % contracts.length] as (typeof contracts)[number];
      const start = performance.now();
      gates.share(person, contract);
      times.push(performance.now() - start);
    }
  }
  // The first gates warm the engine up.
  return percentiles(Float64Array.from(times.slice(COLD_CALLS / 5)));
}

/** Circumstances by number: another number, other grants, floors or regime, within what the bits can say. */
function stateAt(policy: CompiledPolicy, number: number): SignalState {
  const spread = Math.imul(number, 2_654_435_761) >>> 0;
  const vendor = spread ^ (spread >>> 7);
  return {
    // The regime with consent: grants matter there.
    regime: policy.regimes.findIndex(({ signal }) => signal === 'tcf'),
    grants: spread & 0x7fffffff,
    floors: number % 3 === 0 ? (spread >>> 3) & 7 : 0,
    vendorGrants: () => vendor,
    reasons: [],
  };
}

function latencyOf(call: (number: number) => unknown, calls: number): Latency {
  const times = new Float64Array(calls);
  for (let number = 0; number < Math.min(calls, 20_000); number++) call(number % 64);
  for (let number = 0; number < calls; number++) {
    const start = performance.now();
    call(number);
    times[number] = performance.now() - start;
  }
  return percentiles(times);
}

function percentiles(times: Float64Array): Latency {
  times.sort();
  const at = (share: number): number => (times[Math.floor(times.length * share)] ?? Number.NaN) * 1_000;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Heap that calls leave behind, with the collector held off by asking it first. */
function bytesPer(call: (number: number) => unknown, calls: number): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let number = 0; number < calls; number++) call(number);
  return (process.memoryUsage().heapUsed - before) / calls;
}
