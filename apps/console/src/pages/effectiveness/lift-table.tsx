import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import type { Bins, Goal } from './calibration-chart.tsx';

type Bin = Bins[number];

/** The chart's numbers, and how many times the base rate was observed of each group. */
export function LiftTable({ goal, bins }: { readonly goal: Goal; readonly bins: Bins }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: readonly Column<Bin>[] = [
    {
      key: 'predicted',
      title: t('effectiveness.predicted'),
      number: true,
      cell: ({ predicted }) => format.rate(predicted),
    },
    {
      key: 'observed',
      title: t('effectiveness.observed'),
      number: true,
      cell: ({ observed }) => format.rate(observed),
    },
    {
      key: 'lift',
      title: t('effectiveness.lift'),
      number: true,
      cell: ({ lift }) => `${lift.toFixed(2)}×`,
    },
    {
      key: 'examples',
      title: t(`effectiveness.goals.${goal}.examples`),
      number: true,
      cell: ({ examples }) => format.count(Math.round(examples)),
    },
  ];
  return (
    <section className="panel" aria-label={t(`effectiveness.goals.${goal}.table`)}>
      <DataTable
        label={t(`effectiveness.goals.${goal}.table`)}
        columns={columns}
        rows={bins}
        rowKey={({ predicted }) => String(predicted)}
        minWidth={420}
      />
    </section>
  );
}
