import { Alert, Button, Stack } from '@mantine/core';
import { IconDownload, type TablerIcon } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { urlOf } from '../../api/client.ts';
import type { Query } from '../../api/routes.ts';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { ReportControls } from './report-controls.tsx';
import type { ReportState } from './report-state.ts';

interface Cut {
  readonly rows: readonly unknown[];
  /** Whether there are more than these. */
  readonly more: boolean;
}

interface ReportRoomProps<R extends Cut> {
  readonly title: string;
  readonly description: string;
  /** The route that answers the question, also as a file. */
  readonly path: string;
  readonly query: Query<'revenueReport'>;
  readonly state: ReportState;
  readonly onChange: (change: Partial<ReportState>) => void;
  readonly report: UseQueryResult<R>;
  /** Stands where the answer will. */
  readonly skeleton: ReactNode;
  readonly children: (report: R) => ReactNode;
}

/** A question to the numbers, its answer as a file, and its answer or why there is none. */
export function ReportRoom<R extends Cut>(props: ReportRoomProps<R>) {
  const { t } = useTranslation();
  const { report, query } = props;
  const csv = urlOf(props.path, {}, { ...query, limit: undefined, format: 'csv' });
  return (
    <>
      <PageHeader
        title={props.title}
        description={props.description}
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
        <ReportControls state={props.state} onChange={props.onChange} />
        {report.error && <ProblemNotice error={report.error} onRetry={() => void report.refetch()} />}
        {report.isPending && props.skeleton}
        {report.data !== undefined && !report.error && (
          <>
            <CutNotice report={report.data} />
            {props.children(report.data)}
          </>
        )}
      </Stack>
    </>
  );
}

/** Says that there is more than is shown and added up here. */
export function CutNotice({ report: { rows, more } }: { readonly report: Cut }) {
  const { t } = useTranslation();
  return more ? <Alert color="yellow">{t('report.cut', { count: rows.length })}</Alert> : null;
}

/** No row at all: another question may have some. */
export function NoRows({ icon, title }: { readonly icon: TablerIcon; readonly title: string }) {
  const { t } = useTranslation();
  return (
    <div className="panel">
      <NothingHere icon={icon} title={title} description={t('report.emptyText')} />
    </div>
  );
}
