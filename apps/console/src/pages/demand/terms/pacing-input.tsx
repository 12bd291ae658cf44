import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FORM_SCHEMAS } from '../../../generated/form-schemas.gen.ts';
import type { HeldProps } from '../../../record-form/field.ts';
import { Members } from '../../../schema-form/group-input.tsx';
import { listOf, membersOf } from '../../../schema-form/members.ts';
import { SchemaForm } from '../../../schema-form/schema-form.tsx';
import { CurveChart } from './curve-chart.tsx';

const SCHEMA = FORM_SCHEMAS['line-items'].properties?.['pacing'] ?? {};
const STEPS = 24;
const FLAT = Array.from({ length: STEPS }, () => 5);
/** A quarter more than evenly at first, a quarter less at the end. */
const FALLING = FLAT.map((weight, step) => weight * (1.25 - (0.5 * step) / (STEPS - 1)));

/** How a goal or a budget is spread, with a picture of it; one's own curve is drawn in the picture. */
export function PacingInput({ path, label, value, onChange, disabled, faults }: HeldProps) {
  const { t } = useTranslation();
  const pacing = membersOf(value);
  const mode = pacing['mode'];
  const change = (next: unknown) => {
    const { curve, ...others } = membersOf(next);
    if (others['mode'] === undefined) onChange(undefined);
    else onChange(others['mode'] === 'curve' ? { ...others, curve: curve ?? FLAT } : others);
  };
  const properties = mode === undefined ? pick('mode') : (SCHEMA.properties ?? {});
  return (
    <SchemaForm disabled={disabled} faults={faults}>
      <Stack gap="xs">
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <Members
          path={path}
          schema={{ properties }}
          value={pacing}
          required={false}
          onChange={change}
          properties={properties}
          without={['curve']}
        />
        {mode === 'curve' && (
          <CurveChart
            label={t('pacing.curve')}
            weights={listOf(pacing['curve']).map(Number)}
            nameOf={(hour) => t('pacing.hour', { hour })}
            onChange={disabled ? undefined : (curve) => onChange({ ...pacing, curve })}
          />
        )}
        {(mode === 'even' || mode === 'frontLoaded') && (
          <CurveChart
            label={t(`pacing.${mode}`)}
            weights={mode === 'even' ? FLAT : FALLING}
            nameOf={() => ''}
            onChange={undefined}
          />
        )}
        {mode !== undefined && (
          <Text size="xs" c="dimmed">
            {mode === 'curve' ? t('pacing.curveHint') : t('pacing.flightHint')}
          </Text>
        )}
      </Stack>
    </SchemaForm>
  );
}

const pick = (name: string) => {
  const schema = SCHEMA.properties?.[name];
  return schema === undefined ? {} : { [name]: schema };
};
