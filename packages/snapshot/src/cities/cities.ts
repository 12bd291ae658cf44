import { CITIES } from './city-list.ts';

export interface City {
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/**
 * The larger ones, by country and size. No list of all that a request may name: whoever sends it writes cities as its source does, so what
 * is not here may match all the same.
 */
export function cities(): readonly City[] {
  return Object.entries(CITIES).flatMap(([country, list]) =>
    list.split('|').map((name) => ({ name, country })),
  );
}
