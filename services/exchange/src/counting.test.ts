import { readSignals } from '@jianchat/consent';
import { createGates } from '@jianchat/policy';
import { beforeAll, describe, expect, it } from 'vitest';
import { countingRule } from './parts.ts';
import { projectPolicy } from './testing/exchange-rig.ts';

let policy: Awaited<ReturnType<typeof projectPolicy>>;
beforeAll(async () => {
  policy = await projectPolicy();
});

function countedAs(ipCountry: string, more: object = {}): string | undefined {
  const gates = createGates(policy, (_field, value) => value);
  const raw = { id: 'r', imp: [{ id: '1' }], device: { ifa: 'x', os: 'android' }, ...more };
  const signals = readSignals(policy, raw, { secGpc: false, dnt: false, ipCountry, nowMs: 0 });
  return countingRule(policy, gates, () => 'somebody')(gates.collect(raw, signals));
}

describe('who may be counted', () => {
  it('U4: is whoever the policy lets ads be limited for', () => {
    expect(countedAs('US')).toBe('somebody');
    expect(countedAs('BR')).toBe('somebody');
  });

  it.each([
    ['in Europe without consent', 'DE', {}],
    ['a child', 'US', { regs: { coppa: 1 } }],
    ['where no law is known', '', {}],
    ['in China without separate consent', 'CN', {}],
  ])('U4: is nobody %s', (_what, country, more) => {
    expect(countedAs(country, more)).toBeUndefined();
  });
});
