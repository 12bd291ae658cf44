import { type DealGoals, settleGoal, zoneOffsetMs } from '@jianchat/auction';
import { dealDelivery } from '@jianchat/hot';
import type { DealInput, Snapshot, SnapshotLineItem } from '@jianchat/snapshot';
import type { Delivery } from './delivery.ts';
import type { LinePlan } from './line-plan.ts';

/** A deal's goal as a line item's: what is promised is kept by the same means, whoever was promised it. */
function lineOfDeal(deal: DealInput): SnapshotLineItem | undefined {
  const { id, kind, goal, enabled, pacing, priceCpmMicros, currency, targeting } = deal;
  const { startsAt, endsAt, timeZone } = deal;
  if (goal === undefined || !enabled) return undefined;
  return {
    id: dealDelivery(id),
    advertiser: '',
    kind: kind === 'guaranteed' ? 'standard' : 'pricePriority',
    priority: 8,
    priceCpmMicros,
    targeting,
    goal: { metric: 'impressions', amount: goal.impressions, per: goal.per },
    pacing: pacing ?? { mode: 'even', catchUp: true },
    clock: 'advertiser',
    timeZone,
    currency,
    startsAtMs: startsAt === undefined ? 0 : Date.parse(startsAt),
    endsAtMs: endsAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(endsAt),
    creatives: [],
  };
}

export const dealLines = ({ deals = [] }: Pick<Snapshot, 'deals'>): readonly SnapshotLineItem[] =>
  deals.flatMap((deal) => lineOfDeal(deal) ?? []);

/** @param plans those of deals and of others */
export function dealGoals(plans: readonly LinePlan[], delivery: Delivery): DealGoals {
  const byName = new Map(plans.map((plan) => [plan.line.id, plan]));
  const planOf = (deal: string): LinePlan | undefined => byName.get(dealDelivery(deal));
  return {
    standing(deal, moment) {
      const plan = planOf(deal);
      return plan && delivery.standing(plan, moment);
    },
    take(deal, display) {
      const plan = planOf(deal);
      return plan && delivery.take(plan, display);
    },
    giveBack(deal, display) {
      const plan = planOf(deal);
      if (plan !== undefined) delivery.giveBack(plan, display);
    },
    utcOffsetMin: (deal, nowMs) => zoneOffsetMs(planOf(deal)?.line.timeZone ?? 'UTC', nowMs) / 60_000,
    settle(deal, settlement, at) {
      const shadow = planOf(deal)?.shadow;
      if (shadow) settleGoal(shadow, settlement, { name: dealDelivery(deal), ...at });
    },
  };
}
