import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/routes.ts';
import { BarChart } from '../../charts/lazy-charts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { Panel } from '../../parts/panel.tsx';

type Slice = Answer<'effectivenessReport'>['slices'][number];
export type Bins = Slice['scores']['bins'];
export type Goal = Slice['goal'];

export function CalibrationChart({ goal, bins }: { readonly goal: Goal; readonly bins: Bins }) {
  const { t } = useTranslation();
  const title = t(`effectiveness.goals.${goal}.chart`);
  return (
    <Panel title={title} description={t(`effectiveness.goals.${goal}.chartText`)}>
      <CalibrationBars label={title} bins={bins} />
    </Panel>
  );
}

/** Predicted beside observed: pairs of equal height are predictions that hold. */
export function CalibrationBars({ label, bins }: { readonly label: string; readonly bins: Bins }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <BarChart
      label={label}
      h={260}
      data={bins.map(({ predicted, observed }) => ({ x: format.rate(predicted), predicted, observed }))}
      dataKey="x"
      withLegend
      legendProps={{ verticalAlign: 'top', itemSorter: null }}
      valueFormatter={format.rate}
      yAxisProps={{ width: 70 }}
      maxBarWidth={36}
      series={[
        { name: 'predicted', label: t('effectiveness.predicted'), color: 'indigo.5' },
        { name: 'observed', label: t('effectiveness.observed'), color: 'jade.7' },
      ]}
    />
  );
}
