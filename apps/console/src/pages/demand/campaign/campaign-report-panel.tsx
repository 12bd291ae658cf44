import { Button, Group, Select, Stack } from '@mantine/core';
import { IconDownload, IconReportMoney } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { urlOf } from '../../../api/client.ts';
import { queries } from '../../../api/queries.ts';
import { type Query, ROUTES } from '../../../api/routes.ts';
import { useSeesAll } from '../../../api/use-me.ts';
import { NothingHere } from '../../../parts/nothing-here.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { ProblemNotice } from '../../../parts/problem-notice.tsx';
import { TableSkeleton } from '../../../parts/table-skeleton.tsx';
import { choicesOf } from '../../../record-form/choices.ts';
import { CutNotice } from '../../report/report-room.tsx';
import { CAMPAIGN_GROUPS, type CampaignGroup } from './campaign-groups.ts';
import { CampaignTable } from './campaign-table.tsx';

const PERIODS_DAYS = ['7', '30', '90'] as const;
const DAY_MS = 86_400_000;

/** What an advertiser's line items brought and cost, by one dimension. Whoever sees all says whose. */
export function CampaignReportPanel() {
  const { t } = useTranslation();
  const seesAll = useSeesAll();
  const advertisers = useQuery(queries.collection('advertisers'));
  const [group, setGroup] = useState<CampaignGroup>('day');
  const [days, setDays] = useState<string>(PERIODS_DAYS[0]);
  const [chosen, setChosen] = useState<string | null>(null);
  const advertiser = seesAll ? (chosen ?? advertisers.data?.[0]?.id) : undefined;
  const query: Query<'campaignReport'> = { ...periodOf(Number(days)), groupBy: group, advertiser };
  const ready = !seesAll || advertiser !== undefined;
  return (
    <Panel title={t('campaignReport.title')} description={t('campaignReport.lead')} flush>
      <Stack gap="xs">
        <Group px="sm" gap="xs">
          {seesAll && advertisers.data?.length !== 0 && (
            <Select
              aria-label={t('demand.advertiser')}
              data={[...choicesOf(advertisers.data)]}
              value={advertiser ?? null}
              onChange={setChosen}
              allowDeselect={false}
              searchable
            />
          )}
          <Select
            aria-label={t('campaignReport.by')}
            data={CAMPAIGN_GROUPS.map((value) => ({ value, label: t(`campaignReport.groups.${value}`) }))}
            value={group}
            onChange={(value) => value && setGroup(value as CampaignGroup)}
            allowDeselect={false}
          />
          <Select
            aria-label={t('campaignReport.period')}
            data={PERIODS_DAYS.map((value) => ({
              value,
              label: t('campaignReport.days', { count: Number(value) }),
            }))}
            value={days}
            onChange={(value) => value && setDays(value)}
            allowDeselect={false}
          />
          {ready && (
            <Button
              component="a"
              variant="default"
              leftSection={<IconDownload size={15} />}
              href={urlOf(ROUTES.campaignReport.path, {}, { ...query, format: 'csv' })}
              download
            >
              {t('campaignReport.csv')}
            </Button>
          )}
        </Group>
        {ready ? <CampaignRows query={query} group={group} /> : <NobodyChosen />}
      </Stack>
    </Panel>
  );
}

/** While it is not known whose report it is: advertisers are loaded, or could not be, or there are none. */
function NobodyChosen() {
  const { t } = useTranslation();
  const advertisers = useQuery(queries.collection('advertisers'));
  if (advertisers.isPending) return <TableSkeleton />;
  if (advertisers.error) return <Failed error={advertisers.error} onRetry={advertisers.refetch} />;
  return (
    <NothingHere
      icon={IconReportMoney}
      title={t('campaignReport.nobody')}
      description={t('campaignReport.nobodyText')}
    />
  );
}

interface CampaignRowsProps {
  readonly query: Query<'campaignReport'>;
  readonly group: CampaignGroup;
}

function CampaignRows({ query, group }: CampaignRowsProps) {
  const { t } = useTranslation();
  const report = useQuery(queries.campaigns(query));
  if (report.isPending) return <TableSkeleton />;
  if (report.error) return <Failed error={report.error} onRetry={report.refetch} />;
  if (report.data.rows.length > 0)
    return (
      <>
        <CutNotice report={report.data} />
        <CampaignTable rows={report.data.rows} group={group} />
      </>
    );
  return (
    <NothingHere
      icon={IconReportMoney}
      title={t('campaignReport.empty')}
      description={t('campaignReport.emptyText')}
    />
  );
}

function Failed({ error, onRetry }: { readonly error: Error; readonly onRetry: () => unknown }) {
  return (
    <Group p="sm" grow>
      <ProblemNotice error={error} onRetry={() => void onRetry()} />
    </Group>
  );
}

/** Whole days of UTC, today included. */
function periodOf(days: number): { readonly from: string; readonly to: string } {
  const tomorrow = (Math.floor(Date.now() / DAY_MS) + 1) * DAY_MS;
  return { from: new Date(tomorrow - days * DAY_MS).toISOString(), to: new Date(tomorrow).toISOString() };
}
