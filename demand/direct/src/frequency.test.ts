import { type AuctionView, FREQUENCY_CAP, NO_TRAITS } from '@jianchat/auction';
import {
  countShown,
  forgetShown,
  hotFamilyOf,
  householdCounter,
  personCounter,
  readShown,
  sweepShown,
} from '@jianchat/hot';
import { memoryHot } from '@jianchat/hot/testing/memory';
import { type CapUnit, FrequencyCap, type SnapshotLineItem } from '@jianchat/snapshot';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrequency } from './frequency.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const ANNA = 'A'.repeat(22);
const ANNAS_TV = 'T'.repeat(22);
const HOME = householdCounter('H'.repeat(43));
const SIGNED_IN = personCounter('P'.repeat(43));
const START = Date.parse('2026-11-23T12:00:00Z');

const lineOf = (id: string, ...caps: Partial<FrequencyCap>[]): SnapshotLineItem =>
  ({
    id,
    advertiser: 'shop',
    caps: caps.map((cap) => FrequencyCap.parse({ timesMax: 1, ...cap })),
  }) as SnapshotLineItem;

/** What of whoever asks is known: a text is a device. */
type Who = string | Partial<Record<CapUnit, string>>;

/** One exchange process, a clock, and pages that show ads. */
function world(hot = memoryHot()) {
  const frequency = createFrequency(hot);
  let nowMs = START;
  let serial = 0;
  const auctionFor = (who: Who | undefined): AuctionView => ({
    id: String(serial++).padStart(22, '0'),
    media: 'm',
    nowMs,
    currency: 'USD',
    country: '',
    deviceType: 'phone',
    traits: NO_TRAITS,
    counter: (unit) => (typeof who === 'object' ? who[unit] : unit === 'device' ? who : undefined),
    seed: 1,
  });
  const written = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const dues = () => [...hot.values.keys()].filter((key) => key.startsWith('cap/due/'));
  return {
    hot,
    frequency,
    auctionFor,
    dues,
    written,
    /** True where it is shown; to nobody who is recognised, where the person is ''. */
    show(line: SnapshotLineItem, who: Who = ANNA, creative = 'c'): boolean {
      const auction = auctionFor(who === '' ? undefined : who);
      const ad = { line, creative };
      if (frequency.reasonAgainst(ad, auction) !== undefined) return false;
      return frequency.send(ad, auction, 0) === undefined;
    },
    /** The pipeline counts what went out as shown. */
    async count() {
      await written();
      await countShown(hot, dues());
    },
    pass(ms: number) {
      nowMs += ms;
    },
    now: () => nowMs,
  };
}

describe('U4: a frequency cap', () => {
  it('holds for what was shown, for its time and no longer', async () => {
    const { show, count, pass } = world();
    const line = lineOf('l', { timesMax: 2, minutes: 60 });
    expect([show(line), show(line), show(line)]).toEqual([true, true, false]);
    await count();
    pass(59 * MINUTE_MS);
    expect(show(line)).toBe(false);
    pass(2 * MINUTE_MS);
    expect(show(line)).toBe(true);
  });

  it('counts once what was counted within the minute in which it went out', async () => {
    const { frequency, auctionFor, show, count, pass } = world();
    const line = lineOf('l', { timesMax: 3, minutes: 60 });
    const isShown = [];
    for (let page = 0; page < 4; page++) {
      isShown.push(show(line));
      await count();
      pass(10_000);
    }
    expect(isShown).toEqual([true, true, true, false]);
    expect(frequency.timesShown('l', auctionFor(ANNA))).toBe(3);
  });

  it('does not take for shown what went out long ago and was not', () => {
    const { frequency, auctionFor, show, pass } = world();
    show(lineOf('l', { timesMax: 3 }));
    expect(frequency.timesShown('l', auctionFor(ANNA))).toBe(1);
    pass(MINUTE_MS + 1);
    expect(frequency.timesShown('l', auctionFor(ANNA))).toBe(0);
  });

  it('gives back what went out and was never shown', async () => {
    const { show, pass } = world();
    const line = lineOf('l', {});
    expect([show(line), show(line)]).toEqual([true, false]);
    pass(MINUTE_MS + 1);
    expect(show(line)).toBe(true);
  });

  it('counts ads, line items and everything of an advertiser apart', async () => {
    const { show, count, pass } = world();
    expect(show(lineOf('one', { of: 'ad' }), ANNA, 'red')).toBe(true);
    await count();
    pass(5 * MINUTE_MS);
    expect(show(lineOf('one', { of: 'ad' }), ANNA, 'red')).toBe(false);
    expect(show(lineOf('one', { of: 'ad' }), ANNA, 'blue')).toBe(true);
    expect(show(lineOf('two', { of: 'advertiser' }))).toBe(true);
    await count();
    pass(5 * MINUTE_MS);
    expect(show(lineOf('three', { of: 'advertiser' }))).toBe(false);
  });

  it('is each person’s own', async () => {
    const { show, count } = world();
    const line = lineOf('l', {});
    expect(show(line)).toBe(true);
    await count();
    expect(show(line, 'B'.repeat(22))).toBe(true);
    expect(show(line)).toBe(false);
  });

  it('lets who is not recognised see it once per request, or never, and writes nothing down', async () => {
    const { frequency, auctionFor, hot, show, written } = world();
    const line = lineOf('l', { timesMax: 5 });
    const page = auctionFor(undefined);
    const ad = { line, creative: 'c' };
    expect(frequency.send(ad, page, 0)).toBeUndefined();
    expect(frequency.send(ad, page, 1)).toBe(FREQUENCY_CAP);
    expect(frequency.send(ad, auctionFor(undefined), 0)).toBeUndefined();
    expect(show(lineOf('strict', { unrecognised: 'never' }), '')).toBe(false);
    await written();
    expect(hot.values.size).toBe(0);
  });

  it('keeps nothing longer than the policy says, and nothing that was not shown', async () => {
    const { show, count, hot, pass, now, written } = world();
    show(lineOf('l', {}));
    await count();
    show(lineOf('never-shown', {}));
    await written();
    expect([...hot.values.keys()].map(hotFamilyOf)).toEqual(['cap.of', 'cap.due']);
    pass(2 * 3_600_000);
    await sweepShown(hot, { nowMs: now(), keepMs: { device: 30 * DAY_MS } });
    expect([...hot.values.keys()].map(hotFamilyOf)).toEqual(['cap.of']);
    pass(30 * DAY_MS);
    await sweepShown(hot, { nowMs: now(), keepMs: { device: 30 * DAY_MS } });
    expect(hot.values.size).toBe(0);
  });

  it('counts an impression once, however often it is told', async () => {
    const { show, hot, dues, written } = world();
    show(lineOf('l', { timesMax: 9 }));
    await written();
    const keys = dues();
    await countShown(hot, [...keys, ...keys]);
    await countShown(hot, keys);
    expect(readShown(hot, ANNA)).toEqual({ 'line/l': [START / 1000] });
  });

  it('is shared by the devices of one person, and by those of one household, and by nobody else', async () => {
    for (const [by, shared] of [
      ['person', SIGNED_IN],
      ['household', HOME],
    ] as const) {
      const { show, count, pass } = world();
      const line = lineOf('l', { by, timesMax: 2 });
      const phone = { device: ANNA, [by]: shared };
      const tv = { device: ANNAS_TV, [by]: shared };
      expect([show(line, phone), show(line, tv), show(line, phone)]).toEqual([true, true, false]);
      await count();
      pass(5 * MINUTE_MS);
      expect([show(line, phone), show(line, tv)]).toEqual([false, false]);
      const other = by === 'person' ? personCounter('Q'.repeat(43)) : householdCounter('I'.repeat(43));
      expect(show(line, { device: ANNA, [by]: other })).toBe(true);
      // A cap by device takes no notice of either.
      expect(show(lineOf('l', { by: 'device' }), phone)).toBe(true);
    }
  });

  it('goes by the device where no person or household is known, and says by what it goes', () => {
    const { show, frequency, auctionFor } = world();
    const line = lineOf('l', { by: 'household' });
    expect([show(line, ANNA), show(line, ANNA), show(line, ANNAS_TV)]).toEqual([true, false, true]);
    const ad = { line, creative: 'c' };
    expect(frequency.reasonAgainst(ad, auctionFor(ANNA))?.countedBy).toBe('device');
    const both = lineOf('m', { by: 'person' }, { by: 'household' }, { by: 'person', of: 'advertiser' });
    const known = { device: ANNA, household: HOME };
    expect(frequency.countedBy(both, auctionFor(known))).toEqual(['device', 'household']);
    expect(frequency.countedBy(both, auctionFor({ ...known, person: SIGNED_IN }))).toEqual([
      'person',
      'household',
    ]);
    expect(frequency.countedBy(both, auctionFor(undefined))).toEqual(['request']);
    expect(show(both, known)).toBe(true);
    expect(frequency.reasonAgainst({ line: both, creative: 'c' }, auctionFor({ household: HOME }))).toEqual({
      reason: FREQUENCY_CAP,
      countedBy: 'household',
    });
  });

  it('counts one impression once by each of several, however often it is told, and gives all of it back', async () => {
    const { show, hot, dues, written, frequency, auctionFor } = world();
    const line = lineOf('l', { by: 'person', timesMax: 9 }, { by: 'household', timesMax: 9 });
    const who = { device: ANNA, household: HOME, person: SIGNED_IN };
    show(line, who);
    await written();
    const keys = dues();
    await countShown(hot, [...keys, ...keys]);
    for (const counter of [HOME, SIGNED_IN])
      expect(readShown(hot, counter)).toEqual({ 'line/l': [START / 1000] });
    expect(readShown(hot, ANNA)).toEqual({});
    const once = lineOf('once', { by: 'person' }, { by: 'household' });
    const ad = { line: once, creative: 'c' };
    const auction = auctionFor(who);
    expect(frequency.send(ad, auction, 0)).toBeUndefined();
    frequency.takeBack(ad, auction, 0);
    await written();
    expect(dues()).toEqual([]);
    expect(show(once, who)).toBe(true);
  });

  it('holds over a restart and for another process, by what was counted', async () => {
    const first = world();
    const line = lineOf('l', { by: 'household', timesMax: 2 });
    first.show(line, { device: ANNA, household: HOME });
    await first.count();
    const second = world(first.hot);
    const tv = { device: ANNAS_TV, household: HOME };
    expect(second.show(line, tv)).toBe(true);
    await second.count();
    expect([first.show(line, tv), world(first.hot).show(line, tv)]).toEqual([false, false]);
  });

  it('R1: keeps each as long as the policy says, and nothing of what it lets nobody keep', async () => {
    const { show, count, hot, pass, now } = world();
    const line = lineOf('l', { by: 'person', timesMax: 9 }, { by: 'household', timesMax: 9 });
    const families = () => [...hot.values.keys()].map(hotFamilyOf).toSorted();
    show(line, { household: HOME, person: SIGNED_IN });
    await count();
    expect(families()).toEqual(['household.shown', 'person.shown']);
    pass(8 * DAY_MS);
    await sweepShown(hot, { nowMs: now(), keepMs: { household: 7 * DAY_MS, person: 30 * DAY_MS } });
    expect(families()).toEqual(['person.shown']);
    await sweepShown(hot, { nowMs: now(), keepMs: {} });
    expect(families()).toEqual([]);
  });

  it('R2: forgets one counter with what is due to it, and nothing of the others', async () => {
    const { show, count, hot, written, dues } = world();
    const line = lineOf('l', { by: 'person', timesMax: 9 }, { by: 'household', timesMax: 9 });
    const who = { household: HOME, person: SIGNED_IN };
    show(line, who);
    await count();
    show(line, who);
    await written();
    expect(await forgetShown(hot, SIGNED_IN)).toBe(true);
    expect(readShown(hot, SIGNED_IN)).toEqual({});
    await countShown(hot, dues());
    expect(readShown(hot, SIGNED_IN)).toEqual({});
    expect(readShown(hot, HOME)['line/l']).toHaveLength(2);
    expect(await forgetShown(hot, SIGNED_IN)).toBe(false);
  });

  const step = fc.oneof(
    fc.record({ do: fc.constant('show' as const), person: fc.nat(2), line: fc.nat(1) }),
    fc.record({ do: fc.constant('pass' as const), person: fc.nat(20), line: fc.nat(1) }),
    fc.record({ do: fc.constant('count' as const), person: fc.nat(2), line: fc.nat(1) }),
  );
  it('is never exceeded within its time by what is shown, whatever happens when', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { show, count, pass, now } = world();
        const lines = [lineOf('short', { timesMax: 2, minutes: 10 }), lineOf('long', { timesMax: 3 })];
        const shown = new Map<string, number[]>();
        for (const { do: what, person, line } of steps) {
          if (what === 'count') await count();
          else if (what === 'pass') {
            // Whatever went out is counted within the minute.
            await count();
            pass(person * 30_000);
          } else {
            const one = lines[line];
            if (one === undefined || !show(one, String(person).repeat(22))) continue;
            const key = `${person} ${one.id}`;
            shown.set(key, [...(shown.get(key) ?? []), now()]);
          }
        }
        for (const [key, times] of shown) {
          const [max, span] = key.endsWith('short') ? [2, 10 * MINUTE_MS] : [3, DAY_MS * 365];
          for (const at of times)
            expect(times.filter((other) => other > at - span && other <= at).length).toBeLessThanOrEqual(max);
        }
      }),
      { numRuns: 40 },
    );
  });
});
