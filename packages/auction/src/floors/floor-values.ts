import { objectOf } from '../object-of.ts';

const ALL = 100;

/** Names are read in any case: documents write `floorMin`, Prebid Server `floormin`. */
export function lowered(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const given = objectOf(value);
  return given && Object.fromEntries(Object.entries(given).map(([key, own]) => [key.toLowerCase(), own]));
}

/** @returns undefined where a value is given that is no percentage */
export function percent(value: unknown, fallback: number): number | undefined {
  if (value === undefined || value === null) return fallback;
  return typeof value === 'number' && value >= 0 && value <= ALL ? value : undefined;
}
