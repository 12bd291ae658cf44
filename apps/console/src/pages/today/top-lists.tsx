import { SimpleGrid, Text } from '@mantine/core';
import { IconChartDots, IconStack2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ratio } from '../../format/number.ts';
import { useFormat } from '../../format/use-format.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { Overview } from './hours.ts';

/** Who bought most and which placement earned most today. */
export function TopLists({ overview }: { readonly overview: Overview }) {
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm" verticalSpacing="sm">
      <TopDemand overview={overview} />
      <TopPlacements overview={overview} />
    </SimpleGrid>
  );
}

function TopDemand({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency, topDemand: rows } = overview;
  const most = Math.max(1, ...rows.map((row) => row.chargeMicros));
  const columns: readonly Column<(typeof rows)[number]>[] = [
    {
      key: 'demand',
      title: t('dimension.demand'),
      cell: (row) => <Named id={row.demand} part={row.chargeMicros / most} />,
    },
    {
      key: 'impressions',
      title: t('measure.impressions'),
      number: true,
      cell: (row) => format.count(row.impressions),
    },
    {
      key: 'charge',
      title: t('measure.charge'),
      number: true,
      cell: (row) => format.money(row.chargeMicros, currency),
    },
  ];
  return (
    <Panel title={t('today.topDemand')} flush>
      {rows.length === 0 ? (
        <NothingHere icon={IconChartDots} title={t('today.noDemand')} description={t('today.noDemandText')} />
      ) : (
        <DataTable
          label={t('today.topDemand')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.demand}
          minWidth={320}
        />
      )}
    </Panel>
  );
}

function TopPlacements({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency, topPlacements: rows } = overview;
  const most = Math.max(1, ...rows.map((row) => row.chargeMicros));
  const columns: readonly Column<(typeof rows)[number]>[] = [
    {
      key: 'placement',
      title: t('dimension.placement'),
      cell: (row) => <Named id={row.placement} part={row.chargeMicros / most} />,
    },
    {
      key: 'requests',
      title: t('measure.requests'),
      number: true,
      cell: (row) => format.count(row.requests),
    },
    {
      key: 'fill',
      title: t('measure.fillRate'),
      number: true,
      cell: (row) => {
        const fill = ratio(row.filled, row.requests);
        return fill === undefined ? '–' : format.percent(fill);
      },
    },
    {
      key: 'charge',
      title: t('measure.charge'),
      number: true,
      cell: (row) => format.money(row.chargeMicros, currency),
    },
  ];
  return (
    <Panel title={t('today.topPlacements')} flush>
      {rows.length === 0 ? (
        <NothingHere
          icon={IconStack2}
          title={t('today.noPlacements')}
          description={t('today.noPlacementsText')}
        />
      ) : (
        <DataTable
          label={t('today.topPlacements')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.placement}
          minWidth={400}
        />
      )}
    </Panel>
  );
}

/** A name with a bar under it: its part of the largest. */
function Named({ id, part }: { readonly id: string; readonly part: number }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="sm" fw={500} truncate maw={220}>
        {id === '' ? t('common.unnamed') : id}
      </Text>
      <div
        aria-hidden
        style={{
          height: 3,
          borderRadius: 2,
          marginTop: 3,
          width: `${Math.round(part * 100)}%`,
          background: 'var(--mantine-color-jade-5)',
        }}
      />
    </div>
  );
}
