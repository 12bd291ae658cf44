import {
  AHEAD_OF_SCHEDULE,
  BUDGET_SPENT,
  type Display,
  drawOf,
  dueByNow,
  GOAL_REACHED,
  type NonBidReason,
  ORDER_DEFAULT,
  OUTSIDE_HOURS,
  OUTSIDE_SHARE,
  type Rank,
  shareNeeded,
  TIER,
  zoneOffsetMs,
} from '@jianchat/auction';
import type { Snapshot } from '@jianchat/snapshot';
import type { Delivered } from './delivered.ts';
import type { Leases } from './leases/leases.ts';
import type { LinePlan } from './line-plan.ts';
import { amountFrom, dayDue, pursesOf, spentTogether } from './purses.ts';
import { conversionRate, successMicros } from './worth.ts';

/** When and how much of a request's time: what decides whether a line item runs now. */
export interface Moment {
  readonly nowMs: number;
  readonly media: string;
  readonly seed: number;
  /** Impressions that a display stands for, in thousandths; one where left out. */
  readonly impressionsMilli?: number;
}

/** What line items may still deliver, and when. */
export interface Delivery {
  /** From now on these line items' purses are held. */
  load(plans: readonly LinePlan[], snapshot: Pick<Snapshot, 'media'>): void;
  /** Why the line item does not run now; else where it stands among others. */
  standing(plan: LinePlan, moment: Moment): NonBidReason | Rank;
  /** One display goes out; the reason where a purse has nothing left. */
  take(plan: LinePlan, display: Display): NonBidReason | undefined;
  /** One that was taken at that time does not go out after all. */
  giveBack(plan: LinePlan, display: Display): void;
}

/** Goals look this far ahead when they reckon what is missing and what can be had. */
const HORIZON_MS = 900_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

export function createDelivery({ delivered, leases }: { delivered: Delivered; leases: Leases }): Delivery {
  let zones: ReadonlyMap<string, string> = new Map();
  const hours = new Map<string, { hour: number; delivered: number }>();

  const offsetOf = ({ line }: LinePlan, { media, nowMs }: Moment): number =>
    zoneOffsetMs(line.clock === 'media' ? (zones.get(media) ?? 'UTC') : line.timeZone, nowMs);

  const done = (plan: LinePlan, nowMs: number): number => {
    const { line, pace, counted } = plan;
    if (pace === 'day')
      return delivered.spentToday(line, nowMs) + leases.outstanding(`line/${line.id}`, nowMs);
    if (pace === 'total')
      return delivered.spentTotal(line, nowMs) + leases.outstanding(`line/${line.id}`, nowMs);
    const read = counted?.per === 'day' ? delivered.eventsToday : delivered.eventsTotal;
    return read(line, counted?.kind ?? '', nowMs) + leases.outstanding(`goal/${line.id}`, nowMs);
  };
  const atHour = (plan: LinePlan, soFar: number, localMs: number): number => {
    const hour = Math.floor(localMs / HOUR_MS);
    const known = hours.get(plan.line.id);
    if (known?.hour === hour && known.delivered <= soFar) return known.delivered;
    hours.set(plan.line.id, { hour, delivered: soFar });
    return soFar;
  };
  /** Of what is paced: what is missing at the schedule's pace, now and at the horizon. */
  const missing = (plan: LinePlan, moment: Moment): { now: number; soon: number } => {
    const { line, pace, counted } = plan;
    const offset = offsetOf(plan, moment);
    const daily = pace === 'day' || (pace === 'goal' && counted?.per === 'day');
    // Days are the line item's, also where its hours are those of the media.
    const dayOffset = zoneOffsetMs(line.timeZone, moment.nowMs);
    const midnight = Math.floor((moment.nowMs + dayOffset) / DAY_MS) * DAY_MS - dayOffset;
    const from = Math.max(line.startsAtMs, daily ? midnight : 0);
    const to = Math.min(line.endsAtMs, daily ? midnight + DAY_MS : Number.MAX_SAFE_INTEGER);
    const soFar = done(plan, moment.nowMs);
    const state = {
      amount: amountOf(plan),
      delivered: soFar,
      fromMs: from + offset,
      toMs: to + offset,
      catchUp: line.pacing?.catchUp ?? true,
      deliveredAtHour: atHour(plan, soFar, moment.nowMs + offset),
    };
    const due = (atMs: number): number =>
      dueByNow(plan.schedule, { ...state, nowMs: Math.min(atMs, to) + offset });
    return { now: due(moment.nowMs) - soFar, soon: due(moment.nowMs + HORIZON_MS) - soFar };
  };

  const guaranteedRank = (plan: LinePlan, soon: number, nowMs: number): Rank => {
    const { shadow, line } = plan;
    const available = (shadow?.ratePerMs(nowMs) ?? 0) * HORIZON_MS * leases.holders(`goal/${line.id}`);
    const share = shareNeeded({ missing: soon, available });
    if (share >= 1 || shadow === undefined)
      return { tier: TIER.due, order: line.priority, micros: plan.rank.micros };
    return { tier: TIER.open, order: ORDER_DEFAULT, micros: Math.round(shadow.quantile(share)) };
  };

  return {
    load(plans, snapshot) {
      zones = new Map(snapshot.media.map(({ id, timeZone }) => [id, timeZone]));
      leases.hold(pursesOf(plans, delivered));
    },
    standing(plan, moment) {
      const { percent, schedule, counted, pace, shadow } = plan;
      const { nowMs } = moment;
      if (!schedule.always && !schedule.runs(nowMs + offsetOf(plan, moment))) return OUTSIDE_HOURS;
      if (percent !== undefined && !isWithinShare(plan, moment)) return OUTSIDE_SHARE;
      if (counted !== undefined && reached(plan, counted.amount, nowMs)) return GOAL_REACHED;
      for (const purse of plan.purses)
        if (!leases.has(purse, nowMs, amountFrom(purse, plan, moment.impressionsMilli)))
          return purse.startsWith('goal/') ? GOAL_REACHED : BUDGET_SPENT;
      if (!paysAnother(plan, nowMs) || !paysToday(plan, nowMs)) return BUDGET_SPENT;
      if (pace === undefined) return plan.rank;
      const { now, soon } = missing(plan, moment);
      if (shadow === undefined) return now > 0 ? plan.rank : AHEAD_OF_SCHEDULE;
      return soon > 0 ? guaranteedRank(plan, soon, nowMs) : AHEAD_OF_SCHEDULE;
    },
    take(plan, { nowMs, impressionsMilli }) {
      const amount = (purse: string): number => amountFrom(purse, plan, impressionsMilli);
      if (!plan.purses.every((purse) => leases.has(purse, nowMs, amount(purse)))) return BUDGET_SPENT;
      if (!reservesToday(plan, nowMs)) return BUDGET_SPENT;
      for (const purse of plan.purses) leases.take(purse, nowMs, amount(purse));
      return undefined;
    },
    giveBack(plan, { nowMs, impressionsMilli }) {
      for (const purse of plan.purses)
        leases.giveBack(purse, nowMs, amountFrom(purse, plan, impressionsMilli));
    },
  };

  function reached({ line, counted }: LinePlan, amount: number, nowMs: number): boolean {
    const read = counted?.per === 'day' ? delivered.eventsToday : delivered.eventsTotal;
    return read(line, counted?.kind ?? '', nowMs) >= amount;
  }

  /** Conversions of today's clicks that may still be told, and will be charged. */
  function conversionsDue(line: LinePlan['line'], nowMs: number): number {
    const clicks = delivered.eventsToday(line, 'click', nowMs);
    const expected = clicks * conversionRate(delivered, line, nowMs);
    return Math.max(0, expected - delivered.eventsToday(line, 'conversion', nowMs));
  }

  /** Clicks and conversions come when they come: whoever can't pay one more is not shown. */
  function paysAnother({ line }: LinePlan, nowMs: number): boolean {
    const success = successMicros(line);
    if (success === 0) return true;
    return bears(
      line,
      success + (line.cost?.model === 'cpa' ? success * conversionsDue(line, nowMs) : 0),
      nowMs,
    );
  }

  /** A day's price is owed with its first impression: a day that budgets don't bear does not begin, one that has begun goes on. */
  function paysToday(plan: LinePlan, nowMs: number): boolean {
    const due = dayDue(plan, { delivered, nowMs });
    if (due === undefined) return true;
    const { line } = plan;
    return (
      bears(line, due.amount, nowMs) &&
      (line.order?.budgetTotalMicros === undefined || leases.mayReserve(`order/${line.order.id}`, nowMs, due))
    );
  }

  /** What others of the order could spend meanwhile. It is not given back: what went out by it besides may be shown. */
  function reservesToday(plan: LinePlan, nowMs: number): boolean {
    const { order } = plan.line;
    const due = order?.budgetTotalMicros === undefined ? undefined : dayDue(plan, { delivered, nowMs });
    return due === undefined || leases.reserve(`order/${order?.id}`, nowMs, due);
  }

  /** Whether so much is left in all budgets. */
  function bears(line: LinePlan['line'], micros: number, nowMs: number): boolean {
    const total = line.budgetTotalMicros ?? Number.POSITIVE_INFINITY;
    const daily = line.budgetDailyMicros ?? Number.POSITIVE_INFINITY;
    const { budgetTotalMicros: together = Number.POSITIVE_INFINITY, lineItems = [line.id] } =
      line.order ?? {};
    return (
      (together === Number.POSITIVE_INFINITY ||
        spentTogether(lineItems, { delivered, nowMs }) + micros <= together) &&
      delivered.spentTotal(line, nowMs) + micros <= total &&
      (daily === Number.POSITIVE_INFINITY || delivered.spentToday(line, nowMs) + micros <= daily)
    );
  }
}

function amountOf({ line, pace, counted }: LinePlan): number {
  if (pace === 'day') return line.budgetDailyMicros ?? 0;
  return pace === 'total' ? (line.budgetTotalMicros ?? 0) : (counted?.amount ?? 0);
}

/** The same for all imps of an auction, and independent from line item to line item. */
function isWithinShare({ line, percent }: LinePlan, { seed }: Moment): boolean {
  let salt = 0;
  for (let at = 0; at < line.id.length; at++) salt = (Math.imul(salt, 31) + line.id.charCodeAt(at)) | 0;
  return (drawOf(seed, salt & 0xffff) ^ drawOf(salt, 1)) >>> 0 < ((percent ?? 0) / 100) * 2 ** 32;
}
