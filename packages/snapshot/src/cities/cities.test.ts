import { expect, it } from 'vitest';
import { cities } from './cities.ts';

it('has each city once in its country, by a name that targeting takes as one value', () => {
  const all = cities();
  expect(new Set(all.map(({ name, country }) => `${country} ${name}`)).size).toBe(all.length);
  for (const { name, country } of all) {
    expect(country).toMatch(/^[A-Z]{2}$/);
    expect(name).toMatch(/^[^\s,;][^,;]*$/);
  }
  expect(all.filter(({ name }) => name === 'Hyderabad').map(({ country }) => country)).toEqual(['IN', 'PK']);
});
