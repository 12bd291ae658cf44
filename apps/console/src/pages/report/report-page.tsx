import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import { IconChartBarOff, IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { urlOf } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { ROUTES } from '../../api/routes.ts';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TableSkeleton } from '../../parts/table-skeleton.tsx';
import { ReportChart } from './report-chart.tsx';
import { ReportControls } from './report-controls.tsx';
import type { ReportRow } from './report-rows.ts';
import { queryOf, type ReportState, ROWS_MAX } from './report-state.ts';
import { ReportTable } from './report-table.tsx';
import { useReportState } from './use-report-state.ts';

/** Any question to the numbers; the address holds the whole question. */
export default function ReportPage() {
  const { t } = useTranslation();
  const [state, change] = useReportState('/report');
  const query = queryOf(state, Date.now());
  const report = useQuery({ ...queries.report(query), placeholderData: keepPreviousData });
  const csv = urlOf(ROUTES.revenueReport.path, {}, { ...query, limit: 10_000, format: 'csv' });
  return (
    <>
      <PageHeader
        title={t('nav.report')}
        description={t('report.description')}
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
        {report.isPending && <ReportSkeleton />}
        {report.data && !report.error && <Result rows={report.data.rows} state={state} onChange={change} />}
      </Stack>
    </>
  );
}

interface ResultProps {
  readonly rows: readonly ReportRow[];
  readonly state: ReportState;
  readonly onChange: (change: Partial<ReportState>) => void;
}

function Result({ rows, state, onChange }: ResultProps) {
  const { t } = useTranslation();
  // While another grouping is on its way, the rows still are of the one before.
  const fitting = rows.filter((row) => state.groupBy.every((name) => row.dimensions[name] !== undefined));
  if (rows.length === 0) {
    return (
      <div className="panel">
        <NothingHere icon={IconChartBarOff} title={t('report.empty')} description={t('report.emptyText')} />
      </div>
    );
  }
  if (fitting.length === 0) return <ReportSkeleton />;
  return (
    <>
      <ReportChart rows={fitting} state={state} onMeasure={(measure) => onChange({ measure })} />
      {rows.length >= ROWS_MAX && <Alert color="yellow">{t('report.cut', { count: ROWS_MAX })}</Alert>}
      <section className="panel" aria-label={t('report.table')}>
        <ReportTable
          rows={fitting}
          state={state}
          onSort={(sort, descending) => onChange({ sort, descending })}
        />
      </section>
    </>
  );
}

function ReportSkeleton() {
  return (
    <>
      <Skeleton h={330} />
      <div className="panel">
        <TableSkeleton rows={8} />
      </div>
    </>
  );
}
