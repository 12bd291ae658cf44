import type { delivery } from '@jianchat/api-contract';
import type { z } from 'zod';
import { countedOn } from './counts.ts';
import { amountOf, type DeliveryFacts } from './delivery-of.ts';
import { DAY_MS, dayOf, dayStart, dueAt, localMs, type Plan, planOf } from './plan.ts';
import type { Tracked } from './tracked.ts';

type Day = z.infer<(typeof delivery)['answer']>['days'][number];

const DAYS_MAX = 400;

/** Each day of its time, planned and delivered; of one without end, until today. */
export function deliveryDays(tracked: Tracked, facts: DeliveryFacts): readonly Day[] {
  const { counts, nowMs } = facts;
  const plan = planOf(tracked, nowMs);
  const todayMs = dayStart(localMs(tracked, nowMs));
  const bounds = [...counts.days.keys()].map((day) => Date.parse(day));
  const { startsAtMs, endsAtMs } = tracked;
  if (startsAtMs !== undefined) bounds.push(dayStart(localMs(tracked, startsAtMs)));
  // Its end belongs to the day before it where it is a midnight.
  if (endsAtMs !== undefined) bounds.push(dayStart(localMs(tracked, endsAtMs) - 1));
  if (endsAtMs === undefined || endsAtMs > nowMs) bounds.push(todayMs);
  const toMs = Math.max(...bounds);
  const fromMs = Math.max(
    Math.min(...bounds),
    Math.min(toMs, todayMs + (DAYS_MAX / 2) * DAY_MS) - (DAYS_MAX - 1) * DAY_MS,
  );
  const days: Day[] = [];
  for (let at = fromMs; at <= toMs && days.length < DAYS_MAX; at += DAY_MS) {
    const counted = countedOn(counts, dayOf(at));
    days.push({
      day: dayOf(at),
      delivered: at > todayMs ? null : amountOf(tracked.metric, counted, facts),
      planned: plan === undefined ? null : plannedOn(tracked, plan, at),
      spentMicros: counted.micros,
    });
  }
  return days;
}

/** Of a goal for the whole time, the part of that day: all days together are the goal. */
function plannedOn({ per }: Tracked, plan: Plan, dayMs: number): number {
  if (per === 'day') return plan.goal;
  return dueAt(plan, dayMs + DAY_MS) - dueAt(plan, dayMs);
}
