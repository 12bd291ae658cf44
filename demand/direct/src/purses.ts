import { zoneOffsetMs } from '@jianchat/auction';
import { impressionMicros } from '@jianchat/events';
import type { Delivered } from './delivered.ts';
import type { Purse, Reservation } from './leases/leases.ts';
import type { LinePlan } from './line-plan.ts';

/** Of a thousand impressions so many clicks are expected where nothing else is known. */
const CLICK_RATE_EXPECTED = 0.001;
/** And so many conversions of a click. */
const CONVERSION_RATE_EXPECTED = 0.02;
const DAY_MS = 86_400_000;

/**
 * Micros that a display costs, or may be expected to cost: to the micro what it is charged where impressions are paid.
 * @param impressionsMilli impressions that it stands for, in thousandths
 */
export function displayMicros({ line, priceMicros }: LinePlan, impressionsMilli = 1000): number {
  const impressions = impressionsMilli / 1000;
  if (line.cost?.model === 'cpc') return line.cost.clickMicros * CLICK_RATE_EXPECTED * impressions;
  if (line.cost?.model === 'cpa')
    return line.cost.conversionMicros * CLICK_RATE_EXPECTED * CONVERSION_RATE_EXPECTED * impressions;
  // What is rounded to nothing still takes its part: a budget's last micro must not go on for ever.
  return impressionMicros(priceMicros ?? 0, impressionsMilli) || ((priceMicros ?? 0) / 1000) * impressions;
}

/** What a display takes out of a purse of its line item; of a goal whole impressions, rounded up, so that none is exceeded. */
export const amountFrom = (purse: string, plan: LinePlan, impressionsMilli = 1000): number =>
  purse.startsWith('goal/') ? Math.ceil(impressionsMilli / 1000) : displayMicros(plan, impressionsMilli);

/** The budgets and goals of all line items as purses, each once. */
export function pursesOf(plans: readonly LinePlan[], delivered: Delivered): readonly Purse[] {
  const purses: Purse[] = [];
  const orders = new Map<string, LinePlan[]>();
  for (const plan of plans) {
    const { line } = plan;
    if (plan.purses.includes(`line/${line.id}`)) purses.push(budgetPurse(plan, delivered));
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
    unit: Math.max(0, ...of.filter((plan) => !isByDay(plan)).map((plan) => displayMicros(plan))),
    unspent: (nowMs) => limit - spentTogether(names, { delivered, nowMs }),
    awaits: (key, nowMs) => of.some((plan) => dayDue(plan, { delivered, nowMs })?.key === key),
  };
}

const isByDay = ({ line }: LinePlan): boolean => line.cost?.model === 'flat';

/** The price of today, on the line item's clock, where it has one and owes it not yet: with its first impression it does. */
export function dayDue(
  { line }: LinePlan,
  { delivered, nowMs }: { delivered: Delivered; nowMs: number },
): Reservation | undefined {
  if (line.cost?.model !== 'flat' || delivered.spentToday(line, nowMs) > 0) return undefined;
  const day = Math.floor((nowMs + zoneOffsetMs(line.timeZone, nowMs)) / DAY_MS);
  return { key: `${line.id}/${day}`, amount: line.cost.dayMicros };
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
  const total = line.budgetTotalMicros ?? Number.POSITIVE_INFINITY;
  const daily = line.budgetDailyMicros ?? Number.POSITIVE_INFINITY;
  return {
    name: `line/${line.id}`,
    unit: displayMicros(plan),
    unspent: (nowMs) =>
      Math.min(
        total - delivered.spentTotal(line, nowMs),
        daily === Number.POSITIVE_INFINITY ? daily : daily - delivered.spentToday(line, nowMs),
      ),
  };
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
