import type { deliveries, delivery } from '@jianchat/api-contract';
import type { CompiledPolicy } from '@jianchat/policy';
import type { Tables } from '@jianchat/records';
import type { OrderInput } from '@jianchat/snapshot';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { readList } from '../../configuration/read-configuration.ts';
import { CONFIG_TABLES } from '../../configuration/tables.ts';
import type { ReportSource } from '../revenue.ts';
import { mayTellConversions } from '../withheld.ts';
import { type Counts, NO_COUNTS, readCounts } from './counts.ts';
import { deliveryDays } from './delivery-days.ts';
import { deliveryOf } from './delivery-of.ts';
import { linesWithAds } from './lines-with-ads.ts';
import { DAY_MS, dayOf } from './plan.ts';
import { SHARE_DAYS, sharesOfVoice } from './share-of-voice.ts';
import { type Booked, type Tracked, trackedOf } from './tracked.ts';

export interface DeliveryMeans {
  readonly db: Kysely<Tables>;
  /** Absent where requests can't be asked for: shares of voice are then not told. */
  readonly analytics?: ReportSource;
  readonly policy: CompiledPolicy;
  readonly nowMs: number;
}

export interface DeliveryFilter {
  readonly advertiser?: string | undefined;
  readonly order?: string | undefined;
  /** Also what was put away. */
  readonly archived?: boolean | undefined;
  readonly limit: number;
}

type Deliveries = z.infer<(typeof deliveries)['answer']>;
type OneDelivery = z.infer<(typeof delivery)['answer']>;

/** Days that the list needs: those of rates and shares, on every clock. */
const LATELY_DAYS = SHARE_DAYS + 2;
const FIRST_DAY = '0000-01-01';

/** Everything that is to deliver something, or what of it was asked for. */
export async function readDeliveries(means: DeliveryMeans, filter: DeliveryFilter): Promise<Deliveries> {
  const booked = await readBooked(means.db);
  const all = trackedOf(booked)
    .filter(({ advertiser }) => filter.advertiser === undefined || advertiser === filter.advertiser)
    .filter(({ archived }) => !archived || filter.archived === true)
    .filter(({ order }) => filter.order === undefined || order === filter.order);
  const wanted = all.slice(0, filter.limit);
  const sinceDay = dayOf(means.nowMs - LATELY_DAYS * DAY_MS);
  const items = await readAll(means, { wanted, sinceDay });
  return {
    at: new Date(means.nowMs).toISOString(),
    items: items.map(({ item }) => item),
    more: all.length > wanted.length,
    orders: await readOrders(means.db, { booked, wanted }),
  };
}

/** One with its days; undefined where nothing has that name. */
export async function readDelivery(means: DeliveryMeans, id: string): Promise<OneDelivery | undefined> {
  const wanted = trackedOf(await readBooked(means.db)).filter((tracked) => tracked.id === id);
  const [found] = await readAll(means, { wanted, sinceDay: FIRST_DAY });
  if (found === undefined) return undefined;
  const { of, counts, item } = found;
  const facts = {
    counts,
    nowMs: means.nowMs,
    conversions: mayTellConversions(means.policy),
    shareOfVoice: undefined,
  };
  return { at: new Date(means.nowMs).toISOString(), item, days: [...deliveryDays(of, facts)] };
}

async function readBooked(db: Kysely<Tables>): Promise<Booked> {
  const [lineItems, orders, advertisers, deals, withAds] = await Promise.all([
    readList(db, CONFIG_TABLES.lineItems),
    readList(db, CONFIG_TABLES.orders),
    readList(db, CONFIG_TABLES.advertisers),
    readList(db, CONFIG_TABLES.deals),
    linesWithAds(db),
  ]);
  return { lineItems, orders, advertisers, deals, withAds };
}

async function readAll(
  means: DeliveryMeans,
  { wanted, sinceDay }: { wanted: readonly Tracked[]; sinceDay: string },
) {
  const { db, nowMs, policy, analytics } = means;
  const counted = await readCounts(db, { ids: wanted.map(({ id }) => id), sinceDay });
  const found = wanted.map((of) => ({ of, counts: counted.get(of.id) ?? NO_COUNTS }));
  const shares =
    analytics === undefined ? new Map<string, number>() : await readShares(means, { found, analytics });
  const conversions = mayTellConversions(policy);
  return found.map(({ of, counts }) => ({
    of,
    counts,
    item: deliveryOf(of, { counts, nowMs, conversions, shareOfVoice: shares.get(of.id) }),
  }));
}

async function readShares(
  { db, policy, nowMs }: DeliveryMeans,
  { found, analytics }: { found: readonly { of: Tracked; counts: Counts }[]; analytics: ReportSource },
): Promise<ReadonlyMap<string, number>> {
  if (!found.some(({ of }) => of.metric === 'shareOfVoice')) return new Map();
  const placements = await readList(db, CONFIG_TABLES.placements);
  return sharesOfVoice(found, { analytics, placements, policy, nowMs });
}

/** Of all line items of an order, whatever was asked for of them. */
async function readOrders(
  db: Kysely<Tables>,
  { booked, wanted }: { booked: Booked; wanted: readonly Tracked[] },
): Promise<Deliveries['orders']> {
  const named = new Set(wanted.map(({ order }) => order));
  const withBudget = booked.orders.flatMap(({ id, advertiser, budgetTotalMicros }: OrderInput) =>
    named.has(id) && budgetTotalMicros !== undefined ? [{ id, advertiser, budgetTotalMicros }] : [],
  );
  if (withBudget.length === 0) return [];
  const linesOf = Map.groupBy(booked.lineItems, ({ order }) => order);
  const ids = withBudget.flatMap(({ id }) => (linesOf.get(id) ?? []).map((line) => line.id));
  const counted = await readCounts(db, { ids, sinceDay: '9999-12-31' });
  const currencyOf = new Map(booked.advertisers.map(({ id, currency }) => [id, currency]));
  return withBudget.map(({ id, advertiser, budgetTotalMicros }) => {
    const lines = linesOf.get(id) ?? [];
    const spentMicros = lines.reduce((sum, line) => sum + (counted.get(line.id)?.total.micros ?? 0), 0);
    return {
      order: id,
      currency: currencyOf.get(advertiser) ?? 'USD',
      budgetMicros: budgetTotalMicros,
      spentMicros,
      leftMicros: Math.max(0, budgetTotalMicros - spentMicros),
    };
  });
}
