import type { Decimal } from './decimal.ts';

/** An exact factor from one currency to another. */
export interface Rate {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const PAR: Rate = { numerator: 1n, denominator: 1n };

/** The currency of a floor: US dollars where nothing is said, and in any case of letters. */
export const currencyOf = (code: string | undefined): string => (code || 'USD').toUpperCase();

export function rateOf({ digits, scale }: Decimal): Rate {
  return { numerator: digits, denominator: 10n ** BigInt(scale) };
}

/**
 * Micros of one currency in micros of another, rounded half up to a whole micro.
 * @returns undefined where the result would not be an exact integer any more
 */
export function convertMicros(micros: number, rate: Rate): number | undefined {
  if (rate === PAR) return micros;
  const product = BigInt(micros) * rate.numerator;
  const converted = Number((2n * product + rate.denominator) / (2n * rate.denominator));
  return Number.isSafeInteger(converted) ? converted : undefined;
}
