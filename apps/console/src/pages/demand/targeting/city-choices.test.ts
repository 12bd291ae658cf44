import { describe, expect, it } from 'vitest';
import { cityChoices, plainName, unlisted } from './city-choices.ts';

const CITIES = [
  { name: 'Zürich', country: 'CH' },
  { name: 'Hyderabad', country: 'IN' },
  { name: 'Hyderabad', country: 'PK' },
];
const choicesIn = (...countries: string[]) =>
  cityChoices(CITIES, { countries, countryName: (code) => `the ${code}` });

describe('cities to choose from', () => {
  it('stand once by name, of the countries that targeting names', () => {
    expect(choicesIn()).toEqual([
      { value: 'Zürich', label: 'Zürich · the CH' },
      { value: 'Hyderabad', label: 'Hyderabad · the IN, the PK' },
    ]);
    expect(choicesIn('PK')).toEqual([{ value: 'Hyderabad', label: 'Hyderabad · the PK' }]);
  });

  it('are found without accents, and told from names that requests may not carry', () => {
    expect(plainName(' ZÜRICH ')).toBe('zurich');
    expect(unlisted(['zürich', 'Zurich', 'Hyderabad'], choicesIn('CH'))).toEqual(['Zurich', 'Hyderabad']);
  });
});
