import { COLLECTIONS } from '@jianchat/api-contract';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../record-form/field.ts';
import { impressionsOf, questionOf } from '../forecast-question.ts';
import { conditionsOf, freeTraits, GROUP_DEPTH, pruned, prunedTargeting } from './rule.ts';

const NOW = Date.parse('2026-11-26T10:00:00Z');

describe('a rule in the builder', () => {
  it('offers each trait once', () => {
    const rule = { os: ['ios'], city: [] };
    expect(conditionsOf(rule)).toEqual([
      { trait: 'city', values: [] },
      { trait: 'os', values: ['ios'] },
    ]);
    expect(freeTraits(rule)).not.toContain('os');
    expect(freeTraits(rule)).toContain('keyValue');
  });

  it('counts for nothing where nothing is said yet', () => {
    expect(pruned({ os: [], any: [{}, { not: { all: [{}] } }] })).toBeUndefined();
    expect(pruned({ os: ['ios'], any: [{}, { language: ['en'] }] })).toEqual({
      os: ['ios'],
      any: [{ language: ['en'] }],
    });
    expect(prunedTargeting({ media: ['m'], where: { os: [] } })).toEqual({ media: ['m'] });
  });

  it('nests no deeper than the contract takes', () => {
    let where: object = { os: ['ios'] };
    for (let depth = 0; depth < GROUP_DEPTH; depth += 1) where = { any: [where] };
    const taken = (rule: object) =>
      COLLECTIONS['line-items'].safeParse({ id: 'l', advertiser: 'a', targeting: { where: rule } }).success;
    expect([taken(where), taken({ any: [where] })]).toEqual([true, false]);
  });
});

describe('the question to the forecast', () => {
  const draft = (changes: Draft): Draft => ({
    id: 'l1',
    targeting: { held: { where: { os: [] } } },
    ...changes,
  });

  it('is about what lies ahead of the flight', () => {
    expect(questionOf(draft({ startsAt: '2026-11-01T00:00', endsAt: '2026-12-01T00:00' }), NOW)).toEqual({
      from: '2026-11-27T00:00:00.000Z',
      to: '2026-12-01T00:00:00.000Z',
      targeting: {},
      lineItem: 'l1',
    });
    expect(questionOf(draft({ startsAt: '2027-01-01T00:00', endsAt: '2028-01-01T00:00' }), NOW)?.to).toBe(
      '2027-04-03T00:00:00.000Z',
    );
    expect(questionOf(draft({ endsAt: '2026-11-20T00:00' }), NOW)).toBeUndefined();
  });

  it('knows the goal where that counts impressions in all', () => {
    const goal = (held: object) => impressionsOf(draft({ goal: { held } }));
    expect(goal({ metric: 'impressions', amount: 9 })).toBe(9);
    expect(goal({ metric: 'clicks', amount: 9 })).toBeUndefined();
    expect(goal({ metric: 'impressions', amount: 9, per: 'day' })).toBeUndefined();
  });
});
