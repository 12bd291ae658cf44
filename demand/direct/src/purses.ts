import type { SnapshotLineItem } from '@jianchat/snapshot';
import type { Delivered } from './delivered.ts';
import type { Purse } from './leases/leases.ts';
import type { LinePlan } from './line-plan.ts';

/** Of a thousand impressions so many clicks are expected where nothing else is known. */
const CLICK_RATE_EXPECTED = 0.001;
/** And so many conversions of a click. */
const CONVERSION_RATE_EXPECTED = 0.02;

/** Micros that one impression costs, or may be expected to cost. */
function unitOf({ line, priceMicros }: LinePlan): number {
  if (line.cost?.model === 'cpc') return line.cost.clickMicros * CLICK_RATE_EXPECTED;
  if (line.cost?.model === 'cpa')
    return line.cost.conversionMicros * CLICK_RATE_EXPECTED * CONVERSION_RATE_EXPECTED;
  return (priceMicros ?? 0) / 1000;
}

/** The budgets and goals of all line items as purses, each once. */
export function pursesOf(plans: readonly LinePlan[], delivered: Delivered): readonly Purse[] {
  const purses: Purse[] = [];
  const orders = new Map<string, LinePlan[]>();
  for (const plan of plans) {
    const { line } = plan;
    if (plan.purses.includes(`line/${line.id}`) || plan.flatPurse !== undefined)
      purses.push(budgetPurse(plan, delivered));
    if (plan.purses.includes(`goal/${line.id}`)) purses.push(goalPurse(plan, delivered));
    if (line.order?.budgetTotalMicros !== undefined)
      orders.set(line.order.id, [...(orders.get(line.order.id) ?? []), plan]);
  }
  for (const [id, of] of orders) purses.push(orderPurse(id, { of, delivered }));
  return purses;
}

function orderPurse(id: string, { of, delivered }: { of: readonly LinePlan[]; delivered: Delivered }): Purse {
  const limit = of[0]?.line.order?.budgetTotalMicros ?? 0;
  const names = new Set(of.flatMap(({ line }) => [line.id, ...(line.order?.lineItems ?? [])]));
  return {
    name: `order/${id}`,
    unit: Math.max(...of.map(unitOf)),
    unspent: (nowMs) => limit - spentTogether(names, { delivered, nowMs }),
  };
}

/** By all line items of an order, also those that run no more. */
export function spentTogether(
  lineItems: Iterable<string>,
  { delivered, nowMs }: { delivered: Delivered; nowMs: number },
): number {
  let sum = 0;
  for (const id of lineItems) sum += delivered.spentTotal({ id }, nowMs);
  return sum;
}

function budgetPurse(plan: LinePlan, delivered: Delivered): Purse {
  const { line } = plan;
  const total = totalOf(line);
  const daily = line.budgetDailyMicros ?? Number.POSITIVE_INFINITY;
  return {
    name: `line/${line.id}`,
    unit: unitOf(plan),
    unspent: (nowMs) =>
      Math.min(
        total - delivered.spentTotal(line, nowMs),
        daily === Number.POSITIVE_INFINITY ? daily : daily - delivered.spentToday(line, nowMs),
      ),
  };
}

function totalOf({ budgetTotalMicros, cost }: SnapshotLineItem): number {
  const flat = cost?.model === 'flat' ? cost.totalMicros : Number.POSITIVE_INFINITY;
  return Math.min(budgetTotalMicros ?? Number.POSITIVE_INFINITY, flat);
}

function goalPurse({ line, counted }: LinePlan, delivered: Delivered): Purse {
  const amount = counted?.amount ?? 0;
  const done = counted?.per === 'day' ? delivered.eventsToday : delivered.eventsTotal;
  return {
    name: `goal/${line.id}`,
    unit: 1,
    unspent: (nowMs) => amount - done(line, 'impression', nowMs),
  };
}
