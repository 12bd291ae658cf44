/** Above this CPM (in units of currency) a number is a mistake or an attack, not a price. */
const CPM_MAX = 100_000;

/**
 * A CPM as OpenRTB writes it (a JSON number) to micros of its currency. Exact for up to six decimals: the product is
 * rounded, so that 0.29 gives 290,000 although 0.29 × 10⁶ is 289,999.99… in floating point.
 * @returns undefined for anything that is no price: not a number, negative, not finite, absurdly high.
 */
export function parseCpm(value: unknown): number | undefined {
  if (typeof value !== 'number' || !(value >= 0) || value > CPM_MAX) return undefined;
  return Math.round(value * 1e6);
}

/** A floor as a request writes it, to micros: one below nothing asks for nothing. Undefined where it is no price. */
export const parseFloor = (value: number): number | undefined => parseCpm(Math.max(0, value));

/** Micros to the CPM number of a bid response; the nearest double prints as the decimal that is meant. */
export function toCpm(micros: number): number {
  return micros / 1e6;
}

/** Micros as decimal text with a fixed number of decimals (0–15), half up. */
export function formatMicros(micros: number, decimals: number): string {
  if (decimals > 6) return formatMicros(micros, 6) + '0'.repeat(decimals - 6);
  const scale = 10 ** (6 - decimals);
  const units = Math.round(micros / scale);
  if (decimals === 0) return String(units);
  const digits = String(units).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
