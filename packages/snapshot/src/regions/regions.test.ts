import { expect, it } from 'vitest';
import { isRegion, regions } from './regions.ts';

it('has each region once, under a country, with a name', () => {
  const all = regions();
  expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
  for (const { code, country, name } of all) {
    expect(code).toMatch(/^[A-Z]{2}-[A-Z0-9]{1,3}$/);
    expect(code.slice(0, 2)).toBe(country);
    expect(name.trim()).toBe(name);
    expect(name).not.toBe('');
  }
  expect(all).toContainEqual({ code: 'US-CA', country: 'US', name: 'California' });
  expect(all.filter(({ country }) => country === 'DE')).toHaveLength(16);
});

it('knows codes of today and of before, and no others', () => {
  expect(['US-CA', 'US-PR', 'CN-TW', 'CN-BJ', 'CN-11', 'IN-OR', 'FR-IDF'].every(isRegion)).toBe(true);
  expect(['US-ZZ', 'US', 'ZZ-CA', 'us-ca', ''].some(isRegion)).toBe(false);
});
