import { Text } from '@mantine/core';
import { IconSpeakerphone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import type { Item } from '../../api/routes.ts';
import { useSeesAll } from '../../api/use-me.ts';
import { useFormat } from '../../format/use-format.ts';
import type { Column } from '../../parts/data-table.tsx';
import { NameCell } from '../../parts/name-cell.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { CollectionPanel } from '../../record-form/collection-panel.tsx';
import { Budget } from './budget.tsx';
import { LineDelivery } from './delivery/line-delivery.tsx';
import { LineForecast } from './line-forecast.tsx';
import { type LineStatus, lineStatus } from './line-status.ts';
import { LineSummary } from './terms/line-summary.tsx';
import { useLineForm } from './use-line-form.ts';
import { useSpend } from './use-spend.ts';

type LineItem = Item<'line-items'>;

const STATUS_COLORS: Record<LineStatus, string> = {
  running: 'teal',
  scheduled: 'blue',
  ended: 'gray',
  disabled: 'gray',
  archived: 'gray',
};

/** Direct campaigns with where they stand and what they have spent. */
export function LineItemsPanel() {
  const { t } = useTranslation();
  const columns = useColumns();
  const { fields, currency } = useLineForm();
  const seesAll = useSeesAll();
  return (
    <CollectionPanel
      collection="line-items"
      noun={t('demand.lineItem')}
      icon={IconSpeakerphone}
      emptyText={t('demand.noLineItems')}
      columns={columns}
      fields={fields}
      start={{ kind: 'pricePriority', priority: 8 }}
      minWidth={980}
      lead={(draft) => <LineSummary fields={fields} draft={draft} currency={currency(draft)} />}
      aside={(draft) => (
        <>
          <LineDelivery draft={draft} />
          {seesAll && <LineForecast draft={draft} />}
        </>
      )}
    />
  );
}

function useColumns(): readonly Column<LineItem>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const spend = useSpend();
  const advertisers = useQuery(queries.collection('advertisers'));
  const now = Date.now();
  const currencyOf = (line: LineItem) =>
    advertisers.data?.find((advertiser) => advertiser.id === line.advertiser)?.currency ?? 'USD';
  return [
    {
      key: 'id',
      title: t('demand.lineItem'),
      sortBy: (line) => line.id,
      cell: (line) => <NameCell id={line.id} name={line.name} />,
    },
    {
      key: 'advertiser',
      title: t('demand.advertiser'),
      sortBy: (line) => line.advertiser,
      cell: (line) => line.advertiser,
    },
    {
      key: 'status',
      title: t('field.state'),
      sortBy: (line) => lineStatus(line, now),
      cell: (line) => <LineBadge status={lineStatus(line, now)} />,
    },
    {
      key: 'kind',
      title: t('campaign.kind'),
      sortBy: (line) => line.kind,
      nowrap: true,
      cell: (line) => t(`campaign.kinds.${line.kind}`),
    },
    {
      key: 'price',
      title: t('field.price'),
      number: true,
      sortBy: (line) => line.priceCpmMicros,
      cell: (line) => format.money(line.priceCpmMicros, currencyOf(line)),
    },
    {
      key: 'total',
      title: t('demand.budgetTotal'),
      sortBy: (line) => spend.total?.get(line.id) ?? 0,
      cell: (line) => (
        <Budget
          label={t('demand.budgetTotal')}
          spent={spend.total && (spend.total.get(line.id) ?? 0)}
          budget={line.budgetTotalMicros}
          currency={currencyOf(line)}
        />
      ),
    },
    {
      key: 'daily',
      title: t('demand.budgetDaily'),
      cell: (line) => (
        <Budget
          label={t('demand.budgetDaily')}
          spent={spend.today && (spend.today.get(line.id) ?? 0)}
          budget={line.budgetDailyMicros}
          currency={currencyOf(line)}
        />
      ),
    },
    { key: 'flight', title: t('demand.flight'), cell: (line) => <Flight line={line} /> },
  ];
}

function LineBadge({ status }: { readonly status: LineStatus }) {
  const { t } = useTranslation();
  return <StateBadge color={STATUS_COLORS[status]}>{t(`demand.status.${status}`)}</StateBadge>;
}

function flightText(
  { from, to }: { readonly from: string | undefined; readonly to: string | undefined },
  t: TFunction<'console'>,
): string {
  if (from && to) return `${from} – ${to}`;
  if (from) return t('demand.from', { day: from });
  return to ? t('demand.until', { day: to }) : t('demand.unlimited');
}

function Flight({ line }: { readonly line: LineItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const from = line.startsAt && format.nearDay(line.startsAt);
  const to = line.endsAt && format.nearDay(line.endsAt);
  return (
    <Text size="xs" className="number" span>
      {flightText({ from, to }, t)}
    </Text>
  );
}
