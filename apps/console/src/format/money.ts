/** One unit of a currency in micros. */
export const MICROS = 1_000_000;

export interface MoneyOptions {
  /** Short form for tiles and axes: $1.2K. */
  readonly compact?: boolean;
}

/** Money in micros as text in the reader's language; amounts below a tenth keep four digits: what an impression costs is small. */
export function formatMoney(
  micros: number,
  currency: string,
  options: MoneyOptions & { readonly locale: string },
): string {
  const amount = micros / MICROS;
  const small = amount !== 0 && Math.abs(amount) < 0.1;
  const format = moneyFormat(currency, options.locale, {
    compact: options.compact === true && Math.abs(amount) >= 10_000,
    digits: small ? 4 : 2,
  });
  return format.format(amount);
}

const formats = new Map<string, Intl.NumberFormat>();

function moneyFormat(
  currency: string,
  locale: string,
  options: { compact: boolean; digits: number },
): Intl.NumberFormat {
  const key = `${locale} ${currency} ${options.compact} ${options.digits}`;
  const known = formats.get(key);
  if (known) return known;
  // A row without money (nothing was charged yet) may name no currency; its zero is then a plain number.
  const style = /^[A-Z]{3}$/.test(currency)
    ? ({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const)
    : {};
  const made = new Intl.NumberFormat(locale, {
    ...style,
    ...(options.compact
      ? { notation: 'compact' as const, maximumFractionDigits: 1 }
      : { minimumFractionDigits: 2, maximumFractionDigits: options.digits }),
  });
  formats.set(key, made);
  return made;
}

/** Decimal text a person typed ("1.25") to micros; undefined when it is no amount of zero or more. */
export function microsOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(trimmed)) return undefined;
  return Math.round(Number(trimmed) * MICROS);
}

/** Micros as the decimal text of a form field, without trailing zeros. */
export function decimalOf(micros: number): string {
  return (micros / MICROS).toFixed(6).replace(/\.?0+$/, '');
}
