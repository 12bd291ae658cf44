import { Pacing } from '@jianchat/snapshot';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInTime } from './pace.ts';
import { scheduleOf } from './schedule.ts';
import { zoneOffsetMs } from './zone.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A Monday. */
const MONDAY = Date.parse('2026-11-23T00:00:00Z');
const pacing = (changes: object) => Pacing.parse({ mode: 'even', ...changes });

/** Requests of a day, few at night and many in the evening, in lumps. */
function requestsOf(count: number): readonly number[] {
  const weights = Array.from(
    { length: 24 },
    (_, hour) => 1 + 4 * Math.sin((Math.PI * hour) / 24) ** 2 + (hour % 3),
  );
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights
    .flatMap((weight, hour) => {
      const here = Math.round((count * weight) / all);
      return Array.from(
        { length: here },
        (_, at) => MONDAY + hour * HOUR_MS + Math.floor(((at % 97) / 97) * HOUR_MS),
      );
    })
    .toSorted((a, b) => a - b);
}

interface Day {
  readonly plan: Pacing;
  readonly requests: readonly number[];
  readonly goal: number;
  readonly parts?: Parameters<typeof scheduleOf>[1];
  /** Deliveries are known this much later. */
  readonly lagMs?: number;
}

/** Deliveries by hour over one simulated day. */
function simulate({ plan, requests, goal, parts, lagMs = 0 }: Day): readonly number[] {
  const schedule = scheduleOf(plan, parts);
  const hours = new Array<number>(24).fill(0);
  const sent: number[] = [];
  let known = 0;
  let hour = -1;
  let deliveredAtHour = 0;
  for (const nowMs of requests) {
    while ((sent[known] ?? Number.POSITIVE_INFINITY) <= nowMs - lagMs) known++;
    const at = Math.floor((nowMs - MONDAY) / HOUR_MS);
    if (at !== hour) {
      hour = at;
      deliveredAtHour = known;
    }
    const state = {
      amount: goal,
      delivered: known,
      nowMs,
      fromMs: MONDAY,
      toMs: MONDAY + DAY_MS,
      deliveredAtHour,
      catchUp: plan.catchUp,
    };
    if (!schedule.runs(nowMs) || !isInTime(schedule, state)) continue;
    sent.push(nowMs);
    hours[at] = (hours[at] ?? 0) + 1;
  }
  return hours;
}
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe('a day of uneven traffic', () => {
  const requests = requestsOf(200_000);
  const goal = 24_000;

  it('is delivered evenly, within three per cent in all and six in each hour', () => {
    const hours = simulate({ plan: pacing({}), requests, goal });
    expect(Math.abs(sum(hours) - goal) / goal).toBeLessThan(0.03);
    for (const delivered of hours) expect(Math.abs(delivered - 1000)).toBeLessThan(60);
  });

  it('is delivered more in its first half where it is loaded in front', () => {
    const hours = simulate({ plan: pacing({ mode: 'frontLoaded' }), requests, goal });
    expect(Math.abs(sum(hours) - goal) / goal).toBeLessThan(0.03);
    // 1.25·½ − 0.25·¼ of it.
    expect(sum(hours.slice(0, 12)) / goal).toBeCloseTo(0.5625, 1);
  });

  it('follows a curve of its own', () => {
    const curve = Array.from({ length: 24 }, (_, hour) => (hour >= 18 ? 3 : 1));
    const hours = simulate({ plan: pacing({ mode: 'curve', curve }), requests, goal });
    expect(Math.abs(sum(hours) - goal) / goal).toBeLessThan(0.03);
    expect(sum(hours.slice(18)) / goal).toBeCloseTo(0.5, 1);
  });

  it('is delivered within the parts of the day, and wholly', () => {
    const parts = [{ days: [1, 2], fromMinute: 8 * 60 + 30, toMinute: 20 * 60 }];
    const hours = simulate({ plan: pacing({}), requests, goal, parts });
    expect(sum(hours.slice(0, 8)) + sum(hours.slice(20))).toBe(0);
    expect(Math.abs(sum(hours) - goal) / goal).toBeLessThan(0.03);
    expect((hours[8] ?? 0) / (hours[9] ?? 1)).toBeCloseTo(0.5, 1);
  });

  it('makes up for an outage, or does not, as it was told', () => {
    const outage = requests.filter((at) => at < MONDAY + 6 * HOUR_MS || at >= MONDAY + 12 * HOUR_MS);
    const caughtUp = simulate({ plan: pacing({}), requests: outage, goal });
    expect(Math.abs(sum(caughtUp) - goal) / goal).toBeLessThan(0.03);
    const not = simulate({ plan: pacing({ catchUp: false }), requests: outage, goal });
    expect(sum(not) / goal).toBeCloseTo(0.75, 1);
    for (const delivered of not.slice(12)) expect(delivered).toBeLessThan(1_060);
  });
});

it('never gives out ahead of its schedule, whatever comes when', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(DAY_MS - 1), { maxLength: 300 }),
      fc.integer({ min: 1, max: 200 }),
      (times, goal) => {
        const requests = times.map((at) => MONDAY + at).toSorted((a, b) => a - b);
        const hours = simulate({ plan: pacing({}), requests, goal });
        let soFar = 0;
        for (const [hour, delivered] of hours.entries()) {
          soFar += delivered;
          expect(soFar).toBeLessThanOrEqual(Math.ceil((goal * (hour + 1)) / 24) + 1);
        }
      },
    ),
  );
});

describe('the clock of a place', () => {
  it.each([
    ['UTC', '2026-07-01T12:00:00Z', 0],
    ['Europe/Berlin', '2026-07-01T12:00:00Z', 2],
    ['Europe/Berlin', '2026-12-01T12:00:00Z', 1],
    ['Asia/Kolkata', '2026-12-01T12:00:00Z', 5.5],
    ['America/Los_Angeles', '2026-12-01T02:00:00Z', -8],
  ])('%s at %s', (zone, at, hours) => {
    expect(zoneOffsetMs(zone, Date.parse(at))).toBe(hours * HOUR_MS);
  });

  it('knows the days of the week', () => {
    const monday = scheduleOf(undefined, [{ days: [1], fromMinute: 0, toMinute: 1440 }]);
    expect([0, 1, 6, 7].map((day) => monday.runs(MONDAY + day * DAY_MS))).toEqual([true, false, false, true]);
  });
});
