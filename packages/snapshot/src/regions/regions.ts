import { CURRENT, FORMER } from './region-list.ts';

/** A country's part, such as a state or province. */
export interface Region {
  /** ISO 3166-2, such as `US-CA`. */
  readonly code: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** In English. */
  readonly name: string;
}

/** Those of today, by country and code. */
export function regions(): readonly Region[] {
  return Object.entries(CURRENT).flatMap(([country, list]) =>
    list.split('|').map((entry) => {
      const cut = entry.indexOf(' ');
      return { code: `${country}-${entry.slice(0, cut)}`, country, name: entry.slice(cut + 1) };
    }),
  );
}

let known: ReadonlySet<string> | undefined;

/** Whether ISO 3166-2 has the code or had it once. */
export function isRegion(code: string): boolean {
  known ??= new Set([
    ...regions().map((region) => region.code),
    ...Object.entries(FORMER).flatMap(([country, codes]) =>
      codes.split(' ').map((each) => `${country}-${each}`),
    ),
  ]);
  return known.has(code);
}
