import { IconHeartHandshake } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import type { Item } from '../../api/routes.ts';
import { useFormat } from '../../format/use-format.ts';
import { FORM_SCHEMAS } from '../../generated/form-schemas.gen.ts';
import type { Column } from '../../parts/data-table.tsx';
import { EnabledBadge } from '../../parts/enabled-badge.tsx';
import { NameCell } from '../../parts/name-cell.tsx';
import { choicesOf } from '../../record-form/choices.ts';
import { CollectionPanel } from '../../record-form/collection-panel.tsx';
import type { Field } from '../../record-form/field.ts';
import { otherFields } from '../../record-form/other-fields.ts';
import { schemaField } from '../../record-form/schema-field.tsx';
import { optionsOf } from '../../schema-form/form-schema.ts';
import { useFormWords } from '../../schema-form/use-form-words.ts';
import { PacingInput } from './terms/pacing-input.tsx';
import { useTargetingFields } from './use-targeting-fields.tsx';

type Deal = Item<'deals'>;

const SCHEMAS = FORM_SCHEMAS.deals.properties ?? {};
const KINDS = optionsOf(SCHEMAS['kind'] ?? {}) ?? [];

/** What was agreed with bidders beforehand. */
export function DealsPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: readonly Column<Deal>[] = [
    {
      key: 'id',
      title: t('campaign.deal'),
      sortBy: (deal) => deal.id,
      cell: (deal) => <NameCell id={deal.id} name={deal.name} />,
    },
    {
      key: 'kind',
      title: t('field.kind'),
      sortBy: (deal) => deal.kind,
      cell: (deal) => t(`campaign.dealKinds.${deal.kind}`),
    },
    {
      key: 'bidders',
      title: t('demand.bidders'),
      cell: (deal) => deal.bidders.map(({ bidder }) => bidder).join(', '),
    },
    {
      key: 'price',
      title: t('field.price'),
      number: true,
      sortBy: (deal) => deal.priceCpmMicros,
      cell: (deal) => format.money(deal.priceCpmMicros, deal.currency),
    },
    { key: 'enabled', title: t('field.state'), cell: (deal) => <EnabledBadge enabled={deal.enabled} /> },
  ];
  return (
    <CollectionPanel
      collection="deals"
      noun={t('campaign.deal')}
      icon={IconHeartHandshake}
      emptyText={t('campaign.noDeals')}
      columns={columns}
      fields={useFields()}
      start={{ kind: 'preferred', currency: 'USD' }}
      minWidth={680}
    />
  );
}

function useFields(): readonly Field[] {
  const { t } = useTranslation();
  const words = useFormWords();
  const targeting = useTargetingFields();
  const bidders = useQuery(queries.collection('bidders'));
  const given: readonly Field[] = [
    { kind: 'text', path: 'id', label: t('field.id'), hint: t('field.idHint'), required: true },
    { kind: 'text', path: 'name', label: t('field.name') },
    {
      kind: 'select',
      path: 'kind',
      label: t('field.kind'),
      required: true,
      choices: KINDS.map((kind) => ({ value: String(kind), label: words.option('deal.kind', kind) })),
    },
    schemaField({
      path: 'bidders',
      label: t('campaign.dealBidders'),
      schema: SCHEMAS['bidders'],
      required: true,
      choices: { 'bidders.*.bidder': choicesOf(bidders.data) },
    }),
    {
      kind: 'money',
      path: 'priceCpmMicros',
      label: t('field.price'),
      unit: (draft) => `${draft['currency'] || 'USD'} CPM`,
      required: true,
    },
    { kind: 'text', path: 'currency', label: t('field.currency'), hint: t('field.currencyHint') },
    { kind: 'tags', path: 'advertiserDomains', label: t('campaign.dealDomains') },
    { kind: 'moment', path: 'startsAt', label: t('field.startsAt') },
    { kind: 'moment', path: 'endsAt', label: t('field.endsAt') },
    schemaField({ path: 'goal', label: t('campaign.goal'), schema: SCHEMAS['goal'] }),
    {
      kind: 'held',
      path: 'pacing',
      label: t('campaign.pacing'),
      input: (props) => <PacingInput {...props} />,
    },
    { kind: 'switch', path: 'enabled', label: t('common.enabled'), unset: true },
  ];
  return [...given, ...otherFields('deals', [...given, ...targeting], words), ...targeting];
}
