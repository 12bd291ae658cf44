import { IconGavel } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import type { Item } from '../../api/routes.ts';
import { useFormat } from '../../format/use-format.ts';
import type { Column } from '../../parts/data-table.tsx';
import { NameCell } from '../../parts/name-cell.tsx';
import { CollectionPanel } from '../../record-form/collection-panel.tsx';
import { AdapterFacts } from './bidder/adapter-facts.tsx';
import { BidderNotice, BidderState } from './bidder/bidder-state.tsx';
import { useBidderFields } from './bidder/use-bidder-fields.ts';

/** Demand partners asked over OpenRTB; the contract decides which fields each may see. */
export function BiddersPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const states = useQuery(queries.partners());
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
    {
      key: 'enabled',
      title: t('field.state'),
      cell: (bidder) => (
        <BidderState
          enabled={bidder.enabled}
          state={states.data?.partners.find((p) => p.bidder === bidder.id)}
        />
      ),
    },
  ];
  return (
    <CollectionPanel
      collection="bidders"
      noun={t('demand.bidder')}
      icon={IconGavel}
      emptyText={t('demand.noBidders')}
      columns={columns}
      fields={useBidderFields()}
      start={{ timeoutMs: 500 }}
      minWidth={760}
      lead={(draft) => (
        <>
          <BidderNotice state={states.data?.partners.find((p) => p.bidder === draft['id'])} />
          <AdapterFacts name={String(draft['adapter'] || 'openrtb')} />
        </>
      )}
    />
  );
}
