import type { DeliveryMetric } from '@jianchat/api-contract';
import { dealDelivery } from '@jianchat/hot';
import type {
  AdvertiserInput,
  DayPart,
  DealInput,
  LineItemInput,
  OrderInput,
  Pacing,
  Targeting,
} from '@jianchat/snapshot';

/** A line item, or a deal with a goal, as far as its delivery is concerned. */
export interface Tracked {
  /** As its events are counted under: a line item's id, or `deal:ID`. */
  readonly id: string;
  readonly name: string | null;
  readonly advertiser: string | null;
  readonly order: string | null;
  readonly metric: DeliveryMetric | null;
  readonly per: 'lifetime' | 'day';
  readonly goal: number | null;
  readonly pacing: Pacing | undefined;
  readonly dayParts: readonly DayPart[] | undefined;
  readonly targeting: Targeting;
  /** It and what it belongs to. */
  readonly enabled: boolean;
  readonly archived: boolean;
  /** Whether a creative of it may be shown; deals' are the bidders' own. */
  readonly hasAds: boolean;
  /** Undefined: without beginning, without end. */
  readonly startsAtMs: number | undefined;
  readonly endsAtMs: number | undefined;
  readonly timeZone: string;
  readonly currency: string;
  /** Whether money is charged for it here; deals' is charged to bidders. */
  readonly charged: boolean;
  readonly budgetMicros: number | null;
  readonly budgetDailyMicros: number | null;
}

export interface Booked {
  readonly lineItems: readonly LineItemInput[];
  readonly orders: readonly OrderInput[];
  readonly advertisers: readonly AdvertiserInput[];
  readonly deals: readonly DealInput[];
  /** Line items with a creative that may be shown. */
  readonly withAds: ReadonlySet<string>;
}

/** Everything whose delivery is told: line items all, deals where they have a goal. */
export function trackedOf({ lineItems, orders, advertisers, deals, withAds }: Booked): readonly Tracked[] {
  const orderById = new Map(orders.map((order) => [order.id, order]));
  const payerById = new Map(advertisers.map((payer) => [payer.id, payer]));
  return [
    ...lineItems.map((line) => {
      const order = line.order === undefined ? undefined : orderById.get(line.order);
      return trackedLine(line, {
        order,
        payer: payerById.get(line.advertiser),
        hasAds: withAds.has(line.id),
      });
    }),
    ...deals.flatMap((deal) => trackedDeal(deal)),
  ];
}

function trackedLine(
  line: LineItemInput,
  {
    order,
    payer,
    hasAds,
  }: { order: OrderInput | undefined; payer: AdvertiserInput | undefined; hasAds: boolean },
): Tracked {
  const { startsAtMs, endsAtMs } = timeOf([line, ...(order ? [order] : [])]);
  return {
    id: line.id,
    name: line.name ?? null,
    advertiser: line.advertiser,
    order: line.order ?? null,
    ...goalOf(line),
    pacing: line.pacing,
    dayParts: line.dayParts,
    targeting: line.targeting,
    enabled: line.enabled && (order?.enabled ?? true) && (payer?.enabled ?? false),
    archived: line.archived,
    hasAds,
    startsAtMs,
    endsAtMs,
    timeZone: line.timeZone ?? payer?.timeZone ?? 'UTC',
    currency: payer?.currency ?? 'USD',
    charged: true,
    budgetMicros: line.budgetTotalMicros ?? null,
    budgetDailyMicros: line.budgetDailyMicros ?? null,
  };
}

function trackedDeal(deal: DealInput): readonly Tracked[] {
  const { id, name, goal, pacing, targeting, enabled, timeZone, currency } = deal;
  if (goal === undefined) return [];
  return [
    {
      id: dealDelivery(id),
      name: name ?? null,
      advertiser: null,
      order: null,
      metric: 'impressions',
      per: goal.per,
      goal: goal.impressions,
      pacing,
      dayParts: undefined,
      targeting,
      enabled,
      archived: false,
      hasAds: true,
      ...timeOf([deal]),
      timeZone,
      currency,
      charged: false,
      budgetMicros: null,
      budgetDailyMicros: null,
    },
  ];
}

/**
 * What is spread over its time: a goal before budgets, a day's budget before that of the whole time, as pacing has it. A price by the day is
 * owed or it is not: there is nothing to spread.
 */
function goalOf({
  goal,
  cost,
  budgetTotalMicros,
  budgetDailyMicros,
}: LineItemInput): Pick<Tracked, 'metric' | 'per' | 'goal'> {
  if (goal?.metric === 'shareOfVoice') return { metric: goal.metric, per: 'lifetime', goal: goal.percent };
  if (goal !== undefined) return { metric: goal.metric, per: goal.per, goal: goal.amount };
  if (cost?.model === 'flat') return { metric: null, per: 'lifetime', goal: null };
  if (budgetDailyMicros !== undefined) return { metric: 'spend', per: 'day', goal: budgetDailyMicros };
  if (budgetTotalMicros !== undefined) return { metric: 'spend', per: 'lifetime', goal: budgetTotalMicros };
  return { metric: null, per: 'lifetime', goal: null };
}

interface Timed {
  readonly startsAt?: string | undefined;
  readonly endsAt?: string | undefined;
}

/** A line item runs while its order does. */
function timeOf(parts: readonly Timed[]): Pick<Tracked, 'startsAtMs' | 'endsAtMs'> {
  const starts = parts.flatMap(({ startsAt }) => (startsAt === undefined ? [] : [Date.parse(startsAt)]));
  const ends = parts.flatMap(({ endsAt }) => (endsAt === undefined ? [] : [Date.parse(endsAt)]));
  return {
    startsAtMs: starts.length === 0 ? undefined : Math.max(...starts),
    endsAtMs: ends.length === 0 ? undefined : Math.min(...ends),
  };
}
