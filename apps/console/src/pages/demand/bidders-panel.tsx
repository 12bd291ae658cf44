import { IconGavel } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/routes.ts';
import { useFormat } from '../../format/use-format.ts';
import type { Column } from '../../parts/data-table.tsx';
import { EnabledBadge } from '../../parts/enabled-badge.tsx';
import { NameCell } from '../../parts/name-cell.tsx';
import { CollectionPanel } from '../../record-form/collection-panel.tsx';
import type { Field } from '../../record-form/field.ts';

/** Demand partners asked over OpenRTB; the contract decides which fields each may see. */
export function BiddersPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: readonly Column<Item<'bidders'>>[] = [
    {
      key: 'id',
      title: t('demand.bidder'),
      sortBy: (bidder) => bidder.id,
      cell: (bidder) => <NameCell id={bidder.id} name={bidder.name} />,
    },
    {
      key: 'endpoint',
      title: t('field.endpoint'),
      sortBy: (bidder) => bidder.endpoint,
      cell: (bidder) => (
        <span className="mono" style={{ overflowWrap: 'anywhere' }}>
          {bidder.endpoint}
        </span>
      ),
    },
    {
      key: 'contract',
      title: t('field.contract'),
      sortBy: (bidder) => bidder.contract,
      cell: (bidder) => <a href="/policy#share">{bidder.contract}</a>,
    },
    {
      key: 'timeout',
      title: t('field.timeout'),
      number: true,
      sortBy: (bidder) => bidder.timeoutMs,
      cell: (bidder) => format.ms(bidder.timeoutMs),
    },
    { key: 'enabled', title: t('field.state'), cell: (bidder) => <EnabledBadge enabled={bidder.enabled} /> },
  ];
  const fields: readonly Field[] = [
    { kind: 'text', path: 'id', label: t('field.id'), hint: t('field.idHint'), required: true },
    { kind: 'text', path: 'name', label: t('field.name') },
    {
      kind: 'text',
      path: 'endpoint',
      label: t('field.endpoint'),
      hint: t('field.endpointHint'),
      required: true,
    },
    {
      kind: 'text',
      path: 'contract',
      label: t('field.contract'),
      hint: t('field.contractHint'),
      required: true,
    },
    { kind: 'integer', path: 'timeoutMs', label: t('field.timeout'), hint: t('field.timeoutHint') },
    { kind: 'switch', path: 'enabled', label: t('common.enabled') },
  ];
  return (
    <CollectionPanel
      collection="bidders"
      noun={t('demand.bidder')}
      icon={IconGavel}
      emptyText={t('demand.noBidders')}
      columns={columns}
      fields={fields}
      start={{ timeoutMs: 500 }}
      minWidth={760}
    />
  );
}
