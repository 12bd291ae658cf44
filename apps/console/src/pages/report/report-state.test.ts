import { revenueReport } from '@jianchat/api-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DIMENSIONS,
  FILTERS,
  MEASURES,
  queryOf,
  RANGES,
  type ReportState,
  readReport,
  writeReport,
} from './report-state.ts';

const NOW = Date.parse('2026-11-23T18:45:12Z');

const day = fc
  .integer({ min: 0, max: 2000 })
  .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));
const states: fc.Arbitrary<ReportState> = fc.record({
  range: fc.constantFrom(...RANGES),
  from: day,
  to: day,
  groupBy: fc.uniqueArray(fc.constantFrom(...DIMENSIONS), { minLength: 1, maxLength: 4 }),
  filters: fc.record(
    Object.fromEntries(FILTERS.map((name) => [name, fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/)])),
    { requiredKeys: [] },
  ),
  measure: fc.constantFrom(...MEASURES),
  sort: fc.constantFrom('', 'requests', 'chargeMicros'),
  descending: fc.boolean(),
});

describe('the report’s address', () => {
  it('gives back every state that it was written from', () => {
    fc.assert(
      fc.property(states, (state) => {
        const read = readReport(writeReport(state), NOW);
        const ownRange = state.range === 'custom' ? {} : { from: '2026-11-23', to: '2026-11-23' };
        expect(read).toEqual({ ...state, ...ownRange });
      }),
    );
  });

  it('is plain for the plain report', () => {
    expect(writeReport(readReport({}, NOW))).toEqual({});
  });

  it('reads nonsense as its default', () => {
    const state = readReport(
      { range: 'ever', from: '2026-13-99', groupBy: 'colour,day,day', measure: 7, sort: {} },
      NOW,
    );
    expect(state).toEqual(readReport({}, NOW));
  });

  it('asks only what the contract’s query takes', () => {
    fc.assert(
      fc.property(states, (state) => {
        const query = queryOf(state, NOW);
        expect(revenueReport.query.safeParse(query).success).toBe(true);
        expect(Date.parse(query.from)).toBeLessThan(Date.parse(query.to));
      }),
    );
  });

  it('covers whole UTC days, the last one included', () => {
    expect(queryOf(readReport({}, NOW), NOW)).toMatchObject({
      from: '2026-11-17T00:00:00.000Z',
      to: '2026-11-24T00:00:00.000Z',
    });
    const turned = readReport({ range: 'custom', from: '2026-11-09', to: '2026-11-02' }, NOW);
    expect(queryOf(turned, NOW)).toMatchObject({
      from: '2026-11-02T00:00:00.000Z',
      to: '2026-11-10T00:00:00.000Z',
    });
  });
});
