import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format/use-format.ts';
import { type Column, DataTable, type Sort, sortRows } from '../../../parts/data-table.tsx';
import { NameCell } from '../../../parts/name-cell.tsx';
import { StateBadge } from '../../../parts/state-badge.tsx';
import { amountIn, type Item, STATE_COLORS } from './amount.ts';
import { ProgressCell } from './progress-cell.tsx';

/** What asks for attention comes first. */
const STATE_ORDER: readonly Item['state'][] = [
  'noCreative',
  'behind',
  'ahead',
  'onTrack',
  'running',
  'notStarted',
  'paused',
  'ended',
  'done',
];

interface DeliveryTableProps {
  readonly items: readonly Item[];
  readonly onOpen: (item: Item) => void;
}

export function DeliveryTable({ items, onOpen }: DeliveryTableProps) {
  const { t } = useTranslation();
  const [sort, setSort] = useState<Sort>({ key: 'state', descending: false });
  const columns = useColumns(onOpen);
  return (
    <DataTable
      label={t('delivery.title')}
      columns={columns}
      rows={sortRows(items, columns, sort)}
      rowKey={(item) => item.id}
      sort={sort}
      onSort={setSort}
      onOpen={onOpen}
      minWidth={940}
    />
  );
}

function useColumns(onOpen: (item: Item) => void): readonly Column<Item>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (item: Item, micros: number | null): string =>
    micros === null ? '–' : format.money(micros, item.currency);
  return [
    {
      key: 'id',
      title: t('demand.lineItem'),
      sortBy: (item) => item.id,
      cell: (item) => (
        <button
          type="button"
          className="row-button"
          onClick={(event) => {
            event.stopPropagation();
            onOpen(item);
          }}
        >
          <NameCell id={item.id} name={item.name ?? undefined} />
        </button>
      ),
    },
    {
      key: 'state',
      title: t('field.state'),
      sortBy: (item) => STATE_ORDER.indexOf(item.state),
      cell: (item) => (
        <StateBadge color={STATE_COLORS[item.state]}>{t(`delivery.states.${item.state}`)}</StateBadge>
      ),
    },
    { key: 'progress', title: t('delivery.progress'), cell: (item) => <ProgressCell item={item} /> },
    {
      key: 'due',
      title: t('delivery.due'),
      number: true,
      cell: (item) => amountIn(item, format)(item.due),
    },
    {
      key: 'pace',
      title: t('delivery.pace'),
      number: true,
      sortBy: (item) => item.pace ?? undefined,
      cell: (item) => (item.pace === null ? '–' : format.percent(item.pace)),
    },
    {
      key: 'forecast',
      title: t('delivery.forecast'),
      number: true,
      cell: (item) => amountIn(item, format)(item.forecast),
    },
    {
      key: 'spent',
      title: t('delivery.spent'),
      number: true,
      sortBy: (item) => item.spentMicros ?? undefined,
      cell: (item) => money(item, item.spentMicros),
    },
    {
      key: 'left',
      title: t('delivery.left'),
      number: true,
      sortBy: (item) => item.leftMicros ?? undefined,
      cell: (item) => money(item, item.leftMicros),
    },
  ];
}
