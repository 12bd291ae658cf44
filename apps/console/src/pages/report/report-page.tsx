import { Skeleton } from '@mantine/core';
import { IconChartBarOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { ROUTES } from '../../api/routes.ts';
import { TableSkeleton } from '../../parts/table-skeleton.tsx';
import { ReportChart } from './report-chart.tsx';
import { NoRows, ReportRoom } from './report-room.tsx';
import type { ReportRow } from './report-rows.ts';
import { queryOf, type ReportState } from './report-state.ts';
import { ReportTable } from './report-table.tsx';
import { useReportState } from './use-report-state.ts';

/** Any question to the numbers; the address holds the whole question. */
export default function ReportPage() {
  const { t } = useTranslation();
  const [state, change] = useReportState('/report');
  const query = queryOf(state, Date.now());
  const report = useQuery({ ...queries.report(query), placeholderData: keepPreviousData });
  return (
    <ReportRoom
      title={t('nav.report')}
      description={t('report.description')}
      path={ROUTES.revenueReport.path}
      query={query}
      state={state}
      onChange={change}
      report={report}
      skeleton={<ReportSkeleton />}
    >
      {({ rows }) => <Result rows={rows} state={state} onChange={change} />}
    </ReportRoom>
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
  if (rows.length === 0) return <NoRows icon={IconChartBarOff} title={t('report.empty')} />;
  if (fitting.length === 0) return <ReportSkeleton />;
  return (
    <>
      <ReportChart rows={fitting} state={state} onMeasure={(measure) => onChange({ measure })} />
      <ReportTable
        rows={fitting}
        state={state}
        onSort={(sort, descending) => onChange({ sort, descending })}
      />
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
