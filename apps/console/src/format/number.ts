/** Part of a whole between 0 and 1, or undefined where there is no whole. */
export function ratio(part: number | null, whole: number | null): number | undefined {
  if (part === null || whole === null || whole === 0) return undefined;
  return part / whole;
}

/** Relative change from `before` to `now`; undefined where there was nothing to compare with. */
export function change(now: number | undefined, before: number | undefined): number | undefined {
  if (now === undefined || before === undefined || before === 0) return undefined;
  return (now - before) / before;
}

/** Difference of two shares in percentage points, as a share (0.02 = 2 points). */
export function difference(now: number | undefined, before: number | undefined): number | undefined {
  return now === undefined || before === undefined ? undefined : now - before;
}

export function formatCount(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** 12.4K; below ten thousand the full number. */
export function formatCompact(value: number, locale: string): string {
  if (Math.abs(value) < 10_000) return formatCount(value, locale);
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** One decimal, so that shares in a column stand one under another. */
export function formatPercent(value: number, locale: string): string {
  return percentWith(value, { locale, digits: 1 });
}

/** Two decimals, for shares of a few in a thousand: a click rate of 0.34 % is not 0.3 %. */
export function formatRate(value: number, locale: string): string {
  return percentWith(value, { locale, digits: 2 });
}

/** Without decimals, for what moves while it is read. */
export function formatWholePercent(value: number, locale: string): string {
  return percentWith(value, { locale, digits: 0 });
}

function percentWith(value: number, { locale, digits }: { locale: string; digits: number }): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** With its sign, for changes. */
export function formatChange(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format(value);
}

/** A difference of shares in percentage points, with its sign. */
export function formatPoints(value: number, locale: string): string {
  const points = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  });
  return `${points.format(value * 100)} pp`;
}

/** Milliseconds with as many digits as matter. */
export function formatMs(value: number, locale: string): string {
  const digits = value < 1 ? 2 : value < 10 ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)} ms`;
}
