import { Group, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { BarChart } from '../../charts/lazy-charts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { choicesOf } from '../../record-form/choices.ts';

const DAY_MS = 86_400_000;
const DAYS = 28;
const HEIGHT = 240;

/** What the targeting of a line item may have, before it is booked or while it runs. */
export function ForecastPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const lines = useQuery(queries.collection('line-items'));
  const [id, setId] = useState<string | null>(null);
  const line = lines.data?.find((each) => each.id === id);
  const fromMs = Math.ceil(Date.now() / DAY_MS) * DAY_MS;
  const body = line && {
    from: new Date(fromMs).toISOString(),
    to: new Date(fromMs + DAYS * DAY_MS).toISOString(),
    targeting: line.targeting,
    lineItem: line.id,
  };
  const asked = useQuery({
    queryKey: ['forecast', body],
    queryFn: ({ signal }) => call('forecast', { ...(body && { body }), signal }),
    enabled: body !== undefined,
  });
  const facts = asked.data && [
    { label: t('campaign.forecastRequests'), value: asked.data.requests },
    { label: t('campaign.forecastAvailable'), value: asked.data.available },
    { label: t('campaign.forecastClaims'), value: asked.data.requests - asked.data.available },
  ];
  return (
    <Panel title={t('campaign.forecast')} description={t('campaign.forecastLead')}>
      <Stack gap="sm">
        <Select
          label={t('demand.lineItem')}
          data={[...choicesOf(lines.data)]}
          value={id}
          onChange={setId}
          maw={420}
          searchable
        />
        {asked.error && <ProblemNotice error={asked.error} onRetry={() => void asked.refetch()} />}
        {body !== undefined && asked.isPending && <Skeleton h={HEIGHT} />}
        {asked.data && facts && (
          <>
            <Group gap="xl">
              {facts.map(({ label, value }) => (
                <Text key={label} size="sm" className="number">
                  {label}: {format.compact(value)}
                </Text>
              ))}
            </Group>
            <BarChart
              label={t('campaign.forecastChart')}
              h={HEIGHT}
              data={asked.data.days}
              dataKey="day"
              withLegend
              valueFormatter={format.compact}
              series={[
                { name: 'requests', label: t('measure.requests'), color: 'light-dark(#c5ccd2, #4b535b)' },
                { name: 'filled', label: t('measure.filled'), color: 'jade.6' },
              ]}
            />
            {asked.data.untold.length > 0 && (
              <Text size="xs" c="dimmed">
                {t('campaign.forecastUntold', { traits: asked.data.untold.join(', ') })}
              </Text>
            )}
          </>
        )}
      </Stack>
    </Panel>
  );
}
