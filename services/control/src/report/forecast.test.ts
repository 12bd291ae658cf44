import type { ReportRow } from '@jianchat/analytics';
import { DealInput, LineItemInput } from '@jianchat/snapshot';
import { describe, expect, it } from 'vitest';
import { bookedDeals, type ForecastInput, makeForecast } from './forecast.ts';
import { mayMatch } from './may-match.ts';

const DAY_MS = 86_400_000;
/** A Monday. */
const NOW = Date.parse('2026-11-23T00:00:00Z');
const row = (daysAgo: number, country: string, requests: number): ReportRow =>
  ({
    day: new Date(NOW - daysAgo * DAY_MS).toISOString().slice(0, 10),
    placement: 'top',
    country,
    device_type: 'phone',
    requests,
    filled: requests / 2,
  }) as unknown as ReportRow;
/** Four weeks: a thousand requests of Germany a day, twice as many on Sundays, and a hundred of France. */
const rows = Array.from({ length: 28 }, (_, at) => [
  row(at + 1, 'DE', at % 7 === 0 ? 2_000 : 1_000),
  row(at + 1, 'FR', 100),
]).flat();
const input = (changes: Partial<ForecastInput> = {}): ForecastInput => ({
  fromMs: NOW,
  toMs: NOW + 7 * DAY_MS,
  targeting: {},
  rows,
  untilMs: NOW,
  media: [{ id: 'paper' }],
  placements: [{ id: 'top', media: 'paper' }],
  booked: [],
  told: new Set(['media', 'placement', 'country', 'deviceType'] as const),
  ...changes,
});
const line = (changes: object) => LineItemInput.parse({ id: 'l', advertiser: 'a', ...changes });

describe('a forecast', () => {
  it('repeats the weekdays of the weeks before', () => {
    const { days, requests, filled } = makeForecast(input({ targeting: { countries: ['DE'] } }));
    expect(days.map((day) => day.requests)).toEqual([1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 2_000]);
    expect([requests, filled]).toEqual([8_000, 4_000]);
  });

  it('of a large host holds line items against what tells its requests apart, not against each row', () => {
    const many = Array.from({ length: 28 * 1_000 }, (_, at) => ({
      ...row((at % 28) + 1, `C${Math.floor(at / 28)}`, 10),
    }));
    const booked = Array.from({ length: 400 }, (_, at) =>
      line({
        id: `l-${at}`,
        targeting: { countries: ['DE'], where: { not: { country: ['FR', 'US'] } } },
        goal: { metric: 'impressions', amount: 300, per: 'day' },
      }),
    );
    const before = process.cpuUsage();
    expect(makeForecast(input({ rows: many, booked })).requests).toBe(70_000);
    expect(process.cpuUsage(before).user).toBeLessThan(1_500_000);
  });

  it('takes what others have booked, as far as it is the same requests', () => {
    const booked = [
      line({
        id: 'goal',
        targeting: { countries: ['DE'] },
        goal: { metric: 'impressions', amount: 300, per: 'day' },
      }),
      line({ id: 'share', goal: { metric: 'shareOfVoice', percent: 10 } }),
      line({
        id: 'elsewhere',
        targeting: { countries: ['FR'] },
        goal: { metric: 'impressions', amount: 99, per: 'day' },
      }),
      line({ id: 'price' }),
    ];
    const { claims, available } = makeForecast(
      input({ targeting: { media: ['paper'], countries: ['DE'] }, booked }),
    );
    expect(claims).toEqual([
      { lineItem: 'goal', impressions: 2_100 },
      { lineItem: 'share', impressions: 800 },
    ]);
    expect(available).toBe(8_000 - 2_900);
  });

  it('takes what is promised to deals', () => {
    const deal = DealInput.parse({
      id: 'd',
      kind: 'guaranteed',
      bidders: [{ bidder: 'dsp' }],
      priceCpmMicros: 1,
      goal: { impressions: 100, per: 'day' },
    });
    const others = [
      { ...deal, id: 'open', kind: 'private' as const },
      { ...deal, enabled: false },
    ];
    const { claims } = makeForecast(input({ booked: bookedDeals([deal, ...others]) }));
    expect(claims).toEqual([{ lineItem: 'deal:d', impressions: 700 }]);
  });

  it('names what no record tells, and does not leave it out', () => {
    const targeting = { where: { all: [{ os: ['ios' as const] }, { country: ['DE'] }] } };
    const { requests, untold } = makeForecast(input({ targeting }));
    expect([requests, untold]).toEqual([8_000, ['os']]);
  });

  it('is nothing where nothing was', () => {
    expect(makeForecast(input({ rows: [] }))).toMatchObject({ requests: 0, available: 0 });
  });
});

it('what can not be told keeps nothing out, and what can does', () => {
  const known = { country: 'DE' };
  expect(mayMatch({ where: { not: { country: ['DE'] } } }, known)).toBe(false);
  expect(mayMatch({ where: { not: { os: ['ios'] } } }, known)).toBe(true);
  expect(mayMatch({ where: { any: [{ os: ['ios'] }, { country: ['FR'] }] } }, known)).toBe(true);
  expect(mayMatch({ where: { any: [{ country: ['FR'] }] } }, known)).toBe(false);
});
