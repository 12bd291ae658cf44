import type { ReportQuery, ReportRow } from '@jianchat/analytics';
import { expect, it } from 'vitest';
import { recordedWeeks } from './recorded-weeks.ts';

const HOUR_MS = 3_600_000;
const FROM = Date.parse('2026-11-09T00:00:00Z');
const TO = Date.parse('2026-11-23T00:00:00Z');

/** Two weeks in which each of so many places has one request an hour; answers hold as many rows as analytics allows. */
function source(places: number) {
  const asked: ReportQuery[] = [];
  return {
    asked,
    async report(query: ReportQuery): Promise<readonly ReportRow[]> {
      asked.push(query);
      const sums = new Map<string, { day: string; placement: string; requests: number; filled: number }>();
      for (let at = query.fromMs; at < query.toMs; at += HOUR_MS)
        for (let place = 0; place < places; place++) {
          const day = new Date(at).toISOString().slice(0, 10);
          const sum = sums.get(`${day} ${place}`) ?? { day, placement: `p${place}`, requests: 0, filled: 0 };
          sums.set(`${day} ${place}`, { ...sum, requests: sum.requests + 1 });
        }
      return [...sums.values()].slice(0, query.limit) as unknown as readonly ReportRow[];
    },
  };
}

const period = { fromMs: FROM, toMs: TO, dimensions: ['placement'] as const };

it('requests of weeks are told whole, however many answers they take', async () => {
  const places = 6;
  for (const rowsMax of [1_000, 85, 84, 20, 7]) {
    const rows = await recordedWeeks(source(places), period, { rowsMax });
    expect(rows.length).toBe(7 * places);
    expect(new Set(rows.map(({ requests }) => requests))).toEqual(new Set([48]));
    expect(new Set(rows.map(({ day }) => (day ?? '').slice(0, 8)))).toEqual(new Set(['2026-11-']));
    expect(Math.max(...rows.map(({ day }) => Date.parse(day ?? '')))).toBe(FROM + 6 * 24 * HOUR_MS);
  }
});

it('requests of weeks that fit into one answer are asked for once', async () => {
  const analytics = source(2);
  await recordedWeeks(analytics, period);
  expect(analytics.asked).toMatchObject([{ groupBy: ['day', 'placement'], believed: true, limit: 100_000 }]);
});
