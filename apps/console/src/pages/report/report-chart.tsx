import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BarChart } from '../../charts/lazy-charts.tsx';
import { stackedMax, valueAxis } from '../../charts/value-axis.ts';
import { useFormat } from '../../format/use-format.ts';
import { Panel } from '../../parts/panel.tsx';
import { fillTime } from './fill-time.ts';
import { chartOf, type ReportRow, SINGLE } from './report-rows.ts';
import { MEASURES, type Measure, queryOf, type ReportState } from './report-state.ts';
import { useDimensionValue } from './use-dimension-value.ts';

interface ReportChartProps {
  readonly rows: readonly ReportRow[];
  readonly state: ReportState;
  readonly onMeasure: (measure: Measure) => void;
}

const COLORS = ['jade.7', 'indigo.5', 'orange.5', 'grape.5', 'cyan.5', 'gray.5'] as const;
const KEYS = {
  chargeMicros: 'charge',
  mediaMicros: 'media',
  requests: 'requests',
  filled: 'filled',
  impressions: 'impressions',
  clicks: 'clicks',
  conversions: 'conversions',
  valueMicros: 'value',
} as const;

/** The chosen measure over the first dimension, stacked by the second. */
export function ReportChart({ rows, state, onMeasure }: ReportChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useDimensionValue();
  const { measure, groupBy } = state;
  const { from, to } = queryOf(state, Date.now());
  const chart = fillTime(chartOf(rows, groupBy, { measure }), { from, to, nowMs: Date.now() });
  const split = groupBy.find((name) => name !== chart.x && name !== 'day' && name !== 'hour');
  const name = t(`measure.${KEYS[measure]}`);
  const money = measure.endsWith('Micros');
  const max = stackedMax(chart.points, chart.series);
  const text = (value: number) =>
    money ? format.money(value, chart.currency, { compact: true }) : format.compact(value);
  return (
    <Panel
      title={t('report.chart', { measure: name, dimension: t(`dimension.${chart.x}`) })}
      actions={
        <Select
          aria-label={t('report.measure')}
          size="xs"
          w={150}
          data={MEASURES.map((value) => ({ value, label: t(`measure.${KEYS[value]}`) }))}
          value={measure}
          onChange={(value) => value && onMeasure(value)}
          allowDeselect={false}
        />
      }
    >
      <BarChart
        label={t('report.chart', { measure: name, dimension: t(`dimension.${chart.x}`) })}
        h={260}
        data={chart.points.map((point) => ({ ...point, x: nameOf(chart.x, String(point['x'] ?? '')) }))}
        dataKey="x"
        type="stacked"
        withLegend={chart.series.length > 1}
        legendProps={{ verticalAlign: 'top', itemSorter: null }}
        valueFormatter={text}
        xAxisProps={{ minTickGap: 16, interval: chart.ofTime ? 'preserveStartEnd' : 0 }}
        yAxisProps={{ width: 70, ...valueAxis(max, { money }) }}
        maxBarWidth={48}
        series={chart.series.map((series, index) => ({
          name: series,
          label: series === SINGLE || !split ? name : nameOf(split, series),
          color: COLORS[index % COLORS.length] ?? 'gray.5',
        }))}
      />
    </Panel>
  );
}
