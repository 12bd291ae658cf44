import { impressionMicros } from '@jianchat/events';
import { type HotChange, type HotGroup, type HotState, leaseKey } from '@jianchat/hot';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBook } from './lease-book.ts';
import { createLeases, type Leases } from './leases.ts';

const WINDOW_MS = 60_000;
const LIMIT = 500;
const PURSE = 'line/l';

/** Hot state in memory, shared by the processes of one test; changes hold together as the port says. */
function sharedPlace() {
  const values = new Map<string, Uint8Array>();
  const isAsItWas = ({ key, was }: HotChange): boolean => {
    const there = values.get(key);
    if (was === undefined) return true;
    if (was === 'absent' || there === undefined) return was === 'absent' && there === undefined;
    return Buffer.compare(there, was) === 0;
  };
  const place: Pick<HotState, 'readBytes' | 'change'> = {
    readBytes: (key) => values.get(key),
    change: async (groups: readonly HotGroup[]) => {
      // Others get in between the reading and the change.
      await Promise.resolve();
      return groups.map((group) => {
        if (!group.every(isAsItWas)) return false;
        for (const { key, value } of group) {
          if (value === undefined) values.delete(key);
          else values.set(key, value);
        }
        return true;
      });
    },
  };
  return { place, values };
}

interface Process {
  readonly leases: Leases;
  alive: boolean;
}

/** Several processes, their ads under way to being charged, and a clock. */
function world(processes: number, { limit = LIMIT, unit = 1 } = {}) {
  const { place, values } = sharedPlace();
  const running: Process[] = [];
  let nowMs = 1_000_000;
  let spent = 0;
  let serial = 0;
  interface Sent {
    readonly sentMs: number;
    readonly amount: number;
    /** A day, which costs once. */
    readonly day?: string;
  }
  let underWay: Sent[] = [];
  const charged = new Set<string>();
  const charge = ({ amount, day }: Sent) => {
    if (day === undefined || !charged.has(day)) spent += amount;
    if (day !== undefined) charged.add(day);
  };
  const purse = {
    name: PURSE,
    unit,
    unspent: () => limit - spent,
    awaits: (day: string) => !charged.has(day),
  };
  const start = (): Process => {
    const leases = createLeases({ hot: place, holder: `p${serial++}`, windowMs: WINDOW_MS });
    leases.hold([purse]);
    const made = { leases, alive: true };
    running.push(made);
    return made;
  };
  for (let at = 0; at < processes; at++) start();
  const living = () => running.filter(({ alive }) => alive);
  return {
    values,
    living,
    start,
    spent: () => spent,
    committed() {
      const days = new Map(underWay.flatMap(({ day, amount }) => (day === undefined ? [] : [[day, amount]])));
      for (const day of charged) days.delete(day);
      const things = underWay.filter(({ day }) => day === undefined);
      return [...things.map(({ amount }) => amount), ...days.values()].reduce(
        (sum, each) => sum + each,
        spent,
      );
    },
    async pass(ms: number) {
      nowMs += ms;
      // What is charged is charged within the window; the pipeline tells at once.
      underWay = underWay.filter((sent) => {
        if (nowMs - sent.sentMs <= WINDOW_MS - 1_000) return true;
        charge(sent);
        return false;
      });
      await Promise.all(living().map(({ leases }) => leases.renew(nowMs)));
    },
    serve(at: number, times: number, amount = unit) {
      const all = living();
      const one = all[at % Math.max(1, all.length)];
      for (let n = 0; n < times; n++)
        if (one?.leases.take(PURSE, nowMs, amount)) underWay.push({ sentMs: nowMs, amount });
    },
    /** One is shown that costs its day, where that is not charged yet. */
    serveDay(at: number, { day, price }: { day: string; price: number }) {
      const all = living();
      const one = all[at % Math.max(1, all.length)];
      if (charged.has(day)) return true;
      const goes = one?.leases.reserve(PURSE, nowMs, { key: day, amount: price }) ?? false;
      if (goes) underWay.push({ sentMs: nowMs, amount: price, day });
      return goes;
    },
    /** Charges some of what is under way. */
    charge(count: number) {
      for (const sent of underWay.splice(0, count)) charge(sent);
    },
    /** Shown nowhere: never charged. */
    lose(count: number) {
      underWay.splice(0, count);
    },
    /** As when a line item is paused and goes on. */
    async goneForAMoment(at: number) {
      const all = living();
      const one = all[at % Math.max(1, all.length)];
      one?.leases.hold([]);
      await one?.leases.renew(nowMs);
      one?.leases.hold([purse]);
    },
    async end(at: number) {
      const all = living();
      const one = all[at % Math.max(1, all.length)];
      if (one) one.alive = false;
      await one?.leases.end(nowMs);
    },
    kill(at: number) {
      const one = living()[at % Math.max(1, living().length)];
      if (one) one.alive = false;
    },
    now: () => nowMs,
  };
}

const operation = fc.oneof(
  fc.record({ do: fc.constant('pass' as const), n: fc.integer({ min: 100, max: 50_000 }), at: fc.nat(5) }),
  fc.record({ do: fc.constant('serve' as const), n: fc.integer({ min: 1, max: 80 }), at: fc.nat(5) }),
  fc.record({ do: fc.constant('charge' as const), n: fc.integer({ min: 1, max: 60 }), at: fc.nat(5) }),
  fc.record({ do: fc.constant('lose' as const), n: fc.integer({ min: 1, max: 20 }), at: fc.nat(5) }),
  fc.record({ do: fc.constant('kill' as const), n: fc.constant(0), at: fc.nat(5) }),
  fc.record({ do: fc.constant('end' as const), n: fc.constant(0), at: fc.nat(5) }),
  fc.record({ do: fc.constant('gone' as const), n: fc.constant(0), at: fc.nat(5) }),
  fc.record({ do: fc.constant('start' as const), n: fc.constant(0), at: fc.nat(5) }),
);

describe('leases of several processes', () => {
  it('never give out more than the limit, whatever is served, charged, paused, ended, killed and started', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 120 }), async (operations) => {
        const { living, ...all } = world(2);
        await all.pass(1);
        for (const { do: what, n, at } of operations) {
          if (what === 'pass') await all.pass(n);
          else if (what === 'serve') all.serve(at, n);
          else if (what === 'charge') all.charge(n);
          else if (what === 'lose') all.lose(n);
          else if (what === 'kill') all.kill(at);
          else if (what === 'end') await all.end(at);
          else if (what === 'gone') await all.goneForAMoment(at);
          else if (living().length < 4) all.start();
          expect(all.committed()).toBeLessThanOrEqual(LIMIT);
        }
        // Whoever died gives back when its lease ends: what is left can be given out, to the last one.
        if (living().length === 0) all.start();
        await all.pass(200_000);
        for (let round = 0; round < 400 && all.committed() < LIMIT; round++) {
          all.serve(round, 100);
          await all.pass(1_000);
          expect(all.committed()).toBeLessThanOrEqual(LIMIT);
        }
        expect(all.committed()).toBe(LIMIT);
      }),
      { numRuns: 60 },
    );
  });

  it('never give out more than a budget bears, whatever number of people a screen is seen by', async () => {
    const price = 1_234_567;
    const limit = 1_000_000;
    const costOf = (impressionsMilli: number) => impressionMicros(price, impressionsMilli);
    const shown = fc.record({
      do: fc.constantFrom('serve', 'charge', 'lose', 'pass', 'kill', 'start'),
      at: fc.nat(5),
      n: fc.integer({ min: 1, max: 30 }),
      milli: fc.integer({ min: 1, max: 60_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(shown, { maxLength: 120 }), async (operations) => {
        const { living, ...all } = world(2, { limit, unit: costOf(1000) });
        await all.pass(1);
        for (const { do: what, n, at, milli } of operations) {
          if (what === 'serve') all.serve(at, n, costOf(milli));
          else if (what === 'charge') all.charge(n);
          else if (what === 'lose') all.lose(n);
          else if (what === 'pass') await all.pass(n * 1_000);
          else if (what === 'kill') all.kill(at);
          else if (living().length < 4) all.start();
          expect(all.committed()).toBeLessThanOrEqual(limit);
        }
        // What stands for many can still be had: the slices grow to what is asked, down to less than one display.
        if (living().length === 0) all.start();
        await all.pass(200_000);
        for (let round = 0; round < 600 && limit - all.committed() >= costOf(12_500); round++) {
          all.serve(round, 10, costOf(12_500));
          await all.pass(1_000);
          expect(all.committed()).toBeLessThanOrEqual(limit);
        }
        expect(limit - all.committed()).toBeLessThan(costOf(12_500));
      }),
      { numRuns: 60 },
    );
  });

  it('never give out more than the limit where some cost a day, whatever goes out by it', async () => {
    const price = 120;
    const shown = fc.record({
      do: fc.constantFrom('serve', 'day', 'day', 'charge', 'lose', 'pass', 'kill', 'end', 'start'),
      at: fc.nat(5),
      n: fc.integer({ min: 1, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(shown, { maxLength: 120 }), async (operations) => {
        const { living, ...all } = world(2);
        await all.pass(1);
        for (const { do: what, n, at } of operations) {
          if (what === 'serve') all.serve(at, n);
          else if (what === 'day') all.serveDay(at, { day: `line-${n % 6}`, price });
          else if (what === 'charge') all.charge(n);
          else if (what === 'lose') all.lose(n);
          else if (what === 'pass') await all.pass(n * 1_000);
          else if (what === 'kill') all.kill(at);
          else if (what === 'end') await all.end(at);
          else if (living().length < 4) all.start();
          expect(all.committed()).toBeLessThanOrEqual(LIMIT);
        }
        // What a day costs can be had while so much is left, though others take small parts.
        if (living().length === 0) all.start();
        await all.pass(200_000);
        for (let day = 0; LIMIT - all.committed() >= price; day++) {
          for (let round = 0; round < 50 && !all.serveDay(round, { day: `last-${day}`, price }); round++)
            await all.pass(5_000);
          all.charge(1_000);
          await all.pass(200_000);
          expect(all.committed()).toBeLessThanOrEqual(LIMIT);
          expect(all.spent()).toBe(all.committed());
        }
      }),
      { numRuns: 40 },
    );
  });

  it('hold for what a day costs as long as something goes out by it, and for no other twice', async () => {
    const all = world(1, { limit: 100, unit: 0 });
    await all.pass(1);
    const day = { day: 'a', price: 100 };
    expect(all.serveDay(0, day)).toBe(false);
    await all.pass(1_000);
    expect(all.serveDay(0, day)).toBe(true);
    await all.pass(50_000);
    expect(all.serveDay(0, day)).toBe(true);
    // The first is shown nowhere; the second may still be charged when nothing could be charged of the first.
    all.lose(1);
    await all.pass(20_000);
    expect(all.serveDay(0, { day: 'b', price: 100 })).toBe(false);
    all.lose(1);
    await all.pass(60_000);
    await all.pass(1_000);
    expect(all.serveDay(0, { day: 'b', price: 100 })).toBe(true);
  });

  it('forget what one thing cost that was dearer than others', async () => {
    const all = world(1, { limit: 100_000 });
    await all.pass(1);
    const held = () => decodeBook(all.values.get(leaseKey(PURSE)))[0]?.amount ?? 0;
    all.serve(0, 1, 400);
    await all.pass(1_000);
    expect(held()).toBe(20 * 400);
    await all.pass(1_200_000);
    await all.pass(1_000);
    expect(held()).toBe(20);
  });

  it('hold nothing any more once all have ended in good order', async () => {
    const all = world(3);
    await all.pass(1);
    await Promise.all(all.living().map(({ leases }) => leases.end(all.now())));
    await Promise.all(all.living().map(({ leases }) => leases.end(all.now())));
    await Promise.all(all.living().map(({ leases }) => leases.end(all.now())));
    expect(all.values.size).toBeLessThanOrEqual(1);
  });

  it('give nothing out that nobody could renew in time', async () => {
    const all = world(1);
    await all.pass(1);
    const [only] = all.living();
    expect(only?.leases.take(PURSE, all.now() + 20_000)).toBe(true);
    expect(only?.leases.take(PURSE, all.now() + 40_000)).toBe(false);
  });

  it('remember what went out, though a purse was gone from the snapshot for a moment', async () => {
    const all = world(1);
    await all.pass(1);
    for (let round = 0; round < 60 && all.committed() < LIMIT; round++) {
      all.serve(0, 100);
      await all.pass(100);
    }
    expect(all.committed()).toBe(LIMIT);
    await all.goneForAMoment(0);
    await all.pass(100);
    all.serve(0, 10);
    expect(all.committed()).toBe(LIMIT);
  });

  it('leave what may still be charged to nobody when a process ends in good order', async () => {
    const all = world(1);
    await all.pass(1);
    for (let round = 0; round < 60; round++) {
      all.serve(0, 100);
      await all.pass(100);
    }
    await all.end(0);
    all.start();
    await all.pass(100);
    all.serve(0, 10);
    expect(all.committed()).toBe(LIMIT);
  });

  it('are not held for what no snapshot names', async () => {
    const all = world(1);
    await all.pass(1);
    const [only] = all.living();
    only?.leases.hold([]);
    expect(only?.leases.take(PURSE, all.now())).toBe(false);
  });
});
