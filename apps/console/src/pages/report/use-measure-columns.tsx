import { useTranslation } from 'react-i18next';
import { ratio } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import type { Column } from '../../parts/data-table.tsx';
import type { Texts } from '../../texts/en.ts';
import { cpa, ecpm, type ReportRow, type ReportTotals } from './report-rows.ts';

/** How a number of a row or of totals is read and written. */
interface Measure {
  readonly key: string;
  readonly title: string;
  readonly valueOf: (row: ReportTotals) => number | null | undefined;
  readonly textOf: (value: number, row: ReportTotals) => string;
}

/** The numbers of a row, what was earned first. */
export function useMeasureColumns(totals: readonly ReportTotals[]): readonly Column<ReportRow>[] {
  // Most reports have none of these: columns of their own only where there is something to tell.
  const isTold = (key: string): boolean =>
    !isOccasional(key) || totals.some((total) => (total[key] ?? 0) > 0);
  return useMeasures()
    .filter(({ key }) => isTold(key))
    .map((measure) => ({
      key: measure.key,
      title: measure.title,
      number: true,
      sortBy: (row) => measure.valueOf(row) ?? undefined,
      cell: (row) => written(measure, row),
      total: totals.map((total) => <div key={total.currency}>{written(measure, total)}</div>),
    }));
}

const OCCASIONAL = ['unchargedMicros', 'mediatedMicros', 'viewConversions', 'unverifiedConversions'] as const;
const isOccasional = (key: string): key is (typeof OCCASIONAL)[number] =>
  OCCASIONAL.some((name) => name === key);

function written(measure: Measure, row: ReportTotals): string {
  const value = measure.valueOf(row);
  return value === null || value === undefined ? '–' : measure.textOf(value, row);
}

function useMeasures(): readonly Measure[] {
  const { t } = useTranslation();
  const { count, percent, rate, money: written } = useFormat();
  const money = (value: number, { currency }: ReportTotals) =>
    currency === '' ? '–' : written(value, currency);
  const measure = (
    key: string,
    name: keyof Texts['measure'],
    rest: Pick<Measure, 'valueOf' | 'textOf'>,
  ): Measure => ({ key, title: t(`measure.${name}`), ...rest });
  return [
    measure('chargeMicros', 'charge', { valueOf: (row) => row.chargeMicros, textOf: money }),
    measure('mediaMicros', 'media', { valueOf: (row) => row.mediaMicros, textOf: money }),
    measure('platformMicros', 'platform', { valueOf: (row) => row.platformMicros, textOf: money }),
    measure('unchargedMicros', 'uncharged', { valueOf: (row) => row.unchargedMicros, textOf: money }),
    measure('mediatedMicros', 'mediated', { valueOf: (row) => row.mediatedMicros, textOf: money }),
    measure('ecpm', 'ecpm', { valueOf: ecpm, textOf: money }),
    measure('requests', 'requests', { valueOf: (row) => row.requests, textOf: count }),
    measure('fillRate', 'fillRate', { valueOf: (row) => ratio(row.filled, row.requests), textOf: percent }),
    measure('impressions', 'impressions', { valueOf: (row) => row.impressions, textOf: count }),
    measure('clicks', 'clicks', { valueOf: (row) => row.clicks, textOf: count }),
    measure('ctr', 'ctr', { valueOf: (row) => ratio(row.clicks, row.impressions), textOf: rate }),
    measure('conversions', 'conversions', { valueOf: (row) => row.conversions, textOf: count }),
    measure('viewConversions', 'viewConversions', { valueOf: (row) => row.viewConversions, textOf: count }),
    measure('unverifiedConversions', 'unverified', {
      valueOf: (row) => row.unverifiedConversions,
      textOf: count,
    }),
    measure('cvr', 'cvr', { valueOf: (row) => ratio(row.conversions, row.clicks), textOf: rate }),
    measure('cpa', 'cpa', { valueOf: cpa, textOf: money }),
    measure('valueMicros', 'value', { valueOf: (row) => row.valueMicros, textOf: money }),
    measure('roas', 'roas', { valueOf: (row) => ratio(row.valueMicros, row.chargeMicros), textOf: percent }),
  ];
}
