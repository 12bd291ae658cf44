import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import type { Body } from '../../api/routes.ts';
import { BarChart } from '../../charts/lazy-charts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

const HEIGHT = 240;

/** What a targeting may have in a period, and what of it is booked by others. */
export function Forecast({
  question,
  goal,
}: {
  readonly question: Body<'forecast'>;
  readonly goal?: number | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const asked = useQuery({
    queryKey: ['forecast', question],
    queryFn: ({ signal }) => call('forecast', { body: question, signal }),
  });
  if (asked.error) return <ProblemNotice error={asked.error} onRetry={() => void asked.refetch()} />;
  if (!asked.data) return <Skeleton h={HEIGHT} />;
  const { requests, available, days, untold } = asked.data;
  const facts = [
    { label: t('campaign.forecastRequests'), value: requests },
    { label: t('campaign.forecastAvailable'), value: available },
    { label: t('campaign.forecastClaims'), value: requests - available },
  ];
  return (
    <Stack gap="sm">
      <Group gap="xl">
        {facts.map(({ label, value }) => (
          <Text key={label} size="sm" className="number">
            {label}: {format.compact(value)}
          </Text>
        ))}
      </Group>
      {goal !== undefined && (
        <Text size="sm" fw={500} c={goal <= available ? 'teal' : 'orange'} role="status">
          {t(goal <= available ? 'campaign.forecastEnough' : 'campaign.forecastShort', {
            goal: format.compact(goal),
          })}
        </Text>
      )}
      <BarChart
        label={t('campaign.forecastChart')}
        h={HEIGHT}
        data={days.map(({ day, ...counts }) => ({ ...counts, day: format.day(day) }))}
        dataKey="day"
        withLegend
        legendProps={{ verticalAlign: 'top', itemSorter: null }}
        valueFormatter={format.compact}
        series={[
          { name: 'requests', label: t('measure.requests'), color: 'light-dark(#c5ccd2, #4b535b)' },
          { name: 'filled', label: t('measure.filled'), color: 'jade.6' },
        ]}
      />
      {untold.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('campaign.forecastUntold', { traits: untold.join(', ') })}
        </Text>
      )}
    </Stack>
  );
}
