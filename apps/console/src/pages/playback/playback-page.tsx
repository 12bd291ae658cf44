import { Button, SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { IconDownload, IconPlayerStop } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { urlOf } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { type Answer, ROUTES } from '../../api/routes.ts';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { ReportControls } from '../report/report-controls.tsx';
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
  const csv = urlOf(ROUTES.playbackReport.path, {}, { ...query, limit: 10_000, format: 'csv' });
  return (
    <>
      <PageHeader
        title={t('nav.playback')}
        description={t('playback.description')}
        actions={
          <Button
            component="a"
            href={csv}
            download
            variant="default"
            leftSection={<IconDownload size={15} />}
          >
            {t('report.csv')}
          </Button>
        }
      />
      <Stack gap="sm">
        <ReportControls state={state} onChange={change} />
        {report.error && <ProblemNotice error={report.error} onRetry={() => void report.refetch()} />}
        {report.isPending && <Skeleton h={330} />}
        {report.data && !report.error && <Result report={report.data} state={state} onChange={change} />}
      </Stack>
    </>
  );
}

interface ResultProps {
  readonly report: Answer<'playbackReport'>;
  readonly state: ReportState;
  readonly onChange: (change: Partial<ReportState>) => void;
}

function Result({ report: { rows, errors }, state, onChange }: ResultProps) {
  const { t } = useTranslation();
  if (rows.length === 0)
    return (
      <div className="panel">
        <NothingHere icon={IconPlayerStop} title={t('playback.empty')} description={t('report.emptyText')} />
      </div>
    );
  const fitting = rows.filter((row) => state.groupBy.every((name) => row.dimensions[name] !== undefined));
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
        <PlaybackChart totals={totalCounts(rows)} />
        <ErrorTable errors={errors} />
      </SimpleGrid>
      <section className="panel" aria-label={t('playback.table')}>
        <PlaybackTable
          rows={fitting}
          state={state}
          onSort={(sort, descending) => onChange({ sort, descending })}
        />
      </section>
    </>
  );
}
