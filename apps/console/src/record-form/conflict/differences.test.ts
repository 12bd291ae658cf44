import { describe, expect, it } from 'vitest';
import { combined, differences } from './differences.ts';

const base = {
  id: 'a',
  name: 'Opened',
  priority: 8,
  caps: [{ timesMax: 3 }],
  targeting: { countries: ['DE'], where: { os: ['ios'] } },
};
const yours = { ...base, name: 'Mine', priority: 9, targeting: { countries: ['DE'] } };
const theirs = {
  ...base,
  name: 'Theirs',
  caps: [{ timesMax: 5 }],
  targeting: { ...base.targeting, countries: ['DE', 'FR'] },
  labels: ['new'],
};

describe('two changes of one record', () => {
  it('are told apart member by member, and by whom', () => {
    const found = differences({ base, yours, theirs });
    expect(Object.fromEntries(found.map(({ path, by }) => [path, by]))).toEqual({
      name: 'both',
      priority: 'you',
      caps: 'them',
      'targeting.countries': 'them',
      'targeting.where': 'you',
      labels: 'them',
    });
    expect(found.find(({ path }) => path === 'targeting.where')).toMatchObject({
      yours: undefined,
      theirs: { os: ['ios'] },
    });
  });

  it('are combined: what you changed, and the rest as it is now', () => {
    expect(combined({ base, yours, theirs })).toEqual({
      id: 'a',
      name: 'Mine',
      priority: 9,
      caps: [{ timesMax: 5 }],
      targeting: { countries: ['DE', 'FR'] },
      labels: ['new'],
    });
  });

  it('that come to the same are no difference, whatever the order of members', () => {
    const turned = Object.fromEntries(Object.entries(theirs).reverse());
    expect(differences({ base, yours: turned, theirs })).toEqual([]);
    expect(combined({ base, yours: turned, theirs })).toBe(theirs);
  });

  it('take over what they removed and you did not touch', () => {
    const { name: _, ...without } = base;
    expect(combined({ base, yours: base, theirs: without })).toEqual(without);
    expect(combined({ base, yours: { ...base, name: 'Mine' }, theirs: without })).toEqual({
      ...without,
      name: 'Mine',
    });
  });
});
