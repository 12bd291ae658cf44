import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import type { Answer } from '../../api/routes.ts';
import { useFormat } from '../../format/use-format.ts';
import { type Column, DataTable, type Sort, sortRows } from '../../parts/data-table.tsx';
import { RevokeKey } from '../../parts/revoke-key.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';

type ApiKey = Answer<'listKeys'>['keys'][number];

/** Keys with what they may do and when they were used; revoked ones stay listed. */
export function KeyTable({ keys }: { readonly keys: readonly ApiKey[] }) {
  const { t } = useTranslation();
  const [revoking, setRevoking] = useState<ApiKey>();
  const [sort, setSort] = useState<Sort>({ key: 'created', descending: true });
  const columns = useColumns(setRevoking);
  return (
    <>
      <DataTable
        label={t('nav.keys')}
        columns={columns}
        rows={sortRows(keys, columns, sort)}
        rowKey={(key) => key.id}
        sort={sort}
        onSort={setSort}
        minWidth={820}
      />
      <RevokeKey
        of={revoking}
        name={(key) => key.name}
        text={t('keys.revokeText')}
        revoke={({ id }) => call('revokeKey', { params: { id } })}
        listed={() => queries.keys().queryKey}
        onClose={() => setRevoking(undefined)}
      />
    </>
  );
}

function useColumns(onRevoke: (key: ApiKey) => void): readonly Column<ApiKey>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('field.name'),
      sortBy: (key) => key.name,
      cell: (key) => <span style={{ fontWeight: 550 }}>{key.name}</span>,
    },
    { key: 'role', title: t('keys.role'), sortBy: (key) => key.role, cell: (key) => t(`roles.${key.role}`) },
    {
      key: 'account',
      title: t('inventory.account'),
      sortBy: (key) => key.account ?? key.advertiser ?? '',
      cell: (key) => key.account ?? key.advertiser ?? t('shell.allAccounts'),
    },
    {
      key: 'created',
      title: t('keys.created'),
      sortBy: (key) => key.createdAt,
      cell: (key) => <span className="number">{format.moment(key.createdAt)}</span>,
    },
    {
      key: 'used',
      title: t('keys.used'),
      sortBy: (key) => key.lastUsedAt ?? undefined,
      cell: (key) => (
        <span className="number">{key.lastUsedAt ? format.moment(key.lastUsedAt) : t('keys.never')}</span>
      ),
    },
    {
      key: 'state',
      title: t('field.state'),
      sortBy: (key) => (key.revokedAt ? 1 : 0),
      cell: (key) => (
        <StateBadge color={key.revokedAt ? 'gray' : 'teal'}>
          {t(key.revokedAt ? 'keys.revoked' : 'keys.active')}
        </StateBadge>
      ),
    },
    {
      key: 'revoke',
      title: t('common.actions'),
      titleHidden: true,
      number: true,
      cell: (key) =>
        key.revokedAt ? null : (
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            aria-label={t('keys.revokeNamed', { name: key.name })}
            onClick={() => onRevoke(key)}
          >
            {t('keys.revoke')}
          </Button>
        ),
    },
  ];
}
