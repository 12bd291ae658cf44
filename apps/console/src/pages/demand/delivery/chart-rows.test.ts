import { expect, it } from 'vitest';
import type { OneDelivery } from './amount.ts';
import { chartRows } from './chart-rows.ts';

const day = (at: number, delivered: number | null, planned: number | null) => ({
  day: `2026-11-0${at}`,
  delivered,
  planned,
  spentMicros: 0,
});
const one = (per: 'lifetime' | 'day', days: OneDelivery['days']) =>
  ({ item: { per }, days }) as Pick<OneDelivery, 'days'> & { item: { per: typeof per } } as OneDelivery;

it('sums up what a whole time is to deliver, and draws nothing for days to come', () => {
  expect(chartRows(one('lifetime', [day(1, 4, 5), day(2, 3, 5), day(3, null, 5)]))).toEqual({
    summed: true,
    rows: [
      { day: '2026-11-01', delivered: 4, planned: 5 },
      { day: '2026-11-02', delivered: 7, planned: 10 },
      { day: '2026-11-03', delivered: null, planned: 15 },
    ],
  });
});

it('shows days by themselves where each has its goal, or none', () => {
  expect(chartRows(one('day', [day(1, 4, 5), day(2, 3, 5)])).rows.map(({ delivered }) => delivered)).toEqual([
    4, 3,
  ]);
  expect(chartRows(one('lifetime', [day(1, 4, null), day(2, 3, null)])).summed).toBe(false);
});
