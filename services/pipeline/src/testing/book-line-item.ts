import type { Records } from '@jianchat/records';

/** Books a line item of an advertiser `adv-1` in USD, with its budgets, and its order where it has one. */
export async function bookLineItem(
  db: Records['db'],
  booking: {
    readonly id: string;
    readonly totalMicros?: number;
    readonly dailyMicros?: number;
    readonly terms?: object;
    readonly order?: { readonly id: string; readonly totalMicros: number };
  },
): Promise<void> {
  const { id, totalMicros = null, dailyMicros = null, order, terms } = booking;
  await db
    .insertInto('advertisers')
    .values({ id: 'adv-1', name: 'Advertiser', currency: 'USD' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if (order !== undefined)
    await db
      .insertInto('orders')
      .values({ id: order.id, advertiser_id: 'adv-1', budget_total_micros: order.totalMicros })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  await db
    .insertInto('line_items')
    .values({
      id,
      advertiser_id: 'adv-1',
      order_id: order?.id ?? null,
      price_cpm_micros: 0,
      currency: 'USD',
      ...(terms && { terms: { ...terms } }),
      budget_total_micros: totalMicros,
      budget_daily_micros: dailyMicros,
    })
    .execute();
}
