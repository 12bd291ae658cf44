import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { choicesOf } from '../../record-form/choices.ts';
import type { Field } from '../../record-form/field.ts';
import { useTargetingFields } from './use-targeting-fields.ts';
import { useTermsFields } from './use-terms-fields.ts';

const LINE_KINDS = ['sponsorship', 'standard', 'pricePriority', 'house'] as const;

/** The form of a line item: price, budgets, flight and targeting. */
export function useLineFields(): readonly Field[] {
  const { t } = useTranslation();
  const advertisers = useQuery(queries.collection('advertisers'));
  const orders = useQuery(queries.collection('orders'));
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
      kind: 'select',
      path: 'order',
      label: t('campaign.order'),
      hint: t('campaign.orderHint'),
      choices: choicesOf(orders.data),
    },
    {
      kind: 'select',
      path: 'kind',
      label: t('campaign.kind'),
      hint: t('campaign.kindHint'),
      choices: LINE_KINDS.map((kind) => ({ value: kind, label: t(`campaign.kinds.${kind}`) })),
    },
    {
      kind: 'integer',
      path: 'priority',
      label: t('campaign.priority'),
      hint: t('campaign.priorityHint'),
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
    ...useTermsFields(),
    ...useTargetingFields(),
    { kind: 'switch', path: 'enabled', label: t('common.enabled') },
  ];
}
