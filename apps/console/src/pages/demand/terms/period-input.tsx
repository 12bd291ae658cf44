import { Group, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputProps } from '../../../schema-form/form-context.ts';
import { useInputFrame } from '../../../schema-form/use-input-frame.ts';
import { MINUTES_IN, type PeriodUnit, UNITS, unitOf } from './period.ts';

/** Minutes as a number of minutes, hours, days or weeks; without any it is for as long as counts are kept. */
export function PeriodInput({ value, onChange, ...props }: InputProps) {
  const { t } = useTranslation();
  const frame = useInputFrame(props);
  const minutes = typeof value === 'number' ? value : undefined;
  const [unit, setUnit] = useState<PeriodUnit>(() => unitOf(minutes));
  const size = unit === 'lifetime' ? undefined : MINUTES_IN[unit];
  const choose = (next: PeriodUnit) => {
    const count = minutes === undefined || size === undefined ? 1 : minutes / size;
    setUnit(next);
    onChange(next === 'lifetime' ? undefined : Math.max(1, Math.round(count)) * MINUTES_IN[next]);
  };
  return (
    <Group gap={4} align="flex-end" wrap="nowrap">
      {size !== undefined && (
        <NumberInput
          {...frame}
          value={minutes === undefined ? '' : minutes / size}
          onChange={(count) => onChange(typeof count === 'number' ? Math.round(count * size) : undefined)}
          min={1}
          allowDecimal={false}
          hideControls
          style={{ flex: '0 1 80px' }}
        />
      )}
      <Select
        {...(size === undefined ? frame : { disabled: frame.disabled, 'aria-label': t('period.unit') })}
        data={UNITS.map((each) => ({ value: each, label: t(`period.${each}`) }))}
        value={unit}
        onChange={(next) => next !== null && choose(next)}
        allowDeselect={false}
        style={{ flex: 1 }}
      />
    </Group>
  );
}
