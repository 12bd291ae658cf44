import type { ReportDimension } from '@jianchat/api-contract';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../parts/data-table.tsx';
import { useDimensionValue } from './use-dimension-value.ts';

/** The columns that name a row's group; the first one also names the line of totals. */
export function useDimensionColumns<
  R extends { readonly dimensions: Readonly<Partial<Record<ReportDimension, string>>> },
>(groupBy: readonly ReportDimension[]): readonly Column<R>[] {
  const { t } = useTranslation();
  const nameOf = useDimensionValue();
  return groupBy.map((name, index) => ({
    key: name,
    title: t(`dimension.${name}`),
    nowrap: name === 'hour' || name === 'day',
    sortBy: (row) => row.dimensions[name] ?? '',
    cell: (row) => nameOf(name, row.dimensions[name] ?? ''),
    total: index === 0 ? t('common.total') : undefined,
  }));
}
