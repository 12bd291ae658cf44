import { type Rank, TIER } from './priority.ts';
import type { Settlement } from './settlement.ts';

/**
 * What it is worth to a guaranteed line item to take one impression more.
 *
 * A goal is met at least cost when the line item takes those of its impressions for which others bid least. If it needs
 * the share f of what it could have, that is all whose best other bid lies under the f-quantile of those bids: the price
 * that the last one it needs would have brought, its shadow price. With it the line item competes like a bid; it pays what
 * was booked. The share is made anew from what is still missing and what is still to come, so errors of the estimate
 * correct themselves; when f reaches one there is nothing left to choose from, and the line item takes all.
 */
export interface ShadowPrice {
  /** An impression that the line item could have had, and the best other bid for it, 0 for none. */
  observe(bestOtherMicros: number, nowMs: number): void;
  /** Of an impression that it would have had from all open bids: whether it had it, or another goal did. */
  contest(won: boolean): void;
  /** Impressions per ms that it could have had of late. */
  ratePerMs(nowMs: number): number;
  /**
   * The price with which it gets the given share of its impressions: under it lie the cheapest ones, and as many more as
   * others with goals take of them.
   */
  quantile(share: number): number;
}

/** Eight buckets to each doubling, from 0.001 to about 4,000 of the currency. */
const MICROS_MIN = 1_000;
const BUCKETS_PER_OCTAVE = 8;
const BUCKETS = 22 * BUCKETS_PER_OCTAVE;
/** From this many on old observations fade: the half of them counts half. */
const OBSERVATIONS_MAX = 4_096;
const RATE_MS = 600_000;
/** Contests that the chance to win one is an average of. */
const CONTESTS = 256;
/** So many more impressions at most are asked for as are wanted. */
const MORE_MAX = 10;

export function createShadowPrice(): ShadowPrice {
  const counts = new Float64Array(BUCKETS);
  let total = 0;
  let since: number | undefined;
  let rate = 0;
  let lastMs = 0;
  let seen = 0;
  let chance = 1;
  return {
    observe(bestOtherMicros, nowMs) {
      if (total >= OBSERVATIONS_MAX) {
        for (let at = 0; at < BUCKETS; at++) counts[at] = (counts[at] ?? 0) / 2;
        total /= 2;
      }
      const at = bucketOf(bestOtherMicros);
      counts[at] = (counts[at] ?? 0) + 1;
      total++;
      since ??= nowMs;
      seen++;
      if (nowMs > lastMs) {
        const weight = Math.exp(-(nowMs - lastMs) / RATE_MS);
        rate = lastMs === 0 ? 0 : rate * weight;
        lastMs = nowMs;
      }
      rate += 1 / RATE_MS;
    },
    contest(won) {
      chance += ((won ? 1 : 0) - chance) / CONTESTS;
    },
    ratePerMs(nowMs) {
      if (since === undefined) return 0;
      const age = nowMs - since;
      // Before the average has run in, what was seen is divided by the time it took.
      if (age < RATE_MS) return seen / Math.max(1_000, age);
      return rate * Math.exp(-(nowMs - lastMs) / RATE_MS);
    },
    quantile(share) {
      let below = 0;
      const wanted = Math.min(1, share / Math.max(chance, 1 / MORE_MAX)) * total;
      for (let at = 0; at < BUCKETS; at++) {
        const here = counts[at] ?? 0;
        // Within the bucket as if its bids were spread evenly.
        if (below + here >= wanted && here > 0) return priceOf(at + (wanted - below) / here);
        below += here;
      }
      return priceOf(BUCKETS);
    },
  };
}

function bucketOf(micros: number): number {
  if (micros <= MICROS_MIN) return 0;
  return Math.min(BUCKETS - 1, Math.floor(Math.log2(micros / MICROS_MIN) * BUCKETS_PER_OCTAVE));
}

const priceOf = (bucket: number): number => MICROS_MIN * 2 ** (bucket / BUCKETS_PER_OCTAVE);

/** Teaches a shadow price by an imp that its goal could have had. @param standing where it stood; undefined where it waited */
export function settleGoal(
  shadow: ShadowPrice,
  { bestOpenMicros, booked }: Settlement,
  { name, standing, nowMs }: { name: string; standing: Rank | undefined; nowMs: number },
): void {
  shadow.observe(bestOpenMicros, nowMs);
  if (booked === undefined || standing === undefined) return;
  if (standing.tier !== TIER.open || standing.micros >= bestOpenMicros) shadow.contest(booked === name);
}

export interface Need {
  /** What is to be delivered within the horizon so that the schedule is met. */
  readonly missing: number;
  /** What could be had within the horizon, over all processes. */
  readonly available: number;
}

/** The share of its impressions that a line item has to take; above 1 it can't make it. */
export function shareNeeded({ missing, available }: Need): number {
  if (missing <= 0) return 0;
  return available <= 0 ? Number.POSITIVE_INFINITY : missing / available;
}
