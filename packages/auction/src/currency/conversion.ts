import { parseDecimal } from './decimal.ts';
import { PAR, type Rate, rateOf } from './rate.ts';

/** Rates by the currency they lead from, then to: what one unit of the first costs in the second. */
export type RateTable = ReadonlyMap<string, ReadonlyMap<string, Rate>>;

/** The factor between two currencies; undefined where nobody knows it. */
export type Conversion = (from: string, to: string) => Rate | undefined;

const CURRENCIES_MAX = 512;

/** `XXX`: three capital letters, as ISO 4217 writes currencies. */
export function isCurrencyCode(code: string): boolean {
  if (code.length !== 3) return false;
  for (let at = 0; at < 3; at++) {
    const letter = code.charCodeAt(at);
    if (letter < 65 || letter > 90) return false;
  }
  return true;
}

export type RateTableReading =
  | { readonly ok: true; readonly table: RateTable }
  | { readonly ok: false; readonly message: string };

/** Reads `{USD: {EUR: 0.92}}`, the form of Prebid's currency file and of `ext.prebid.currency.rates`. */
export function readRateTable(value: unknown): RateTableReading {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, message: 'currency rates must be an object of objects' };
  const table = new Map<string, ReadonlyMap<string, Rate>>();
  for (const [from, row] of Object.entries(value).slice(0, CURRENCIES_MAX)) {
    if (!isCurrencyCode(from) || typeof row !== 'object' || row === null) return unreadable(from);
    const rates = new Map<string, Rate>();
    for (const [to, number] of Object.entries(row as object).slice(0, CURRENCIES_MAX)) {
      const decimal = parseDecimal(number);
      if (!isCurrencyCode(to) || decimal === undefined || decimal.digits === 0n) return unreadable(to);
      rates.set(to, rateOf(decimal));
    }
    table.set(from, rates);
  }
  return { ok: true, table };
}

const unreadable = (code: string): RateTableReading => ({
  ok: false,
  message: `currency code ${code.slice(0, 8)} is not recognized or malformed`,
});

/**
 * Looks up tables in order, the first that knows wins: the rate itself, its reverse, or the way over a third currency that
 * the table knows both from.
 */
export function conversionOver(tables: readonly RateTable[]): Conversion {
  return (from, to) => {
    if (from === to) return PAR;
    for (const table of tables) {
      const rate = direct(table, from, to) ?? across(table, from, to);
      if (rate !== undefined) return rate;
    }
    return undefined;
  };
}

/** Knows only that a currency is worth itself. */
export const NO_CONVERSION: Conversion = conversionOver([]);

function direct(table: RateTable, from: string, to: string): Rate | undefined {
  const rate = table.get(from)?.get(to);
  if (rate !== undefined) return rate;
  const reverse = table.get(to)?.get(from);
  return reverse && { numerator: reverse.denominator, denominator: reverse.numerator };
}

function across(table: RateTable, from: string, to: string): Rate | undefined {
  for (const row of table.values()) {
    const [one, other] = [row.get(from), row.get(to)];
    if (one === undefined || other === undefined) continue;
    return {
      numerator: other.numerator * one.denominator,
      denominator: other.denominator * one.numerator,
    };
  }
  return undefined;
}

/** The conversion a request asks for (`ext.prebid.currency`): its own rates first, then the host's unless it declines them. */
export function readConversion(
  value: { readonly rates?: unknown; readonly usepbsrates?: boolean } | undefined,
  host: RateTable | undefined,
): { readonly ok: true; readonly conversion: Conversion } | { readonly ok: false; readonly message: string } {
  const hostTables = host === undefined || value?.usepbsrates === false ? [] : [host];
  const rates = value?.rates;
  if (
    rates === undefined ||
    rates === null ||
    (typeof rates === 'object' && Object.keys(rates).length === 0)
  ) {
    if (value?.usepbsrates === false)
      return { ok: false, message: 'Required custom currency rates field is null or empty.' };
    return { ok: true, conversion: hostTables.length === 0 ? NO_CONVERSION : conversionOver(hostTables) };
  }
  const own = readRateTable(rates);
  if (!own.ok) return own;
  return { ok: true, conversion: conversionOver([own.table, ...hostTables]) };
}
