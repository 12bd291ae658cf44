import { describe, expect, it } from 'vitest';
import { drawOf } from './rank.ts';
import { createShadowPrice, shareNeeded } from './shadow-price.ts';

const DAY_MS = 86_400_000;
const HORIZON_MS = 900_000;
const random = (at: number, stream: number) => drawOf(stream, at) / 2 ** 32;

/** A day of impressions, more of them by day than by night, and what others bid for each: mostly little, sometimes much. */
const impressions = Array.from({ length: 40_000 }, (_, at) => {
  const share = at / 40_000;
  const nowMs = DAY_MS * (share + 0.08 * Math.sin(2 * Math.PI * share));
  const bid =
    random(at, 1) < 0.2
      ? 0
      : 300_000 *
        Math.exp(
          1.2 * Math.sqrt(-2 * Math.log(random(at, 2) + 1e-9)) * Math.cos(2 * Math.PI * random(at, 3)),
        );
  return { nowMs, bid };
});

/** Runs a guaranteed goal through the day; gives what was delivered and what the others' bids it took were worth. */
function run(goal: number, chooses: boolean): { delivered: number; cost: number } {
  const shadow = createShadowPrice();
  let delivered = 0;
  let cost = 0;
  for (const { nowMs, bid } of impressions) {
    const missing = goal * Math.min(1, (nowMs + HORIZON_MS) / DAY_MS) - delivered;
    const share = shareNeeded({ missing, available: shadow.ratePerMs(nowMs) * HORIZON_MS });
    const price = share >= 1 ? Number.POSITIVE_INFINITY : shadow.quantile(share);
    const takes = chooses ? missing > 0 && bid < price : delivered < (goal * nowMs) / DAY_MS;
    if (takes) {
      delivered++;
      cost += bid;
    }
    shadow.observe(bid, nowMs);
  }
  return { delivered, cost };
}

describe.each([4_000, 10_000, 20_000])('a goal of %d in a day of 40,000', (goal) => {
  const cheapest = impressions
    .map(({ bid }) => bid)
    .toSorted((a, b) => a - b)
    .slice(0, goal)
    .reduce((sum, bid) => sum + bid, 0);

  it('is met within three per cent', () => {
    const { delivered } = run(goal, true);
    expect(Math.abs(delivered - goal) / goal).toBeLessThan(0.03);
  });

  it('costs little more than the cheapest impressions of the day, known in advance, would', () => {
    const { delivered, cost } = run(goal, true);
    const blind = run(goal, false);
    const perImpression = cost / delivered;
    const blindly = blind.cost / blind.delivered;
    const best = cheapest / goal;
    // Of what choosing can save at all, at least four fifths are saved.
    expect((blindly - perImpression) / (blindly - best)).toBeGreaterThan(0.8);
  });
});

it('meets a goal that takes nearly all of the day within three per cent', () => {
  expect(Math.abs(run(32_000, true).delivered - 32_000) / 32_000).toBeLessThan(0.03);
});

it('takes everything when there is not enough', () => {
  expect(shareNeeded({ missing: 10, available: 5 })).toBe(2);
  expect(shareNeeded({ missing: 10, available: 0 })).toBe(Number.POSITIVE_INFINITY);
  expect(shareNeeded({ missing: 0, available: 0 })).toBe(0);
});

it('knows the quantiles of what was bid to within a bucket', () => {
  const shadow = createShadowPrice();
  for (let at = 1; at <= 1000; at++) shadow.observe(at * 10_000, at);
  for (const share of [0.1, 0.5, 0.9])
    expect(shadow.quantile(share) / (share * 10_000_000)).toBeCloseTo(1, 1);
});
