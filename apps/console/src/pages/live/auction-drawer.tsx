import type { LiveAuction } from '@jianchat/api-contract';
import { Drawer, Skeleton, Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { AuctionFacts } from './auction-facts.tsx';
import { Disclosures } from './disclosures.tsx';
import { FieldFates } from './field-fates.tsx';
import { ImpCandidates } from './imp-candidates.tsx';

interface AuctionDrawerProps {
  readonly id: string | undefined;
  /** The request, when the table still has it; else it is asked for. */
  readonly known: LiveAuction | undefined;
  readonly onClose: () => void;
}

/** Everything about one request: who bid, what happened to each of its fields, and who was told what. */
export function AuctionDrawer({ id, known, onClose }: AuctionDrawerProps) {
  const { t } = useTranslation();
  const asked = useQuery({ ...queries.auction(id ?? ''), enabled: id !== undefined && known === undefined });
  const auction = known ?? asked.data;
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size="min(760px, 100vw)"
      title={t('live.drawerTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {auction ? (
        <AuctionDetail auction={auction} />
      ) : asked.error ? (
        <ProblemNotice error={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <Stack gap="sm">
          <Skeleton h={120} />
          <Skeleton h={280} />
        </Stack>
      )}
    </Drawer>
  );
}

function AuctionDetail({ auction }: { readonly auction: LiveAuction }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <AuctionFacts auction={auction} />
      <Tabs defaultValue="imps" keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="imps">{t('live.tabs.imps', { count: auction.imps.length })}</Tabs.Tab>
          <Tabs.Tab value="fields">{t('live.tabs.fields', { count: auction.fields.length })}</Tabs.Tab>
          <Tabs.Tab value="told">{t('live.tabs.told', { count: auction.disclosures.length })}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="imps">
          <Stack gap="md">
            {auction.imps.map((imp, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an impression's place in its request is its identity
              <ImpCandidates key={index} imp={imp} />
            ))}
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="fields">
          <FieldFates fields={auction.fields} undeclared={auction.undeclared} />
        </Tabs.Panel>
        <Tabs.Panel value="told">
          <Disclosures id={auction.id} disclosures={auction.disclosures} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
