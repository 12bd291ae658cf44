import { PLAYBACK_KINDS, type PlaybackKind } from '@jianchat/events/playback';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';
import { ColumnMenu, useColumnChoice } from '../../parts/column-choice.tsx';
import { type Column, DataTable, sortRows } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { ReportState } from '../report/report-state.ts';
import { useDimensionColumns } from '../report/use-dimension-columns.ts';
import { type PlaybackCounts, type PlaybackRow, shareOfStarts, totalCounts } from './playback-rows.ts';

interface PlaybackTableProps {
  readonly rows: readonly PlaybackRow[];
  readonly state: ReportState;
  readonly onSort: (sort: string, descending: boolean) => void;
}

/** Shares of the ads that began, behind the count that each is made of. */
const SHARES = { complete: 'completionRate', skip: 'skipRate' } as const;

/** Shown until somebody chooses: how far ads came, and what kept them from it. */
const USUAL = [
  'impression',
  'start',
  'firstQuartile',
  'midpoint',
  'thirdQuartile',
  'complete',
  'completionRate',
  'skipRate',
  'error',
];

/** Each event by group, with totals; what the policy in force does not let be told is a dash. */
export function PlaybackTable({ rows, state, onSort }: PlaybackTableProps) {
  const { t } = useTranslation();
  const dimensions = useDimensionColumns<PlaybackRow>(state.groupBy);
  const counts = useCounts(totalCounts(rows));
  const choice = useColumnChoice('playback', USUAL);
  const columns = [...dimensions, ...counts];
  const [first = ''] = state.groupBy;
  const sort = { key: state.sort || first, descending: state.sort !== '' && state.descending };
  return (
    <Panel title={t('playback.table')} actions={<ColumnMenu columns={counts} choice={choice} />} flush>
      <DataTable
        label={t('playback.table')}
        columns={[...dimensions, ...counts.filter(({ key }) => choice.shows(key))]}
        rows={sortRows(rows, columns, sort)}
        rowKey={(row) => state.groupBy.map((name) => row.dimensions[name]).join('\u0000')}
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

function useCounts(totals: PlaybackCounts): readonly Column<PlaybackRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const written = (value: number | null | undefined, text: (value: number) => string): string =>
    value === null || value === undefined ? '–' : text(value);
  const count = (measure: PlaybackKind): Column<PlaybackRow> => ({
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
  return PLAYBACK_KINDS.flatMap((measure) =>
    measure === 'complete' || measure === 'skip' ? [count(measure), share(measure)] : [count(measure)],
  );
}
