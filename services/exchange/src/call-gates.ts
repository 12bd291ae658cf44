import { type CallGate, callGate, shareLimits } from '@jianchat/auction';
import { type BidderInput, CallLimits } from '@jianchat/snapshot';

/** The gates before the calls to all bidders. */
export interface CallGates {
  of(bidder: BidderInput, nowMs: number): CallGate;
  /** Ids of bidders that are left alone because their calls failed. */
  paused(nowMs: number): readonly string[];
  /** So many processes share the limits from now on. */
  setProcesses(processes: number, nowMs: number): void;
}

const DEFAULTS = CallLimits.parse({});

/**
 * A bidder keeps its gate from snapshot to snapshot while its limits stay the same: what it did is not forgotten.
 * @param first how many processes of the host share the limits
 */
export function createCallGates(first: number): CallGates {
  let processes = first;
  const byId = new Map<
    string,
    { readonly text: string; readonly limits: CallLimits; readonly gate: CallGate }
  >();
  // Rows live as long as their snapshot, and are looked up once per call.
  const byRow = new WeakMap<BidderInput, CallGate>();
  const ofRow = (bidder: BidderInput, nowMs: number): CallGate => {
    const limits = bidder.settings.limits ?? DEFAULTS;
    const text = JSON.stringify([bidder.endpoint, limits]);
    const known = byId.get(bidder.id);
    if (known?.text === text) return known.gate;
    const gate = callGate(shareLimits(limits, processes), nowMs);
    byId.set(bidder.id, { text, limits, gate });
    return gate;
  };
  return {
    of(bidder, nowMs) {
      let gate = byRow.get(bidder);
      if (gate === undefined) {
        gate = ofRow(bidder, nowMs);
        byRow.set(bidder, gate);
      }
      return gate;
    },
    setProcesses(next, nowMs) {
      if (next === processes) return;
      processes = next;
      for (const { gate, limits } of byId.values()) gate.limit(shareLimits(limits, processes), nowMs);
    },
    paused: (nowMs) => [...byId].flatMap(([id, { gate }]) => (gate.paused(nowMs) ? [id] : [])),
  };
}
