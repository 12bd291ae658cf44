import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { FORM_SCHEMAS } from '../../generated/form-schemas.gen.ts';
import { choicesOf } from '../../record-form/choices.ts';
import type { Draft, Field } from '../../record-form/field.ts';
import { otherFields } from '../../record-form/other-fields.ts';
import { optionsOf } from '../../schema-form/form-schema.ts';
import { useFormWords } from '../../schema-form/use-form-words.ts';
import { useTargetingFields } from './use-targeting-fields.tsx';
import { useCompanyFields, usePriceFields, useTimeFields } from './use-terms-fields.tsx';

const KINDS = optionsOf(FORM_SCHEMAS['line-items'].properties?.['kind'] ?? {}) ?? [];

export interface LineForm {
  readonly fields: readonly Field[];
  /** What amounts of the line item are in. */
  readonly currency: (draft: Draft) => string;
}

/** The form of a line item: who books, what is paid, when, how often and in which company, where and to whom. */
export function useLineForm(): LineForm {
  const words = useFormWords();
  const advertisers = useQuery(queries.collection('advertisers'));
  const currency = (draft: Draft) =>
    advertisers.data?.find(({ id }) => id === draft['advertiser'])?.currency ?? '';
  const given = [
    ...useBookingFields(),
    ...usePriceFields(currency),
    ...useTimeFields(),
    ...useCompanyFields(),
    ...useTargetingFields(),
  ];
  return { fields: [...given, ...otherFields('line-items', given, words)], currency };
}

function useBookingFields(): readonly Field[] {
  const { t } = useTranslation();
  const words = useFormWords();
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
      choices: KINDS.map((kind) => ({ value: String(kind), label: words.option('kind', kind) })),
    },
    {
      kind: 'integer',
      path: 'priority',
      label: t('campaign.priority'),
      hint: t('campaign.priorityHint'),
    },
    { kind: 'switch', path: 'enabled', label: t('common.enabled'), unset: true },
    { kind: 'switch', path: 'archived', label: words.label('archived'), unset: false },
  ];
}
