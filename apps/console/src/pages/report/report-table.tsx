import type { ReportDimension } from '@jianchat/api-contract';
import { useTranslation } from 'react-i18next';
import { ColumnMenu, useColumnChoice } from '../../parts/column-choice.tsx';
import { DataTable, sortRows } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import { type ReportRow, totalsOf } from './report-rows.ts';
import type { ReportState } from './report-state.ts';
import { useDimensionColumns } from './use-dimension-columns.ts';
import { useMeasureColumns } from './use-measure-columns.tsx';

interface ReportTableProps {
  readonly rows: readonly ReportRow[];
  readonly state: ReportState;
  readonly onSort: (sort: string, descending: boolean) => void;
}

/** Shown until somebody chooses: as many as stand beside two dimensions on a screen of 1,280 pixels. */
const USUAL = [
  'chargeMicros',
  'mediaMicros',
  'ecpm',
  'requests',
  'fillRate',
  'impressions',
  'clicks',
  'ctr',
  'unchargedMicros',
  'mediatedMicros',
];

/** The rows with a line of totals; several currencies make several totals, which are never added. */
export function ReportTable({ rows, state, onSort }: ReportTableProps) {
  const { t } = useTranslation();
  const dimensions = useDimensionColumns<ReportRow>(state.groupBy);
  const measures = useMeasureColumns(totalsOf(rows));
  const choice = useColumnChoice('report', USUAL);
  const columns = [...dimensions, ...measures];
  const sort = {
    key: state.sort || defaultSort(state.groupBy),
    descending: state.sort === '' ? !isTime(state.groupBy) : state.descending,
  };
  return (
    <Panel title={t('report.table')} actions={<ColumnMenu columns={measures} choice={choice} />} flush>
      <DataTable
        label={t('report.table')}
        columns={[...dimensions, ...measures.filter(({ key }) => choice.shows(key))]}
        rows={sortRows(rows, columns, sort)}
        rowKey={(row) =>
          `${row.currency} ${state.groupBy.map((name) => row.dimensions[name]).join('\u0000')}`
        }
        sort={sort}
        onSort={({ key, descending }) => onSort(key, descending)}
        minWidth={0}
        spacing="sm"
        totals={rows.length > 1}
        pinned
      />
    </Panel>
  );
}

function isTime(groupBy: readonly ReportDimension[]): boolean {
  return groupBy[0] === 'hour' || groupBy[0] === 'day';
}

/** Time in its order; everything else by revenue. */
function defaultSort(groupBy: readonly ReportDimension[]): string {
  return isTime(groupBy) ? (groupBy[0] ?? 'chargeMicros') : 'chargeMicros';
}
