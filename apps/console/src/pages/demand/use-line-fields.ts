import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { choicesOf } from '../../record-form/choices.ts';
import type { Field } from '../../record-form/field.ts';

const DEVICES = ['phone', 'tablet', 'desktop', 'tv', 'other', 'unknown'] as const;

/** The form of a line item: price, budgets, flight and targeting. */
export function useLineFields(): readonly Field[] {
  const { t } = useTranslation();
  const advertisers = useQuery(queries.collection('advertisers'));
  const media = useQuery(queries.collection('media'));
  const placements = useQuery(queries.collection('placements'));
  return [
    { kind: 'text', path: 'id', label: t('field.id'), hint: t('field.idHint'), required: true },
    { kind: 'text', path: 'name', label: t('field.name') },
    {
      kind: 'select',
      path: 'advertiser',
      label: t('demand.advertiser'),
      required: true,
      choices: choicesOf(advertisers.data),
    },
    {
      kind: 'money',
      path: 'priceCpmMicros',
      label: t('field.price'),
      hint: t('field.priceHint'),
      unit: 'CPM',
      required: true,
    },
    {
      kind: 'money',
      path: 'budgetTotalMicros',
      label: t('demand.budgetTotal'),
      hint: t('field.budgetHint'),
      unit: '',
    },
    { kind: 'money', path: 'budgetDailyMicros', label: t('demand.budgetDaily'), unit: '' },
    { kind: 'moment', path: 'startsAt', label: t('field.startsAt') },
    { kind: 'moment', path: 'endsAt', label: t('field.endsAt') },
    {
      kind: 'tags',
      path: 'targeting.media',
      label: t('field.targetMedia'),
      hint: t('field.targetHint'),
      choices: choicesOf(media.data),
    },
    {
      kind: 'tags',
      path: 'targeting.placements',
      label: t('field.targetPlacements'),
      choices: choicesOf(placements.data),
    },
    {
      kind: 'tags',
      path: 'targeting.countries',
      label: t('field.targetCountries'),
      hint: t('field.targetCountriesHint'),
    },
    {
      kind: 'tags',
      path: 'targeting.deviceTypes',
      label: t('field.targetDevices'),
      choices: DEVICES.map((device) => ({ value: device, label: t(`device.${device}`) })),
    },
    { kind: 'switch', path: 'enabled', label: t('common.enabled') },
  ];
}
