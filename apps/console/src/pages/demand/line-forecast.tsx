import { Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../record-form/field.ts';
import { Forecast } from './forecast.tsx';
import { impressionsOf, questionOf } from './forecast-question.ts';

const QUIET_MS = 600;

/** The forecast for what stands in the form, before it is booked. Asked again once typing rests. */
export function LineForecast({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation();
  const [openedMs] = useState(Date.now);
  const text = JSON.stringify(questionOf(draft, openedMs));
  const [rested] = useDebouncedValue(text, QUIET_MS);
  return (
    <Stack gap="xs" component="section" aria-label={t('campaign.forecast')}>
      <Title order={3} size="h4">
        {t('campaign.forecast')}
      </Title>
      {rested === undefined ? (
        <Text size="sm" c="dimmed">
          {t('campaign.forecastOver')}
        </Text>
      ) : (
        <Forecast question={JSON.parse(rested)} goal={impressionsOf(draft)} />
      )}
    </Stack>
  );
}
