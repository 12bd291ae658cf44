import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/routes.ts';
import { useFormat } from '../../format/use-format.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';

type Chain = Answer<'partnerStates'>['chains'][number];

const REASONS = [
  'node-unlisted',
  'node-role',
  'node-domain',
  'node-name',
  'node-seller',
  'complete-untrue',
] as const;

/** Supply chains of requests that public files do not bear out. */
export function ChainsTable({ chains }: { readonly chains: readonly Chain[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  /** A code of a newer server is shown as it is. */
  const words = (code: string): string => {
    const known = REASONS.find((reason) => reason === code.replace('.', '-'));
    return known === undefined ? code : t(`supply.reason.${known}`);
  };
  const columns: readonly Column<Chain>[] = [
    {
      key: 'nodes',
      title: t('supply.chain'),
      cell: ({ nodes, complete }) => (
        <>
          {nodes.map((node) => (
            <Text key={node} size="sm" className="mono" style={{ overflowWrap: 'anywhere' }}>
              {node}
            </Text>
          ))}
          {complete && (
            <Text size="xs" c="dimmed">
              {t('supply.complete')}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'reasons',
      title: t('partner.differs'),
      cell: ({ reasons }) =>
        reasons.map((code) => (
          <Text key={code} size="sm">
            {words(code)}
          </Text>
        )),
    },
    {
      key: 'seen',
      title: t('supply.seen'),
      cell: ({ seenAt }) => <span className="number">{format.moment(seenAt)}</span>,
    },
  ];
  return (
    <DataTable
      label={t('supply.chains')}
      columns={columns}
      rows={chains}
      rowKey={({ nodes, seenAt }) => `${nodes.join(' ')} ${seenAt}`}
      minWidth={720}
    />
  );
}
