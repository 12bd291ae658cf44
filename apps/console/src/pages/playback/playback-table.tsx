import { PLAYBACK_MEASURES, type PlaybackMeasure } from '@jianchat/api-contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';
import { type Column, DataTable, sortRows } from '../../parts/data-table.tsx';
import type { ReportState } from '../report/report-state.ts';
import { useDimensionValue } from '../report/use-dimension-value.ts';
import { type PlaybackCounts, type PlaybackRow, shareOfStarts, totalCounts } from './playback-rows.ts';

interface PlaybackTableProps {
  readonly rows: readonly PlaybackRow[];
  readonly state: ReportState;
  readonly onSort: (sort: string, descending: boolean) => void;
}

/** Shares of the ads that began, behind the count that each is made of. */
const SHARES = { complete: 'completionRate', skip: 'skipRate' } as const;

/** Each event by group, with totals; what the policy in force does not let be told is a dash. */
export function PlaybackTable({ rows, state, onSort }: PlaybackTableProps) {
  const { t } = useTranslation();
  const columns = useColumns(state, totalCounts(rows));
  const [first = ''] = state.groupBy;
  const sort = { key: state.sort || first, descending: state.sort !== '' && state.descending };
  return (
    <DataTable
      label={t('playback.table')}
      columns={columns}
      rows={sortRows(rows, columns, sort)}
      rowKey={(row) => state.groupBy.map((name) => row.dimensions[name]).join('\u0000')}
      sort={sort}
      onSort={({ key, descending }) => onSort(key, descending)}
      minWidth={1650 + state.groupBy.length * 130}
      totals={rows.length > 1}
    />
  );
}

function useColumns({ groupBy }: ReportState, totals: PlaybackCounts): readonly Column<PlaybackRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useDimensionValue();
  const written = (value: number | null | undefined, text: (value: number) => string): string =>
    value === null || value === undefined ? '–' : text(value);
  const count = (measure: PlaybackMeasure): Column<PlaybackRow> => ({
    key: measure,
    title: t(`playback.${measure}`),
    number: true,
    sortBy: ({ counts }) => counts[measure] ?? undefined,
    cell: ({ counts }) => written(counts[measure], format.count),
    total: written(totals[measure], format.count),
  });
  const share = (measure: keyof typeof SHARES): Column<PlaybackRow> => ({
    key: SHARES[measure],
    title: t(`playback.${SHARES[measure]}`),
    number: true,
    sortBy: ({ counts }) => shareOfStarts(counts, measure),
    cell: ({ counts }) => written(shareOfStarts(counts, measure), format.percent),
    total: written(shareOfStarts(totals, measure), format.percent),
  });
  return [
    ...groupBy.map(
      (name, index): Column<PlaybackRow> => ({
        key: name,
        title: t(`dimension.${name}`),
        sortBy: (row) => row.dimensions[name] ?? '',
        cell: (row) => nameOf(name, row.dimensions[name] ?? ''),
        total: index === 0 ? t('common.total') : undefined,
      }),
    ),
    ...PLAYBACK_MEASURES.flatMap((measure) =>
      measure === 'complete' || measure === 'skip' ? [count(measure), share(measure)] : [count(measure)],
    ),
  ];
}
