import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../api/routes.ts';
import { type Format, useFormat } from '../../../format/use-format.ts';
import { type Column, DataTable, type Sort, sortRows } from '../../../parts/data-table.tsx';
import { useWords } from '../../../texts/words.ts';
import type { CampaignGroup } from './campaign-groups.ts';

type Row = Answer<'campaignReport'>['rows'][number];

interface CampaignTableProps {
  readonly rows: readonly Row[];
  readonly group: CampaignGroup;
}

export function CampaignTable({ rows, group }: CampaignTableProps) {
  const { t } = useTranslation();
  const [sort, setSort] = useState<Sort>({ key: 'group', descending: group === 'day' });
  const columns = useColumns(group);
  return (
    <DataTable
      label={t('campaignReport.title')}
      columns={columns}
      rows={sortRows(rows, columns, sort)}
      rowKey={(row) => `${row.dimensions[group]} ${row.currency}`}
      sort={sort}
      onSort={setSort}
      minWidth={720}
    />
  );
}

function useColumns(group: CampaignGroup): readonly Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const name = (row: Row): string => {
    const value = row.dimensions[group] ?? '';
    if (group === 'device_type') return words('device', value);
    return group === 'day' ? format.day(`${value}T00:00:00Z`) : value || t('campaignReport.unknown');
  };
  return [
    {
      key: 'group',
      title: t(`campaignReport.groups.${group}`),
      sortBy: (row) => row.dimensions[group],
      cell: name,
    },
    count('impressions', t('campaignReport.impressions'), { format, of: (row) => row.impressions }),
    count('clicks', t('campaignReport.clicks'), { format, of: (row) => row.clicks }),
    count('conversions', t('campaignReport.conversions'), { format, of: (row) => row.conversions }),
    money('value', t('campaignReport.value'), { format, of: (row) => row.valueMicros }),
    money('cost', t('campaignReport.cost'), { format, of: (row) => row.chargeMicros }),
  ];
}

interface Measure {
  readonly format: Format;
  /** Null where the policy in force does not let it be told. */
  readonly of: (row: Row) => number | null;
}

const NOT_TOLD = '–';

const count = (key: string, title: string, { format, of }: Measure): Column<Row> => ({
  key,
  title,
  number: true,
  sortBy: (row) => of(row) ?? undefined,
  cell: (row) => told(of(row), format.count),
});

const money = (key: string, title: string, { format, of }: Measure): Column<Row> => ({
  key,
  title,
  number: true,
  sortBy: (row) => of(row) ?? undefined,
  cell: (row) => told(of(row), (micros) => format.money(micros, row.currency)),
});

const told = (value: number | null, textOf: (value: number) => string): string =>
  value === null ? NOT_TOLD : textOf(value);
