import type { OneDelivery } from './amount.ts';

export interface ChartRow {
  readonly day: string;
  readonly delivered: number | null;
  readonly planned: number | null;
}

/** What the chart shows: each day by itself where the goal is the day's or nothing is planned, else the sum so far. */
export function chartRows({ item, days }: OneDelivery): {
  readonly summed: boolean;
  readonly rows: readonly ChartRow[];
} {
  const summed = item.per === 'lifetime' && days.some(({ planned }) => planned !== null);
  if (!summed)
    return { summed, rows: days.map(({ day, delivered, planned }) => ({ day, delivered, planned })) };
  let delivered = 0;
  let planned = 0;
  return {
    summed,
    rows: days.map((one) => {
      planned += one.planned ?? 0;
      delivered += one.delivered ?? 0;
      return { day: one.day, planned, delivered: one.delivered === null ? null : delivered };
    }),
  };
}
