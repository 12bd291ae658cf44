import { describe, expect, it } from 'vitest';
import { createGates } from '../gates/gates.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { createPolicyInForce } from './policy-in-force.ts';

const first = readPolicy();
const second = { ...first, version: first.version + 1 };
const third = { ...first, version: first.version + 2 };
const always = Number.NEGATIVE_INFINITY;
const never = Number.POSITIVE_INFINITY;
let built = 0;
const means = {
  nowMs: 0,
  gatesOf: (policy: typeof first) => {
    built++;
    return createGates(policy, () => 'hash');
  },
};

describe('the policy in force', () => {
  it('V2: is the scheduled version from its very millisecond on, and never the older one again', () => {
    const inForce = createPolicyInForce(
      [
        { policy: second, fromMs: 1_000 },
        { policy: first, fromMs: always },
      ],
      means,
    );
    expect(inForce.at(999).policy).toBe(first);
    expect(inForce.at(1_000).policy).toBe(second);
    expect(inForce.at(999).policy).toBe(second);
  });

  it('V2: is not a version whose conditions are not met, however late it is', () => {
    const inForce = createPolicyInForce(
      [
        { policy: first, fromMs: always },
        { policy: second, fromMs: never },
      ],
      means,
    );
    expect(inForce.at(1e15).policy).toBe(first);
    inForce.reschedule([
      { policy: first, fromMs: always },
      { policy: second, fromMs: 2_000 },
    ]);
    expect(inForce.at(1_999).policy).toBe(first);
    expect(inForce.at(2_000).policy).toBe(second);
  });

  it('passes over a version that a later one has overtaken', () => {
    const inForce = createPolicyInForce(
      [
        { policy: first, fromMs: always },
        { policy: second, fromMs: never },
        { policy: third, fromMs: 10 },
      ],
      means,
    );
    expect(inForce.at(10).policy).toBe(third);
    inForce.reschedule([
      { policy: first, fromMs: always },
      { policy: second, fromMs: 20 },
      { policy: third, fromMs: 10 },
    ]);
    expect(inForce.at(30).policy).toBe(third);
    expect(inForce.ofVersion(second.version)).toBe(second);
    expect(inForce.ofVersion(99)).toBeUndefined();
  });

  it('gives the same object as long as a version rules, its gates built once', () => {
    built = 0;
    const inForce = createPolicyInForce([{ policy: first, fromMs: always }], means);
    expect(inForce.at(5)).toBe(inForce.at(1e15));
    inForce.reschedule([{ policy: first, fromMs: always }]);
    inForce.at(6);
    expect(built).toBe(1);
  });

  it('can not be nothing', () => {
    expect(() => createPolicyInForce([], means)).toThrow(RangeError);
    expect(() => createPolicyInForce([{ policy: first, fromMs: 1 }], means)).toThrow(RangeError);
  });
});
