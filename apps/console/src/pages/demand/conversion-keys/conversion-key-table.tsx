import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/client.ts';
import { queries } from '../../../api/queries.ts';
import type { Answer } from '../../../api/routes.ts';
import { useMayEdit } from '../../../api/use-me.ts';
import { useFormat } from '../../../format/use-format.ts';
import { type Column, DataTable } from '../../../parts/data-table.tsx';
import { RevokeKey } from '../../../parts/revoke-key.tsx';
import { StateBadge } from '../../../parts/state-badge.tsx';

type ConversionKey = Answer<'listConversionKeys'>['keys'][number];

/** An advertiser's keys, the newest first; revoked ones stay listed. */
export function ConversionKeyTable({ keys }: { readonly keys: readonly ConversionKey[] }) {
  const { t } = useTranslation();
  const [revoking, setRevoking] = useState<ConversionKey>();
  return (
    <>
      <DataTable
        label={t('conversionKeys.title')}
        columns={useColumns(setRevoking)}
        rows={keys.toReversed()}
        rowKey={(key) => key.id}
        minWidth={560}
        spacing="xs"
      />
      <RevokeKey
        of={revoking}
        name={(key) => key.prefix}
        text={t('conversionKeys.revokeText')}
        revoke={({ id }) => call('revokeConversionKey', { params: { id } })}
        listed={({ advertiser }) => queries.conversionKeys(advertiser).queryKey}
        onClose={() => setRevoking(undefined)}
      />
    </>
  );
}

function useColumns(onRevoke: (key: ConversionKey) => void): readonly Column<ConversionKey>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const mayEdit = useMayEdit();
  return [
    {
      key: 'prefix',
      title: t('conversionKeys.begins'),
      nowrap: true,
      cell: (key) => <span className="mono">{key.prefix}…</span>,
    },
    { key: 'use', title: t('conversionKeys.for'), cell: (key) => t(`conversionKeys.uses.${key.use}`) },
    {
      key: 'created',
      title: t('keys.created'),
      nowrap: true,
      cell: (key) => <span className="number">{format.date(key.createdOn)}</span>,
    },
    {
      key: 'used',
      title: t('keys.used'),
      nowrap: true,
      cell: (key) => (
        <span className="number">{key.lastUsedOn ? format.date(key.lastUsedOn) : t('keys.never')}</span>
      ),
    },
    {
      key: 'state',
      title: t('field.state'),
      number: true,
      cell: (key) =>
        key.revokedOn ? (
          <StateBadge color="gray">{t('keys.revoked')}</StateBadge>
        ) : !mayEdit ? (
          <StateBadge color="teal">{t('keys.active')}</StateBadge>
        ) : (
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            aria-label={t('keys.revokeNamed', { name: key.prefix })}
            onClick={() => onRevoke(key)}
          >
            {t('keys.revoke')}
          </Button>
        ),
    },
  ];
}
