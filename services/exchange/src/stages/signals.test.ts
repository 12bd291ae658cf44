import { expect, it } from 'vitest';
import { projectPolicy } from '../testing/exchange-rig.ts';
import { readRequestSignals } from './signals.ts';

const policy = await projectPolicy();
const OUTER = { ip: undefined, userAgent: undefined, referer: undefined, secGpc: false, dnt: false };
const COUNTRIES: Readonly<Record<string, string>> = {
  '2001:db8::1': 'US',
  '2001:db8::2': 'DE',
  '9.0.0.1': 'US',
  '9.0.0.2': 'DE',
};

it.each([
  [{ ip: '9.0.0.1', ipv6: '2001:db8::2' }, 'DE', 'eea'],
  [{ ip: '9.0.0.2', ipv6: '2001:db8::1' }, 'DE', 'eea'],
  [{ ip: '', ipv6: '2001:db8::2' }, 'DE', 'eea'],
  [{ ip: '10.0.0.1', ipv6: '2001:db8::1' }, 'US', 'us'],
  [{ ip: '9.0.0.1', ipv6: 7 }, 'US', 'us'],
  [{ ip: '9.0.0.9' }, '', 'unknown'],
])('the addresses %j are in %s', (device, country, regime) => {
  const means = { policy, lookUpCountry: (ip: string) => COUNTRIES[ip], now: () => 0 };
  const read = readRequestSignals({ device }, OUTER, means);
  expect([read.ipCountry, policy.regimes[read.signals.regime]?.name]).toEqual([country, regime]);
});
