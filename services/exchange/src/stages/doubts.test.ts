import { createShadowPrice, drawOf } from '@jianchat/auction';
import { readSignals } from '@jianchat/consent';
import { createGates } from '@jianchat/policy';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectPolicy } from '../testing/exchange-rig.ts';
import { createFloodWatch, doubtsOf } from './doubts.ts';

let policy: Awaited<ReturnType<typeof projectPolicy>>;
beforeAll(async () => {
  policy = await projectPolicy();
});

const random = (at: number, stream: number): number => drawOf(stream, at) / 2 ** 32;
const MINUTE_MS = 60_000;

describe('a request', () => {
  function doubted(device: object, more: { test?: boolean; times?: number; country?: string } = {}): boolean {
    const { test = false, times = 1, country = 'US' } = more;
    const gates = createGates(policy, (_field, value) => value);
    const raw = { id: 'r', imp: [{ id: '1' }], device };
    const signals = readSignals(policy, raw, { secGpc: false, dnt: false, ipCountry: country, nowMs: 0 });
    const admitted = gates.collect(raw, signals);
    const isFlood = createFloodWatch(7);
    const doubts = doubtsOf(policy, { gates, isRobot: (ua) => ua.includes('bot'), isFlood });
    const address = 'ip' in device ? device.ip : undefined;
    const all = Array.from({ length: times }, () => doubts(admitted, { address, test, nowMs: 1_000 }));
    return all.at(-1) ?? false;
  }

  it('U7: teaches nothing that a robot sent, that is a test, or that is one of very many from one network', () => {
    const person = { ua: 'Mozilla/5.0', ip: '93.184.216.34' };
    expect(doubted(person)).toBe(false);
    expect(doubted({ ...person, ua: 'Somebot/1.0' })).toBe(true);
    expect(doubted(person, { test: true })).toBe(true);
    expect(doubted(person, { times: 30 })).toBe(false);
    expect(doubted(person, { times: 31 })).toBe(true);
  });

  it('K6: is not held to a network that may not be known, nor to one that is behind many', () => {
    expect(doubted({ ua: 'Mozilla/5.0' }, { times: 500 })).toBe(false);
    expect(doubted({ ua: 'Mozilla/5.0', ip: '10.1.2.3' }, { times: 500 })).toBe(false);
  });
});

describe('a flood', () => {
  it('U7: is told by its part of the traffic, whoever else it counts with, and forgotten when it ends', () => {
    const isFlood = createFloodWatch(3);
    const of = (from: number, counts: { readonly flood: number; readonly others: number }) => {
      const doubted = { flood: 0, others: 0 };
      for (let at = 0; at < 20_000; at++) {
        const nowMs = from + at * 3;
        for (let one = 0; one < counts.others; one++)
          if (isFlood(`10.${Math.floor(random(at * 9 + one, 4) * 200)}.${one}.0`, nowMs)) doubted.others++;
        for (let one = 0; one < counts.flood; one++) if (isFlood('99.1.1.0', nowMs)) doubted.flood++;
      }
      return doubted;
    };
    const { flood, others } = of(0, { flood: 2, others: 4 });
    expect(others).toBe(0);
    expect(flood).toBeGreaterThan(38_000);
    expect(isFlood('99.1.1.0', 20 * MINUTE_MS)).toBe(false);
  });

  it('U7: made up by an attacker, moves neither what a goal costs nor how much traffic there seems to be', () => {
    /** Half a day of people’s requests; beside them, three networks that ask twenty times as often and bid nothing. */
    const learn = (watched: boolean, attacked: boolean) => {
      const shadow = createShadowPrice();
      const isFlood = createFloodWatch(11);
      const observe = (network: string, micros: number, nowMs: number): void => {
        if (!isFlood(network, nowMs) || !watched) shadow.observe(micros, nowMs);
      };
      let nowMs = 0;
      for (let at = 0; at < 20_000; at++) {
        nowMs += 100;
        const network = `${1 + Math.floor(random(at, 1) * 200)}.${Math.floor(random(at, 2) * 250)}.0.0`;
        observe(network, 500_000 + random(at, 3) * 1_000_000, nowMs);
        if (attacked) for (let one = 0; one < 20; one++) observe(`203.0.${one % 3}.0`, 0, nowMs);
      }
      return { price: shadow.quantile(0.5), rate: shadow.ratePerMs(nowMs) };
    };
    const honest = learn(true, false);
    const held = learn(true, true);
    const skewed = learn(false, true);
    expect(skewed.price).toBeLessThan(honest.price / 2);
    expect(skewed.rate).toBeGreaterThan(honest.rate * 15);
    expect(held.price / honest.price).toBeGreaterThan(0.9);
    expect(held.rate / honest.rate).toBeLessThan(1.25);
  });
});
