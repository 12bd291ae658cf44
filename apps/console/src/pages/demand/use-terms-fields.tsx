import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { FORM_SCHEMAS } from '../../generated/form-schemas.gen.ts';
import { choicesOf } from '../../record-form/choices.ts';
import { type Draft, type Field, heldIn } from '../../record-form/field.ts';
import { schemaField } from '../../record-form/schema-field.tsx';
import { optionsOf } from '../../schema-form/form-schema.ts';
import { membersOf } from '../../schema-form/members.ts';
import { useFormWords } from '../../schema-form/use-form-words.ts';
import { UnpaidNotice } from './conversion-keys/unpaid-notice.tsx';
import { DayPartsInput } from './terms/day-parts-input.tsx';
import { PacingInput } from './terms/pacing-input.tsx';
import { PeriodInput } from './terms/period-input.tsx';

const SCHEMAS = FORM_SCHEMAS['line-items'].properties ?? {};

/** What is paid and what must be reached for it. */
export function usePriceFields(currency: (draft: Draft) => string): readonly Field[] {
  const { t } = useTranslation();
  return [
    schemaField({
      path: 'cost',
      label: t('campaign.cost'),
      schema: SCHEMAS['cost'],
      section: t('campaign.parts.price'),
      currency,
      below: (draft) => <UnpaidNotice draft={draft} />,
    }),
    {
      kind: 'money',
      path: 'priceCpmMicros',
      label: t('field.price'),
      hint: t('field.priceHint'),
      unit: (draft) => `${currency(draft)} CPM`,
      when: (draft) =>
        [undefined, 'cpm'].some((model) => membersOf(heldIn(draft, 'cost'))['model'] === model),
    },
    schemaField({ path: 'goal', label: t('campaign.goal'), schema: SCHEMAS['goal'] }),
    {
      kind: 'integer',
      path: 'conversionHours',
      label: t('campaign.conversionHours'),
      hint: t('campaign.conversionHoursHint'),
    },
    {
      kind: 'money',
      path: 'budgetTotalMicros',
      label: t('demand.budgetTotal'),
      hint: t('field.budgetHint'),
      unit: currency,
    },
    { kind: 'money', path: 'budgetDailyMicros', label: t('demand.budgetDaily'), unit: currency },
  ];
}

/** When it runs, and how its budget is spread over that time. */
export function useTimeFields(): readonly Field[] {
  const { t } = useTranslation();
  const words = useFormWords();
  return [
    { kind: 'moment', path: 'startsAt', label: t('field.startsAt'), section: t('campaign.parts.time') },
    { kind: 'moment', path: 'endsAt', label: t('field.endsAt') },
    {
      kind: 'held',
      path: 'pacing',
      label: t('campaign.pacing'),
      input: (props) => <PacingInput {...props} />,
    },
    {
      kind: 'held',
      path: 'dayParts',
      label: t('campaign.dayParts'),
      input: (props) => <DayPartsInput {...props} />,
    },
    {
      kind: 'select',
      path: 'clock',
      label: t('campaign.clock'),
      choices: (optionsOf(SCHEMAS['clock'] ?? {}) ?? []).map((clock) => ({
        value: String(clock),
        label: words.option('clock', clock),
      })),
    },
    {
      kind: 'text',
      path: 'timeZone',
      label: t('campaign.timeZone'),
      hint: t('campaign.lineTimeZoneHint'),
    },
  ];
}

/** How often it is shown to somebody, and in which company. */
export function useCompanyFields(): readonly Field[] {
  const { t } = useTranslation();
  const words = useFormWords();
  const creatives = useQuery(queries.collection('creatives'));
  const own = (draft: Draft) => creatives.data?.filter(({ lineItem }) => lineItem === draft['id']);
  return [
    schemaField({
      path: 'caps',
      label: t('campaign.caps'),
      schema: SCHEMAS['caps'],
      section: t('campaign.parts.company'),
      widgets: { 'caps.*.minutes': PeriodInput },
    }),
    { kind: 'tags', path: 'labels', label: t('campaign.labels'), hint: t('campaign.labelsHint') },
    {
      kind: 'select',
      path: 'roadblock',
      label: t('campaign.roadblock'),
      choices: (optionsOf(SCHEMAS['roadblock'] ?? {}) ?? []).map((mode) => ({
        value: String(mode),
        label: words.option('roadblock', mode),
      })),
    },
    schemaField({
      path: 'rotation',
      label: t('campaign.rotation'),
      schema: SCHEMAS['rotation'],
      choices: (draft) => ({ 'rotation.weights.*': choicesOf(own(draft)) }),
    }),
  ];
}
