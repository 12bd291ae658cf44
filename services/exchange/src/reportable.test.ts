import { type OwnSignal, readSignals } from '@jianchat/consent';
import { mayReport } from '@jianchat/events';
import { createGates } from '@jianchat/policy';
import { beforeAll, describe, expect, it } from 'vitest';
import { reportableRule, viewsRule } from './parts.ts';
import { projectPolicy } from './testing/exchange-rig.ts';

let policy: Awaited<ReturnType<typeof projectPolicy>>;
beforeAll(async () => {
  policy = await projectPolicy();
});

function rulesFor(ipCountry: string, more: object = {}, own: readonly OwnSignal[] = []) {
  const gates = createGates(policy, (_field, value) => value);
  const raw = { id: 'r', imp: [{ id: '1' }], ...more };
  const signals = readSignals(policy, raw, { secGpc: false, dnt: false, ipCountry, nowMs: 0, own });
  const admitted = gates.collect(raw, signals);
  const kinds = reportableRule(policy, gates)(admitted);
  expect(mayReport(kinds, 'impression')).toBe(true);
  return { converts: mayReport(kinds, 'conversion'), remembers: viewsRule(policy, gates)(admitted) };
}
const mayConvert = (...person: Parameters<typeof rulesFor>): boolean => rulesFor(...person).converts;

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

describe('views', () => {
  const US = { regs: { us_privacy: '1YNN' } };
  it('U3: may be remembered where storing and measuring are allowed, for conversions that follow', () => {
    expect(rulesFor('US', US)).toEqual({ converts: true, remembers: true });
    expect(rulesFor('DE').remembers).toBe(false);
    expect(rulesFor('CN').remembers).toBe(false);
  });

  it('U3: are not remembered of who opted out or whose device refuses tracking, although clicks may still be measured', () => {
    const optedOut = { regs: { us_privacy: '1YYN' } };
    expect(rulesFor('US', optedOut)).toEqual({ converts: true, remembers: false });
    const refused = { ...US, device: { os: 'ios', ext: { atts: 2 } } };
    expect(rulesFor('US', refused)).toEqual({ converts: true, remembers: false });
  });
});
