import type { ReportDimension } from '@jianchat/api-contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ratio } from '../../format/number.ts';
import { type Format, useFormat } from '../../format/use-format.ts';
import { type Column, DataTable, sortRows } from '../../parts/data-table.tsx';
import { cpa, ecpm, type ReportRow, type ReportTotals, totalsOf } from './report-rows.ts';
import type { ReportState } from './report-state.ts';
import { useDimensionValue } from './use-dimension-value.ts';

interface ReportTableProps {
  readonly rows: readonly ReportRow[];
  readonly state: ReportState;
  readonly onSort: (sort: string, descending: boolean) => void;
}

/** The rows with a line of totals; several currencies make several totals, which are never added. */
export function ReportTable({ rows, state, onSort }: ReportTableProps) {
  const { t } = useTranslation();
  const columns = useColumns(state.groupBy, totalsOf(rows));
  const sort = {
    key: state.sort || defaultSort(state.groupBy),
    descending: state.sort === '' ? !isTime(state.groupBy) : state.descending,
  };
  return (
    <DataTable
      label={t('report.table')}
      columns={columns}
      rows={sortRows(rows, columns, sort)}
      rowKey={(row) => `${row.currency} ${state.groupBy.map((name) => row.dimensions[name]).join('\u0000')}`}
      sort={sort}
      onSort={({ key, descending }) => onSort(key, descending)}
      minWidth={760 + state.groupBy.length * 110}
      totals={rows.length > 1}
    />
  );
}

function isTime(groupBy: readonly ReportDimension[]): boolean {
  return groupBy[0] === 'hour' || groupBy[0] === 'day';
}

/** Time in its order; everything else by revenue. */
function defaultSort(groupBy: readonly ReportDimension[]): string {
  return isTime(groupBy) ? (groupBy[0] ?? 'chargeMicros') : 'chargeMicros';
}

/** A number of a row or of totals: how it is read and how it is written. */
interface MeasureColumn {
  readonly key: string;
  readonly title: string;
  readonly valueOf: (row: ReportTotals) => number | null | undefined;
  readonly textOf: (value: number, row: ReportTotals) => string;
}

function useColumns(
  groupBy: readonly ReportDimension[],
  totals: readonly ReportTotals[],
): readonly Column<ReportRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useDimensionValue();
  const dimensions: readonly Column<ReportRow>[] = groupBy.map((name, index) => ({
    key: name,
    title: t(`dimension.${name}`),
    sortBy: (row) => row.dimensions[name] ?? '',
    cell: (row) => nameOf(name, row.dimensions[name] ?? ''),
    total: index === 0 ? t('common.total') : undefined,
  }));
  // Most reports have none: a column of its own only where budgets ran out.
  const unpaid = totals.some(({ unchargedMicros }) => unchargedMicros > 0);
  const shown = useMeasures(format).filter(({ key }) => unpaid || key !== 'unchargedMicros');
  const measures = shown.map(
    (measure): Column<ReportRow> => ({
      key: measure.key,
      title: measure.title,
      number: true,
      sortBy: (row) => measure.valueOf(row) ?? undefined,
      cell: (row) => written(measure, row),
      total: totals.map((total) => <div key={total.currency}>{written(measure, total)}</div>),
    }),
  );
  return [...dimensions, ...measures];
}

function written(measure: MeasureColumn, row: ReportTotals): ReactNode {
  const value = measure.valueOf(row);
  return value === null || value === undefined ? '–' : measure.textOf(value, row);
}

function useMeasures(format: Format): readonly MeasureColumn[] {
  const { t } = useTranslation();
  const money = (value: number, row: ReportTotals) =>
    row.currency === '' ? '–' : format.money(value, row.currency);
  return [
    { key: 'requests', title: t('measure.requests'), valueOf: (row) => row.requests, textOf: format.count },
    {
      key: 'fillRate',
      title: t('measure.fillRate'),
      valueOf: (row) => ratio(row.filled, row.requests),
      textOf: format.percent,
    },
    {
      key: 'impressions',
      title: t('measure.impressions'),
      valueOf: (row) => row.impressions,
      textOf: format.count,
    },
    { key: 'clicks', title: t('measure.clicks'), valueOf: (row) => row.clicks, textOf: format.count },
    {
      key: 'ctr',
      title: t('measure.ctr'),
      valueOf: (row) => ratio(row.clicks, row.impressions),
      textOf: format.percent,
    },
    {
      key: 'conversions',
      title: t('measure.conversions'),
      valueOf: (row) => row.conversions,
      textOf: format.count,
    },
    {
      key: 'cvr',
      title: t('measure.cvr'),
      valueOf: (row) => ratio(row.conversions, row.clicks),
      textOf: format.percent,
    },
    { key: 'cpa', title: t('measure.cpa'), valueOf: cpa, textOf: money },
    { key: 'valueMicros', title: t('measure.value'), valueOf: (row) => row.valueMicros, textOf: money },
    {
      key: 'roas',
      title: t('measure.roas'),
      valueOf: (row) => ratio(row.valueMicros, row.chargeMicros),
      textOf: format.percent,
    },
    { key: 'ecpm', title: t('measure.ecpm'), valueOf: ecpm, textOf: money },
    { key: 'chargeMicros', title: t('measure.charge'), valueOf: (row) => row.chargeMicros, textOf: money },
    { key: 'mediaMicros', title: t('measure.media'), valueOf: (row) => row.mediaMicros, textOf: money },
    {
      key: 'platformMicros',
      title: t('measure.platform'),
      valueOf: (row) => row.platformMicros,
      textOf: money,
    },
    {
      key: 'unchargedMicros',
      title: t('measure.uncharged'),
      valueOf: (row) => row.unchargedMicros,
      textOf: money,
    },
  ];
}
