import { ActionIcon, Button, Group, MultiSelect, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DAYS, type DayPart, timeOf } from './day-parts.ts';

interface ExactTimesProps {
  readonly parts: readonly DayPart[];
  readonly disabled: boolean;
  readonly onChange: (parts: readonly DayPart[] | undefined) => void;
}

const END_OF_DAY = 1440;

/** The parts by the minute. */
export function ExactTimes({ parts, disabled, onChange }: ExactTimesProps) {
  const { t } = useTranslation();
  const days = t('weekday', { returnObjects: true });
  const set = (index: number, change: Partial<DayPart>) =>
    onChange(parts.map((part, at) => (at === index ? { ...part, ...change } : part)));
  const without = (index: number) => (parts.length === 1 ? undefined : parts.toSpliced(index, 1));
  return (
    <Stack gap="xs">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is what stands at its place.
        <Group key={index} gap="xs" align="flex-end" className="form-row">
          <MultiSelect
            label={t('dayParts.days')}
            data={DAYS.map((day) => ({ value: String(day), label: days[day] }))}
            value={part.days.map(String)}
            onChange={(chosen) => set(index, { days: chosen.map(Number).sort() })}
            disabled={disabled}
            style={{ flex: '1 1 220px' }}
          />
          <TextInput
            type="time"
            label={t('dayParts.from')}
            value={timeOf(part.fromMinute)}
            onChange={(event) => set(index, { fromMinute: minuteOf(event.currentTarget.value) })}
            disabled={disabled}
          />
          <TextInput
            type="time"
            label={t('dayParts.to')}
            value={timeOf(part.toMinute % END_OF_DAY)}
            onChange={(event) => set(index, { toMinute: minuteOf(event.currentTarget.value) || END_OF_DAY })}
            disabled={disabled}
          />
          {!disabled && (
            <ActionIcon
              variant="subtle"
              color="red"
              mb={4}
              aria-label={t('form.removeRow', { what: `${t('campaign.dayParts')} ${index + 1}` })}
              onClick={() => onChange(without(index))}
            >
              <IconTrash size={15} />
            </ActionIcon>
          )}
        </Group>
      ))}
      {!disabled && (
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...parts, { days: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1080 }])}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('form.add', { what: t('campaign.dayParts') })}
        </Button>
      )}
    </Stack>
  );
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
