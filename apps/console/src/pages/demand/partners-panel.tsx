import { Button, Group, Stack, Text } from '@mantine/core';
import { IconHeartHandshake } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import type { Answer } from '../../api/routes.ts';
import { useMayEdit } from '../../api/use-me.ts';
import { useFormat } from '../../format/use-format.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { TableSkeleton } from '../../parts/table-skeleton.tsx';
import { ChainsTable } from './chains-table.tsx';
import { MediaFilesTable } from './media-files-table.tsx';
import { reasonText } from './partner-words.ts';

type Partner = Answer<'partnerStates'>['partners'][number];

const COLORS = { matches: 'teal', paused: 'red', allowed: 'yellow' } as const;

/** Whether bidders still are what their contracts were made on, and whether owners of media let us sell. */
export function PartnersPanel() {
  const { t } = useTranslation();
  const states = useQuery(queries.partners());
  return (
    <Stack gap="sm">
      <section className="panel" aria-label={t('partner.bidders')}>
        {states.isPending && <TableSkeleton />}
        {states.error && (
          <Group p="sm" grow>
            <ProblemNotice error={states.error} onRetry={() => void states.refetch()} />
          </Group>
        )}
        {states.data && <PartnerTable partners={states.data.partners} />}
      </section>
      {states.data && states.data.media.length > 0 && (
        <section className="panel" aria-label={t('partner.media')}>
          <MediaFilesTable media={states.data.media} />
        </section>
      )}
      {states.data && states.data.chains.length > 0 && (
        <section className="panel" aria-label={t('supply.chains')}>
          <ChainsTable chains={states.data.chains} />
        </section>
      )}
    </Stack>
  );
}

function PartnerTable({ partners }: { readonly partners: readonly Partner[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (partners.length === 0)
    return (
      <NothingHere icon={IconHeartHandshake} title={t('partner.none')} description={t('partner.noneText')} />
    );
  const columns: readonly Column<Partner>[] = [
    { key: 'bidder', title: t('demand.bidder'), cell: ({ bidder }) => bidder },
    {
      key: 'state',
      title: t('field.state'),
      cell: ({ state }) => <StateBadge color={COLORS[state]}>{t(`partner.${state}`)}</StateBadge>,
    },
    {
      key: 'reasons',
      title: t('partner.differs'),
      cell: ({ reasons }) =>
        reasons.length === 0
          ? '–'
          : reasons.map((code) => (
              <Text key={code} size="sm">
                {reasonText(t, code)}
              </Text>
            )),
    },
    {
      key: 'since',
      title: t('partner.since'),
      cell: ({ since }) => <span className="number">{format.moment(since)}</span>,
    },
    {
      key: 'allow',
      title: t('common.actions'),
      titleHidden: true,
      cell: (partner) => <AllowButton partner={partner} />,
    },
  ];
  return (
    <DataTable
      label={t('partner.bidders')}
      columns={columns}
      rows={partners}
      rowKey={({ bidder }) => bidder}
      minWidth={720}
    />
  );
}

/** An operator's decision to ask a paused bidder all the same. */
function AllowButton({ partner }: { readonly partner: Partner }) {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const client = useQueryClient();
  const allowing = useMutation({
    mutationFn: () => call('allowPartner', { params: { id: partner.bidder } }),
    onSettled: () => client.invalidateQueries({ queryKey: queries.partners().queryKey }),
  });
  if (!mayEdit || partner.state !== 'paused') return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={allowing.isPending}
      onClick={() => allowing.mutate()}
    >
      {t('partner.allow')}
    </Button>
  );
}
