import type { City } from '@jianchat/snapshot/cities';

/** A city's name once, with the countries that have one of that name. */
export interface CityChoice {
  readonly value: string;
  /** The name with its countries in words. */
  readonly label: string;
}

/** As names are compared by those who look for one: whatever the case, and with or without accents. */
export const plainName = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();

/** Names to choose from; of some countries only, where targeting names any. */
export function cityChoices(
  cities: readonly City[],
  { countries, countryName }: { countries: readonly unknown[]; countryName: (code: string) => string },
): readonly CityChoice[] {
  const within =
    countries.length === 0 ? cities : cities.filter(({ country }) => countries.includes(country));
  const byName = Map.groupBy(within, ({ name }) => name);
  return [...byName].map(([value, same]) => ({
    value,
    label: `${value} · ${same.map(({ country }) => countryName(country)).join(', ')}`,
  }));
}

/** Chosen names that none of the choices has. Case does not matter to matching; accents do. */
export function unlisted(chosen: readonly string[], choices: readonly CityChoice[]): readonly string[] {
  const known = new Set(choices.map(({ value }) => value.toLowerCase()));
  return chosen.filter((name) => !known.has(name.trim().toLowerCase()));
}
