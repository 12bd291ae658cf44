import { SegmentedControl, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { IconSeeding } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import type { Answer } from '../../api/routes.ts';
import { useFormat } from '../../format/use-format.ts';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { CalibrationChart } from './calibration-chart.tsx';
import { LiftTable } from './lift-table.tsx';

type Report = Answer<'effectivenessReport'>;
type Slice = Report['slices'][number];

/** How well clicks are predicted: what was said beforehand against what followed. */
export default function EffectivenessPage() {
  const { t } = useTranslation();
  const report = useQuery(queries.effectiveness());
  return (
    <>
      <PageHeader title={t('nav.effectiveness')} description={t('effectiveness.description')} />
      <Stack gap="sm">
        {report.error && <ProblemNotice error={report.error} onRetry={() => void report.refetch()} />}
        {report.isPending && <Skeleton h={330} />}
        {report.data && !report.data.learned && (
          <div className="panel">
            <NothingHere
              icon={IconSeeding}
              title={t('effectiveness.empty')}
              description={t('effectiveness.emptyText')}
            />
          </div>
        )}
        {report.data?.learned && <Learned report={report.data} />}
        <Panel title={t('effectiveness.howTitle')}>
          <Text size="sm" maw={760}>
            {t('effectiveness.how')}
          </Text>
        </Panel>
      </Stack>
    </>
  );
}

function Learned({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const clicks = report.slices.filter(({ goal }) => goal === 'click');
  const [chosen, choose] = useState<Slice['slice']>('all');
  const slice = clicks.find((each) => each.slice === chosen) ?? clicks[0];
  if (slice === undefined) return null;
  return (
    <>
      <Figures report={report} slice={slice} />
      {clicks.length > 2 && (
        <SegmentedControl
          aria-label={t('effectiveness.slice')}
          size="xs"
          w="fit-content"
          data={clicks.map((each) => ({
            value: each.slice,
            label: t(`effectiveness.slices.${each.slice}`),
          }))}
          value={slice.slice}
          onChange={choose}
        />
      )}
      <CalibrationChart bins={slice.scores.bins} />
      <LiftTable bins={slice.scores.bins} />
    </>
  );
}

function Figures({ report, slice: { scores } }: { readonly report: Report; readonly slice: Slice }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figures = [
    ['impressions', format.count(report.impressions)],
    ['clicks', format.count(report.clicks)],
    ['baseRate', format.percent(scores.baseRate)],
    ['entropy', scores.normalisedEntropy.toFixed(3)],
    ['auc', scores.auc.toFixed(3)],
    ['calibration', scores.calibration.toFixed(3)],
    ['explore', format.percent(report.exploreBps / 10_000)],
    ['trainedTo', report.trainedTo === null ? '–' : format.moment(report.trainedTo)],
  ] as const;
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      {figures.map(([name, value]) => (
        <div key={name} className="panel" style={{ padding: '12px 14px' }}>
          <Text size="sm" c="dimmed" fw={500}>
            {t(`effectiveness.figures.${name}`)}
          </Text>
          <Text fz={20} fw={650} className="number">
            {value}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`effectiveness.hints.${name}`)}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
