import type { Delivery, DeliveryMetric, DeliveryState } from '@jianchat/api-contract';
import { type Counted, type Counts, countedOn } from './counts.ts';
import { DAY_MS, dayOf, dayStart, dueAt, localMs, type Plan, planOf } from './plan.ts';
import type { Tracked } from './tracked.ts';

export interface DeliveryFacts {
  readonly counts: Counts;
  readonly nowMs: number;
  /** Whether the policy in force lets conversions be told. */
  readonly conversions: boolean;
  /** Per cent of the requests that it fits; undefined where nothing tells them. */
  readonly shareOfVoice: number | undefined;
}

const EVENT_OF_METRIC = {
  impressions: 'impression',
  viewableImpressions: 'viewable',
  clicks: 'click',
  conversions: 'conversion',
} as const;

/** The rate that forecasts go on with is that of today and the two days before. */
const RATE_DAYS = 3;
/** Off its plan by no more is on track. */
const TOLERANCE = 0.05;

/** Where a line item or deal stands. */
export function deliveryOf(tracked: Tracked, facts: DeliveryFacts): Delivery {
  const { counts, nowMs } = facts;
  const plan = planOf(tracked, nowMs);
  const today = countedOn(counts, dayOf(localMs(tracked, nowMs)));
  const delivered = deliveredOf(tracked, tracked.per === 'day' ? today : counts.total, facts);
  const due = dueOf(tracked, { plan, delivered });
  const count = (kind: string): number => counts.total.events.get(kind) ?? 0;
  const { budgetMicros, budgetDailyMicros, charged } = tracked;
  return {
    id: tracked.id,
    name: tracked.name,
    advertiser: tracked.advertiser,
    order: tracked.order,
    metric: tracked.metric,
    per: tracked.per,
    goal: tracked.goal,
    delivered,
    due,
    forecast: forecastOf(tracked, { plan, delivered, facts }),
    pace: due === null || due === 0 || delivered === null ? null : rounded(delivered / due, 1000),
    state: stateOf(tracked, { due, delivered, nowMs }),
    startsAt: timeOf(tracked.startsAtMs),
    endsAt: timeOf(tracked.endsAtMs),
    timeZone: tracked.timeZone,
    impressions: count('impression'),
    viewableImpressions: count('viewable'),
    clicks: count('click'),
    conversions: facts.conversions ? count('conversion') : null,
    viewConversions: facts.conversions ? count('viewConversion') : null,
    unverifiedConversions: facts.conversions ? count('unverifiedConversion') : null,
    currency: tracked.currency,
    spentMicros: charged ? counts.total.micros : null,
    spentTodayMicros: charged ? today.micros : null,
    budgetMicros,
    leftMicros: leftOf(budgetMicros, counts.total.micros),
    budgetDailyMicros,
    leftTodayMicros: leftOf(budgetDailyMicros, today.micros),
  };
}

/** What counts towards the goal; null where it may not be told. */
export function amountOf(
  metric: DeliveryMetric | null,
  counted: Counted,
  { conversions }: Pick<DeliveryFacts, 'conversions'>,
): number | null {
  if (metric === null) return null;
  if (metric === 'spend') return counted.micros;
  if (metric === 'conversions' && !conversions) return null;
  const kind = metric === 'shareOfVoice' ? 'impression' : EVENT_OF_METRIC[metric];
  return counted.events.get(kind) ?? 0;
}

function deliveredOf({ metric }: Tracked, counted: Counted, facts: DeliveryFacts): number | null {
  return metric === 'shareOfVoice' ? (facts.shareOfVoice ?? null) : amountOf(metric, counted, facts);
}

function dueOf(
  { metric, goal }: Tracked,
  { plan, delivered }: { plan: Plan | undefined; delivered: number | null },
): number | null {
  if (delivered === null) return null;
  if (metric === 'shareOfVoice') return goal;
  return plan === undefined ? null : dueAt(plan, plan.nowMs);
}

function stateOf(
  { goal, metric, startsAtMs, endsAtMs, enabled, archived, hasAds }: Tracked,
  { due, delivered, nowMs }: { due: number | null; delivered: number | null; nowMs: number },
): DeliveryState {
  if (archived) return 'archived';
  const reached = goal !== null && delivered !== null && delivered >= goal && metric !== 'shareOfVoice';
  if (reached) return 'done';
  if (endsAtMs !== undefined && nowMs >= endsAtMs) return 'ended';
  if (!enabled) return 'paused';
  if (startsAtMs !== undefined && nowMs < startsAtMs) return 'notStarted';
  if (!hasAds) return 'noCreative';
  if (due === null || delivered === null) return 'running';
  if (due - delivered >= 1 && delivered < due * (1 - TOLERANCE)) return 'behind';
  return delivered - due >= 1 && delivered > due * (1 + TOLERANCE) ? 'ahead' : 'onTrack';
}

/** What is delivered by the end when what is left of the plan goes as its last days went. Nothing goes on beyond its goal. */
function forecastOf(
  tracked: Tracked,
  { plan, delivered, facts }: { plan: Plan | undefined; delivered: number | null; facts: DeliveryFacts },
): number | null {
  if (tracked.metric === 'shareOfVoice' || plan === undefined || delivered === null)
    return tracked.metric === 'shareOfVoice' ? delivered : null;
  const { fromMs, toMs, nowMs, goal, schedule } = plan;
  if (nowMs <= fromMs) return null;
  if (nowMs >= toMs) return delivered;
  const sinceMs = Math.max(dayStart(fromMs), dayStart(nowMs) - (RATE_DAYS - 1) * DAY_MS);
  let lately = 0;
  for (let at = sinceMs; at <= nowMs; at += DAY_MS)
    lately += amountOf(tracked.metric, countedOn(facts.counts, dayOf(at)), facts) ?? 0;
  const share = (at: number): number => schedule.shareUntil(at, { from: fromMs, to: toMs });
  const part = share(nowMs) - share(Math.max(fromMs, sinceMs));
  const rest = part <= 0 ? 0 : (lately / part) * (1 - share(nowMs));
  return Math.min(Math.max(goal, delivered), Math.round(delivered + rest));
}

const timeOf = (ms: number | undefined): string | null =>
  ms === undefined ? null : new Date(ms).toISOString();
const rounded = (value: number, to: number): number => Math.round(value * to) / to;
const leftOf = (budget: number | null, spent: number): number | null =>
  budget === null ? null : Math.max(0, budget - spent);
