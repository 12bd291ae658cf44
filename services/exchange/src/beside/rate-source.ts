import { type RateTable, readRateTable } from '@jianchat/auction';
import type { HostSettings } from '@jianchat/snapshot';
import type { FetchDocument } from './fetch-document.ts';

/** The host's rates as an auction finds them. */
export interface CurrentRates {
  /** Undefined where there are none. */
  readonly table: RateTable | undefined;
  /** True where fetched rates are too old to be used; `table` then holds the host's fixed ones, if any. */
  readonly stale: boolean;
}

/** `GET /currency/rates`: where rates come from, and the rates in use. */
export interface RatesDocument {
  readonly active: boolean;
  /** '' where nothing is fetched. */
  readonly source: string;
  readonly fetchingIntervalNs: number;
  /** ISO 8601; null before the first success. */
  readonly lastUpdated: string | null;
  readonly stale: boolean;
  readonly rates: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface RateSource {
  /** Never waits. */
  current(nowMs: number): CurrentRates;
  document(nowMs: number): RatesDocument;
  /** Fetches where it is time to. Called beside requests; never rejects. */
  refresh(nowMs: number): Promise<void>;
}

const REFRESH_SEC = 1_800;
const STALE_SEC = 604_800;
const LIMITS = { timeoutMs: 10_000, bytesMax: 1_048_576 };

interface Fetched {
  readonly url: string;
  readonly table: RateTable;
  readonly atMs: number;
}

/** Rates of the host: fetched from the address in its settings, else those that stand in them. A failed fetch keeps the last. */
export function createRateSource(means: {
  /** The host's settings as they are now. */
  readonly settings: () => HostSettings['currency'];
  readonly fetchDocument: FetchDocument;
}): RateSource {
  let fetched: Fetched | undefined;
  let tried: { readonly url: string; readonly atMs: number } | undefined;
  let fixed: { readonly of: unknown; readonly table: RateTable | undefined } = {
    of: undefined,
    table: undefined,
  };

  const fixedTable = (rates: unknown): RateTable | undefined => {
    if (rates !== fixed.of) {
      const reading = rates === undefined ? undefined : readRateTable(rates);
      fixed = { of: rates, table: reading?.ok === true ? reading.table : undefined };
    }
    return fixed.table;
  };
  const current = (nowMs: number): CurrentRates => {
    const settings = means.settings();
    if (settings === undefined) return NO_RATES;
    const own = fetched !== undefined && fetched.url === settings.url ? fetched : undefined;
    const stale = own !== undefined && nowMs - own.atMs > (settings.staleSec ?? STALE_SEC) * 1000;
    return { table: own === undefined || stale ? fixedTable(settings.rates) : own.table, stale };
  };
  return {
    current,
    document(nowMs) {
      const settings = means.settings();
      const { table, stale } = current(nowMs);
      return {
        active: settings?.url !== undefined,
        source: settings?.url ?? '',
        fetchingIntervalNs: (settings?.refreshSec ?? REFRESH_SEC) * 1e9,
        lastUpdated:
          fetched !== undefined && fetched.url === settings?.url
            ? new Date(fetched.atMs).toISOString()
            : null,
        stale,
        rates: table === undefined ? {} : numbersOf(table),
      };
    },
    async refresh(nowMs) {
      const settings = means.settings();
      if (settings?.url === undefined) return;
      const periodMs = (settings.refreshSec ?? REFRESH_SEC) * 1000;
      if (tried?.url === settings.url && nowMs - tried.atMs < periodMs) return;
      tried = { url: settings.url, atMs: nowMs };
      const answer = await means.fetchDocument(settings.url, LIMITS);
      if (!answer.ok) return;
      const document = answer.value;
      const reading = readRateTable(
        typeof document === 'object' && document !== null && 'conversions' in document
          ? document.conversions
          : undefined,
      );
      if (reading.ok) fetched = { url: settings.url, table: reading.table, atMs: nowMs };
    },
  };
}

const NO_RATES: CurrentRates = { table: undefined, stale: false };

function numbersOf(table: RateTable): RatesDocument['rates'] {
  return Object.fromEntries(
    [...table].map(([from, row]) => [
      from,
      Object.fromEntries(
        [...row].map(([to, { numerator, denominator }]) => [to, Number(numerator) / Number(denominator)]),
      ),
    ]),
  );
}
