import { SimpleGrid, Skeleton } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { type Answer, ROUTES } from '../../api/routes.ts';
import { NoRows, ReportRoom } from '../report/report-room.tsx';
import { queryOf, type ReportState } from '../report/report-state.ts';
import { useReportState } from '../report/use-report-state.ts';
import { ErrorTable } from './error-table.tsx';
import { PlaybackChart } from './playback-chart.tsx';
import { totalCounts } from './playback-rows.ts';
import { PlaybackTable } from './playback-table.tsx';

/** How far video and audio ads were played, and why some were not. */
export default function PlaybackPage() {
  const { t } = useTranslation();
  const [state, change] = useReportState('/playback');
  const query = queryOf(state, Date.now());
  const report = useQuery({ ...queries.playback(query), placeholderData: keepPreviousData });
  return (
    <ReportRoom
      title={t('nav.playback')}
      description={t('playback.description')}
      path={ROUTES.playbackReport.path}
      query={query}
      state={state}
      onChange={change}
      report={report}
      skeleton={<Skeleton h={330} />}
    >
      {(answer) => <Result report={answer} state={state} onChange={change} />}
    </ReportRoom>
  );
}

interface ResultProps {
  readonly report: Answer<'playbackReport'>;
  readonly state: ReportState;
  readonly onChange: (change: Partial<ReportState>) => void;
}

function Result({ report: { rows, errors }, state, onChange }: ResultProps) {
  const { t } = useTranslation();
  if (rows.length === 0) return <NoRows icon={IconPlayerStop} title={t('playback.empty')} />;
  const fitting = rows.filter((row) => state.groupBy.every((name) => row.dimensions[name] !== undefined));
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
        <PlaybackChart totals={totalCounts(rows)} />
        <ErrorTable errors={errors} />
      </SimpleGrid>
      <PlaybackTable
        rows={fitting}
        state={state}
        onSort={(sort, descending) => onChange({ sort, descending })}
      />
    </>
  );
}
