import { Code, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/routes.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';

type Media = Answer<'partnerStates'>['media'][number];

/** Whether owners of media let us sell, what comes of it, and the line that a file lacks. */
export function MediaFilesTable({ media }: { readonly media: readonly Media[] }) {
  const { t } = useTranslation();
  const columns: readonly Column<Media>[] = [
    { key: 'media', title: t('inventory.media'), cell: (row) => row.media },
    {
      key: 'url',
      title: t('partner.file'),
      cell: ({ url, ownerDomain, managerDomain, sellerMatches }) => (
        <>
          <span className="mono" style={{ overflowWrap: 'anywhere' }}>
            {url}
          </span>
          {ownerDomain !== null && (
            <Text size="xs" c="dimmed">
              {t('supply.owner', { domain: ownerDomain })}
            </Text>
          )}
          {managerDomain !== null && (
            <Text size="xs" c="dimmed">
              {t('supply.manager', { domain: managerDomain })}
            </Text>
          )}
          {sellerMatches === false && <Text size="xs">{t('supply.otherSeller')}</Text>}
        </>
      ),
    },
    {
      key: 'authorises',
      title: t('partner.authorises'),
      cell: ({ authorises, outcome }) => (
        <StateBadge color={authorises === null ? 'gray' : authorises ? 'teal' : 'red'}>
          {authorises === null
            ? t('partner.unread', { outcome })
            : t(authorises ? 'partner.authorised' : 'partner.unauthorised')}
        </StateBadge>
      ),
    },
    {
      key: 'line',
      title: t('supply.effect'),
      cell: ({ effect, line }) => (
        <>
          <Text size="sm">{t(`supply.${effect}`)}</Text>
          {line !== null && (
            <Text size="xs" component="div">
              {t('supply.addLine')} <Code style={{ overflowWrap: 'anywhere' }}>{line}</Code>
            </Text>
          )}
        </>
      ),
    },
  ];
  return (
    <DataTable
      label={t('partner.media')}
      columns={columns}
      rows={media}
      rowKey={(row) => row.media}
      minWidth={720}
    />
  );
}
