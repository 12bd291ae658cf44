import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconChartLine } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../api/queries.ts';
import type { Answer } from '../../../api/routes.ts';
import { useFormat } from '../../../format/use-format.ts';
import { NothingHere } from '../../../parts/nothing-here.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { ProblemNotice } from '../../../parts/problem-notice.tsx';
import { TableSkeleton } from '../../../parts/table-skeleton.tsx';
import { choicesOf } from '../../../record-form/choices.ts';
import { DeliveryDetail } from './delivery-detail.tsx';
import { DeliveryTable } from './delivery-table.tsx';

/** Everything that is booked against its goals; which order, and which line item is open, stands in the address. */
export function DeliveryPanel() {
  const { t } = useTranslation();
  const { order, open, go } = useAddress();
  if (open !== undefined)
    return (
      <Panel
        title={t('delivery.of', { id: open })}
        description={t('delivery.lead')}
        actions={
          <Button
            variant="default"
            size="xs"
            leftSection={<IconArrowLeft size={14} />}
            onClick={() => go({ order, open: undefined })}
          >
            {t('delivery.back')}
          </Button>
        }
      >
        <DeliveryDetail id={open} />
      </Panel>
    );
  return <Booked order={order} go={go} />;
}

interface Address {
  readonly order: string | undefined;
  readonly open: string | undefined;
}

function useAddress(): Address & { readonly go: (address: Address) => void } {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const read = (name: string) => (typeof search[name] === 'string' ? search[name] : undefined);
  return {
    order: read('order'),
    open: read('open'),
    go: ({ order, open }) =>
      void navigate({
        to: '/demand',
        search: { tab: 'delivery', ...(order && { order }), ...(open && { open }) },
        resetScroll: false,
      }),
  };
}

function Booked({ order, go }: Pick<Address, 'order'> & { readonly go: (address: Address) => void }) {
  const { t } = useTranslation();
  const orders = useQuery(queries.collection('orders'));
  const booked = useQuery(queries.deliveries(order === undefined ? {} : { order }));
  return (
    <Panel title={t('delivery.title')} description={t('delivery.lead')} flush>
      <Stack gap="xs">
        <Group px="md" gap="lg">
          <Select
            aria-label={t('campaign.order')}
            placeholder={t('delivery.all')}
            data={[...choicesOf(orders.data)]}
            value={order ?? null}
            onChange={(chosen) => go({ order: chosen ?? undefined, open: undefined })}
            w={260}
            clearable
            searchable
          />
          {order !== undefined && booked.data && <OrderLeft orders={booked.data.orders} />}
        </Group>
        {booked.isPending && <TableSkeleton />}
        {booked.error && (
          <Group p="sm" grow>
            <ProblemNotice error={booked.error} onRetry={() => void booked.refetch()} />
          </Group>
        )}
        {booked.data?.more && (
          <Alert color="yellow">{t('delivery.cut', { count: booked.data.items.length })}</Alert>
        )}
        {booked.data?.items.length === 0 && <Empty ordered={order !== undefined} />}
        {booked.data && booked.data.items.length > 0 && (
          <DeliveryTable items={booked.data.items} onOpen={({ id }) => go({ order, open: id })} />
        )}
      </Stack>
    </Panel>
  );
}

function Empty({ ordered }: { readonly ordered: boolean }) {
  const { t } = useTranslation();
  return (
    <NothingHere
      icon={IconChartLine}
      title={t(ordered ? 'delivery.noneInOrder' : 'delivery.empty')}
      description={t('delivery.emptyText')}
    />
  );
}

function OrderLeft({ orders }: Pick<Answer<'deliveries'>, 'orders'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return orders.map(({ order, leftMicros, budgetMicros, currency }) => (
    <Text key={order} size="sm" className="number">
      {t('delivery.orderLeft')}: {format.money(leftMicros, currency)} / {format.money(budgetMicros, currency)}
    </Text>
  ));
}
