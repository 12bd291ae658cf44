import { Group, SegmentedControl, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
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
import { ReplayPanel } from './replay/replay-panel.tsx';

type Report = Answer<'effectivenessReport'>;
type Slice = Report['slices'][number];

/** How well clicks and conversions are predicted: what was said beforehand against what followed. */
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
  const format = useFormat();
  const [goal, chooseGoal] = useState<Slice['goal']>('click');
  const [chosen, choose] = useState<Slice['slice']>('all');
  const slices = report.slices.filter((each) => each.goal === goal);
  const slice = slices.find((each) => each.slice === chosen) ?? slices[0];
  return (
    <>
      <Group gap="sm">
        <SegmentedControl
          aria-label={t('effectiveness.goal')}
          size="xs"
          data={GOALS.map((value) => ({ value, label: t(`effectiveness.goals.${value}.name`) }))}
          value={goal}
          onChange={chooseGoal}
        />
        {slices.length > 2 && (
          <SegmentedControl
            aria-label={t('effectiveness.slice')}
            size="xs"
            data={slices.map((each) => ({
              value: each.slice,
              label: t(`effectiveness.slices.${each.slice}`),
            }))}
            value={slice?.slice ?? 'all'}
            onChange={choose}
          />
        )}
        {report.trainedTo !== null && (
          <Text size="sm" c="dimmed">
            {t('effectiveness.trainedTo', { moment: format.moment(report.trainedTo) })}
          </Text>
        )}
      </Group>
      {slice === undefined ? (
        <div className="panel">
          <NothingHere
            icon={IconSeeding}
            title={t(`effectiveness.goals.${goal}.empty`)}
            description={t(`effectiveness.goals.${goal}.emptyText`)}
          />
        </div>
      ) : (
        <>
          <Figures report={report} slice={slice} />
          <CalibrationChart goal={goal} bins={slice.scores.bins} />
          <LiftTable goal={goal} bins={slice.scores.bins} />
        </>
      )}
      <ReplayPanel goal={goal === 'click' ? goal : 'conversion'} />
    </>
  );
}

const GOALS = ['click', 'conversion', 'viewConversion'] as const satisfies readonly Slice['goal'][];

const countsOf = (report: Report, goal: Slice['goal']): readonly [examples: number, successes: number] => {
  if (goal === 'click') return [report.impressions, report.clicks];
  return goal === 'conversion'
    ? [report.followedClicks, report.conversions]
    : [report.followedViews, report.viewConversions];
};

function Figures({ report, slice: { goal, scores } }: { readonly report: Report; readonly slice: Slice }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [examples, successes] = countsOf(report, goal);
  const figures = [
    ['examples', format.count(examples)],
    ['successes', format.count(successes)],
    ['baseRate', format.rate(scores.baseRate)],
    ['logLoss', scores.logLoss.toFixed(4)],
    ['entropy', scores.normalisedEntropy.toFixed(3)],
    ['auc', scores.auc.toFixed(3)],
    ['calibration', scores.calibration.toFixed(3)],
    ['explore', format.percent(report.exploreBps / 10_000)],
  ] as const;
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      {figures.map(([name, value]) => (
        <div key={name} className="panel" style={{ padding: '12px 14px' }}>
          <Text size="sm" c="dimmed" fw={500}>
            {t(`effectiveness.goals.${goal}.figures.${name}`)}
          </Text>
          <Text fz={20} fw={650} className="number">
            {value}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`effectiveness.goals.${goal}.hints.${name}`, { base: scores.baseLogLoss.toFixed(4) })}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
