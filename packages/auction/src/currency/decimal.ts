/** An exact decimal: `digits` / 10^`scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Nothing in an ad market is so small or so large; it also bounds the work. */
const EXPONENT_MAX = 30;

/**
 * A JSON number, or decimal text, as the decimal that was written: 0.1 is one tenth, not the double next to it.
 * @returns undefined for anything that is no finite, non-negative decimal of sane size
 */
export function parseDecimal(value: unknown): Decimal | undefined {
  const number = typeof value === 'string' && value.length <= 40 ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) return undefined;
  const text = String(number);
  const at = text.indexOf('e');
  const mantissa = at < 0 ? text : text.slice(0, at);
  const exponent = at < 0 ? 0 : Number(text.slice(at + 1));
  const dot = mantissa.indexOf('.');
  const digits = dot < 0 ? mantissa : mantissa.slice(0, dot) + mantissa.slice(dot + 1);
  const scale = (dot < 0 ? 0 : mantissa.length - dot - 1) - exponent;
  if (Math.abs(scale) > EXPONENT_MAX) return undefined;
  return scale >= 0
    ? { digits: BigInt(digits), scale }
    : { digits: BigInt(digits) * 10n ** BigInt(-scale), scale: 0 };
}
