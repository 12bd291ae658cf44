import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/routes.ts';
import { useFormat } from '../../format/use-format.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import { errorGroup } from './playback-rows.ts';

type PlaybackError = Answer<'playbackReport'>['errors'][number];

/** Why ads could not be played, by the player's code. */
export function ErrorTable({ errors }: { readonly errors: readonly PlaybackError[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: readonly Column<PlaybackError>[] = [
    {
      key: 'code',
      title: t('playback.code'),
      cell: ({ code }) => <span className="mono">{code === 0 ? '–' : code}</span>,
    },
    {
      key: 'group',
      title: t('playback.meaning'),
      cell: ({ code }) => t(`playback.errors.${errorGroup(code)}`),
    },
    { key: 'errors', title: t('playback.error'), number: true, cell: (row) => format.count(row.errors) },
  ];
  return (
    <Panel title={t('playback.why')}>
      {errors.length === 0 ? (
        <Text c="dimmed" size="sm">
          {t('playback.noErrors')}
        </Text>
      ) : (
        <DataTable
          label={t('playback.why')}
          columns={columns}
          rows={errors.slice(0, ROWS_MAX)}
          rowKey={({ code }) => String(code)}
          minWidth={320}
        />
      )}
    </Panel>
  );
}

const ROWS_MAX = 8;
