import { describe, expect, it } from 'vitest';
import { readPolicy } from '../testing/read-policy.ts';
import { createDecider } from './decision.ts';
import type { SignalState } from './signal-state.ts';

const policy = readPolicy();
const contracts = [...policy.contracts.values()];

/** People whose circumstances differ in grants, floors and regime. */
const people = Array.from({ length: 64 }, (_, index): SignalState => {
  const grants = Math.imul(index + 1, 0x9e3779b1) & 0x7fffffff;
  return {
    regime: index % policy.regimes.length,
    grants,
    floors: index % 5 === 0 ? 1 << (index % policy.floors.length) : 0,
    vendorGrants: () => grants,
    reasons: [],
  };
});

describe('a decision for one recipient', () => {
  it('S2: leaves nothing on the heap when it was made before', () => {
    const decider = createDecider(policy);
    const decideFor = (calls: number): number => {
      let masks = 0;
      for (let call = 0; call < calls; call++) {
        const person = people[call & 63];
        const contract = contracts[call % contracts.length];
        if (person && contract) masks += decider.share(person, contract).purposes;
      }
      return masks;
    };
    decideFor(200_000);
    // A collection in between would hide what was left: the middle one of several runs tells.
    const calls = 1_000_000;
    const grown = Array.from({ length: 5 }, () => {
      const before = process.memoryUsage().heapUsed;
      decideFor(calls);
      return Math.abs(process.memoryUsage().heapUsed - before) / calls;
    });
    // The smallest object takes 12 bytes.
    expect(grown.sort((a, b) => a - b)[2]).toBeLessThan(1);
  });

  it('is the same object for the same circumstances, and another one for others', () => {
    const decider = createDecider(policy);
    const [contract] = contracts;
    const [one, other] = people;
    if (!contract || !one || !other) throw new Error('nobody to decide about');
    expect(decider.share({ ...one }, contract)).toBe(decider.share(one, contract));
    expect(decider.decide(one)).not.toBe(decider.decide(other));
  });

  it('stays right when more circumstances come than are remembered', () => {
    const decider = createDecider(policy);
    const fresh = () => createDecider(policy);
    const tcf = policy.regimes.findIndex(({ signal }) => signal === 'tcf');
    for (let floors = 0; floors < 64; floors++)
      for (let number = 0; number < 200; number++) {
        const grants = Math.imul(number + 1, 0x9e3779b1) & 0x7fffffff;
        decider.decide({ regime: tcf, grants, floors, vendorGrants: () => 0, reasons: [] });
      }
    for (const person of people)
      for (const contract of contracts)
        expect(decider.share(person, contract)).toEqual(fresh().share(person, contract));
  });
});
