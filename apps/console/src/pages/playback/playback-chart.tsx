import { useTranslation } from 'react-i18next';
import { BarChart } from '../../charts/lazy-charts.tsx';
import { valueAxis } from '../../charts/value-axis.ts';
import { useFormat } from '../../format/use-format.ts';
import { Panel } from '../../parts/panel.tsx';
import { type PlaybackCounts, STEPS } from './playback-rows.ts';

/** How many ads got how far. What may not be told has no bar. */
export function PlaybackChart({ totals }: { readonly totals: PlaybackCounts }) {
  const { t } = useTranslation();
  const format = useFormat();
  const told = STEPS.filter((step) => totals[step] !== null);
  const max = Math.max(0, ...told.map((step) => totals[step] ?? 0));
  return (
    <Panel title={t('playback.chart')}>
      <BarChart
        label={t('playback.chart')}
        h={260}
        data={told.map((step) => ({ step: t(`playback.${step}`), count: totals[step] ?? 0 }))}
        dataKey="step"
        valueFormatter={format.compact}
        xAxisProps={{ interval: 0 }}
        yAxisProps={{ width: 60, ...valueAxis(max, { money: false }) }}
        maxBarWidth={48}
        series={[{ name: 'count', label: t('playback.ads'), color: 'jade.7' }]}
      />
    </Panel>
  );
}
