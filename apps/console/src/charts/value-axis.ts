import { MICROS } from '../format/money.ts';

/** Four steps of the smallest amount that is written apart from the next, in micros. */
const MONEY_MIN = 400;

/** The part of a chart library's axis that says where its values end and which are named. */
export interface ValueAxis {
  readonly domain: readonly [number, number | 'auto'];
  readonly ticks?: readonly number[];
  readonly allowDecimals: boolean;
}

/**
 * An axis from zero on which no two ticks read the same: counts have no halves, small amounts of money are not cut
 * finer than they are written, and where there is nothing at all only zero is named.
 * @param max largest value of a bar or line; stacked bars count together
 */
export function valueAxis(max: number, { money }: { money: boolean }): ValueAxis {
  if (max <= 0) return { domain: [0, money ? MICROS : 1], ticks: [0], allowDecimals: money };
  if (money && max < MONEY_MIN) return { domain: [0, MONEY_MIN], allowDecimals: true };
  return { domain: [0, 'auto'], allowDecimals: money };
}

/** The largest sum of a chart's stacked series at one point. */
export function stackedMax(
  points: readonly Readonly<Record<string, string | number>>[],
  series: readonly string[],
): number {
  return points.reduce((max, point) => {
    const sum = series.reduce((total, name) => total + Number(point[name] ?? 0), 0);
    return Math.max(max, sum);
  }, 0);
}
