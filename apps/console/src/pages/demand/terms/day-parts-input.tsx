import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HeldProps } from '../../../record-form/field.ts';
import { Fold } from '../../../schema-form/group-input.tsx';
import { type DayPart, dayPartsOf, hoursOf, isHourly, partsOf } from './day-parts.ts';
import { ExactTimes } from './exact-times.tsx';
import { WeekGrid } from './week-grid.tsx';

const PRESETS = {
  working: [{ days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1080 }],
  evenings: [{ days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 1080, toMinute: 1380 }],
  weekend: [{ days: [6, 7], fromMinute: 0, toMinute: 1440 }],
} as const satisfies Record<string, readonly DayPart[]>;

/** When it is shown: a week to paint, and the exact times behind it. */
export function DayPartsInput({ label, value, onChange, disabled }: HeldProps) {
  const { t } = useTranslation();
  const parts = dayPartsOf(value);
  return (
    <Stack gap="xs">
      <div>
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <Text size="xs" c="dimmed">
          {parts.length === 0 ? t('dayParts.always') : t('dayParts.paint')}
        </Text>
      </div>
      {isHourly(parts) ? (
        <WeekGrid hours={hoursOf(parts)} disabled={disabled} onChange={(hours) => onChange(partsOf(hours))} />
      ) : (
        <Text size="xs">{t('dayParts.exactOnly')}</Text>
      )}
      {!disabled && (
        <Group gap={6}>
          <Button variant="light" size="compact-xs" onClick={() => onChange(undefined)}>
            {t('dayParts.presets.always')}
          </Button>
          {(['working', 'evenings', 'weekend'] as const).map((name) => (
            <Button key={name} variant="light" size="compact-xs" onClick={() => onChange(PRESETS[name])}>
              {t(`dayParts.presets.${name}`)}
            </Button>
          ))}
        </Group>
      )}
      <Fold title={t('dayParts.exact')} value={isHourly(parts) ? undefined : parts}>
        <ExactTimes parts={parts} disabled={disabled} onChange={onChange} />
      </Fold>
    </Stack>
  );
}
