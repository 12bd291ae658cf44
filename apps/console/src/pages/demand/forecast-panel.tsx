import { Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { Panel } from '../../parts/panel.tsx';
import { choicesOf } from '../../record-form/choices.ts';
import { Forecast } from './forecast.tsx';
import { nextWeeks } from './forecast-question.ts';

/** What the targeting of a line item may have while it runs. */
export function ForecastPanel() {
  const { t } = useTranslation();
  const lines = useQuery(queries.collection('line-items'));
  const [id, setId] = useState<string | null>(null);
  const [openedMs] = useState(Date.now);
  const line = lines.data?.find((each) => each.id === id);
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
        {line && (
          <Forecast question={{ ...nextWeeks(openedMs), targeting: line.targeting, lineItem: line.id }} />
        )}
      </Stack>
    </Panel>
  );
}
