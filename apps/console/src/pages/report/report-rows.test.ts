import { describe, expect, it } from 'vitest';
import { fillTime } from './fill-time.ts';
import { chartOf, ecpm, OTHERS, type ReportRow, SINGLE, totalsOf } from './report-rows.ts';

function row(
  dimensions: ReportRow['dimensions'],
  chargeMicros: number,
  rest: Partial<ReportRow> = {},
): ReportRow {
  return {
    currency: 'USD',
    dimensions,
    requests: 100,
    filled: 80,
    impressions: 50,
    clicks: 1,
    conversions: 0,
    viewConversions: 0,
    unverifiedConversions: 0,
    valueMicros: 0,
    chargeMicros,
    mediaMicros: chargeMicros * 0.8,
    platformMicros: chargeMicros * 0.2,
    unchargedMicros: 0,
    mediatedMicros: 0,
    ...rest,
  };
}

describe('totals', () => {
  it('never add different currencies', () => {
    const totals = totalsOf([row({}, 10), row({}, 5), row({}, 99, { currency: 'EUR' })]);
    expect(totals.map(({ currency, chargeMicros, requests }) => [currency, chargeMicros, requests])).toEqual([
      ['EUR', 99, 100],
      ['USD', 15, 200],
    ]);
  });

  it('count requests of groups that earned nothing with the leading currency', () => {
    const totals = totalsOf([row({}, 0, { currency: '' }), row({}, 5), row({}, 2, { currency: 'EUR' })]);
    expect(totals.map(({ currency, requests }) => [currency, requests])).toEqual([
      ['USD', 200],
      ['EUR', 100],
    ]);
    expect(totalsOf([row({}, 0, { currency: '' })])).toMatchObject([{ currency: '', requests: 100 }]);
  });

  it('have no requests where no row has any', () => {
    expect(totalsOf([row({}, 1, { requests: null, filled: null })])[0]).toMatchObject({
      requests: null,
      filled: null,
    });
    expect(ecpm({ chargeMicros: 100, mediatedMicros: 0, impressions: 0 })).toBeUndefined();
    expect(ecpm({ chargeMicros: 2_000, mediatedMicros: 1_000, impressions: 2 })).toBe(1_500_000);
  });
});

describe('the chart', () => {
  it('runs along time and stacks the other dimension, its largest values by name', () => {
    const rows = ['2026-11-02', '2026-11-01'].flatMap((day) =>
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((media, index) => row({ media, day }, 100 - index)),
    );
    const chart = chartOf(rows, ['media', 'day'], { measure: 'chargeMicros' });
    expect(chart.x).toBe('day');
    expect(chart.points.map((point) => point['x'])).toEqual(['2026-11-01', '2026-11-02']);
    expect(chart.series).toEqual(['a', 'b', 'c', 'd', 'e', OTHERS]);
    expect(chart.points[0]?.[OTHERS]).toBe(95 + 94);
  });

  it('puts the largest values side by side where there is no time, the rest in one bar at the end', () => {
    const rows = Array.from({ length: 15 }, (_, index) => row({ country: `c${index}` }, index + 1));
    const chart = chartOf(rows, ['country'], { measure: 'chargeMicros' });
    expect(chart.points).toHaveLength(13);
    expect(chart.points[0]).toEqual({ x: 'c14', [SINGLE]: 15 });
    expect(chart.points.at(-1)).toEqual({ x: OTHERS, [SINGLE]: 1 + 2 + 3 });
  });

  it('draws money of one currency only', () => {
    const rows = [row({ day: '1' }, 10), row({ day: '1' }, 7, { currency: 'EUR' })];
    const chart = chartOf(rows, ['day'], { measure: 'chargeMicros' });
    expect(chart).toMatchObject({ currency: 'USD', points: [{ [SINGLE]: 10 }] });
    expect(chartOf(rows, ['day'], { measure: 'requests' }).points[0]?.[SINGLE]).toBe(200);
  });

  it('has a point for each day of the range that has begun, also for a quiet one', () => {
    const chart = chartOf([row({ day: '2026-11-02' }, 10)], ['day'], { measure: 'chargeMicros' });
    const range = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-09T00:00:00.000Z' };
    const filled = fillTime(chart, { ...range, nowMs: Date.parse('2026-11-03T12:00:00Z') });
    expect(filled.points).toEqual([
      { x: '2026-11-01T00:00:00.000Z' },
      { x: '2026-11-02', [SINGLE]: 10 },
      { x: '2026-11-03T00:00:00.000Z' },
    ]);
    // Rows of another range, shown while the new one is on its way, are never lost.
    expect(
      fillTime(chart, {
        ...range,
        from: '2026-11-03T00:00:00.000Z',
        nowMs: Date.parse('2026-11-05T00:00:00Z'),
      }),
    ).toBe(chart);
  });
});
