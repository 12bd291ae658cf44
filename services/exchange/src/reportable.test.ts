import { type OwnSignal, readSignals } from '@jianchat/consent';
import { mayReport } from '@jianchat/events';
import { createGates } from '@jianchat/policy';
import { beforeAll, describe, expect, it } from 'vitest';
import { reportableRule } from './parts.ts';
import { projectPolicy } from './testing/exchange-rig.ts';

let policy: Awaited<ReturnType<typeof projectPolicy>>;
beforeAll(async () => {
  policy = await projectPolicy();
});

function mayConvert(ipCountry: string, more: object = {}, own: readonly OwnSignal[] = []): boolean {
  const gates = createGates(policy, (_field, value) => value);
  const raw = { id: 'r', imp: [{ id: '1' }], ...more };
  const signals = readSignals(policy, raw, { secGpc: false, dnt: false, ipCountry, nowMs: 0, own });
  const kinds = reportableRule(policy, gates)(gates.collect(raw, signals));
  expect(mayReport(kinds, 'impression')).toBe(true);
  return mayReport(kinds, 'conversion');
}

describe('conversions', () => {
  it('U3: are measured where the law lets them be and nobody refused', () => {
    expect(mayConvert('US')).toBe(true);
    expect(mayConvert('BR')).toBe(true);
  });

  it.each([
    ['in Europe without consent', 'DE', {}],
    ['in China without separate consent', 'CN', {}],
    ['where no law is known', '', {}],
    ['of a child', 'US', { regs: { coppa: 1 } }],
  ])('U3: are not measured %s', (_what, country, more) => {
    expect(mayConvert(country, more)).toBe(false);
  });

  it('U3: are not measured once somebody had their data deleted', () => {
    expect(mayConvert('US', {}, ['deletion'])).toBe(false);
  });
});
