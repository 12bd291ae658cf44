import { IconClipboardList } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import type { Item } from '../../api/routes.ts';
import { useFormat } from '../../format/use-format.ts';
import type { Column } from '../../parts/data-table.tsx';
import { EnabledBadge } from '../../parts/enabled-badge.tsx';
import { NameCell } from '../../parts/name-cell.tsx';
import { choicesOf } from '../../record-form/choices.ts';
import { CollectionPanel } from '../../record-form/collection-panel.tsx';
import type { Field } from '../../record-form/field.ts';
import { OrderDelivery } from './delivery/order-delivery.tsx';

type Order = Item<'orders'>;

/** What advertisers booked together. */
export function OrdersPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const advertisers = useQuery(queries.collection('advertisers'));
  const currencyOf = (order: Order) =>
    advertisers.data?.find(({ id }) => id === order.advertiser)?.currency ?? 'USD';
  const columns: readonly Column<Order>[] = [
    {
      key: 'id',
      title: t('campaign.order'),
      sortBy: (order) => order.id,
      cell: (order) => <NameCell id={order.id} name={order.name} />,
    },
    {
      key: 'advertiser',
      title: t('demand.advertiser'),
      sortBy: (order) => order.advertiser,
      cell: (order) => order.advertiser,
    },
    {
      key: 'budget',
      title: t('demand.budgetTotal'),
      number: true,
      sortBy: (order) => order.budgetTotalMicros ?? 0,
      cell: (order) =>
        order.budgetTotalMicros === undefined
          ? '–'
          : format.money(order.budgetTotalMicros, currencyOf(order)),
    },
    {
      key: 'from',
      title: t('field.startsAt'),
      cell: (order) => (order.startsAt ? format.day(order.startsAt) : '–'),
    },
    {
      key: 'to',
      title: t('field.endsAt'),
      cell: (order) => (order.endsAt ? format.day(order.endsAt) : '–'),
    },
    { key: 'enabled', title: t('field.state'), cell: (order) => <EnabledBadge enabled={order.enabled} /> },
  ];
  const fields: readonly Field[] = [
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
      path: 'budgetTotalMicros',
      label: t('campaign.orderBudget'),
      hint: t('field.budgetHint'),
      unit: '',
    },
    { kind: 'moment', path: 'startsAt', label: t('field.startsAt') },
    { kind: 'moment', path: 'endsAt', label: t('field.endsAt') },
    { kind: 'switch', path: 'enabled', label: t('common.enabled'), unset: true },
  ];
  return (
    <CollectionPanel
      collection="orders"
      noun={t('campaign.order')}
      icon={IconClipboardList}
      emptyText={t('campaign.noOrders')}
      columns={columns}
      fields={fields}
      start={{}}
      minWidth={760}
      aside={(draft) => <OrderDelivery draft={draft} />}
    />
  );
}
