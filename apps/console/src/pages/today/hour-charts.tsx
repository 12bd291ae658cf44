import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AreaChart, BarChart } from '../../charts/lazy-charts.tsx';
import { valueAxis } from '../../charts/value-axis.ts';
import { useFormat } from '../../format/use-format.ts';
import { Panel } from '../../parts/panel.tsx';
import type { HourPoint } from './hours.ts';

interface HourChartsProps {
  readonly hours: readonly HourPoint[];
  readonly currency: string;
}

const HEIGHT = 220;

/** Revenue as an area; requests with the filled ones beside them as bars. */
export function HourCharts({ hours, currency }: HourChartsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const data = hours.map((point) => ({ ...point, hour: format.hour(point.hour) }));
  const max = (name: 'chargeMicros' | 'requests') =>
    hours.reduce((most, point) => Math.max(most, point[name] ?? 0), 0);
  const money = (micros: number) => format.money(micros, currency, { compact: true });
  const xAxis = { minTickGap: 24, interval: 'preserveStartEnd' as const };
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm" verticalSpacing="sm">
      <Panel title={t('today.revenueByHour')} description={t('today.utc')}>
        <AreaChart
          label={t('today.revenueChart')}
          h={HEIGHT}
          data={data}
          dataKey="hour"
          connectNulls={false}
          withGradient
          fillOpacity={0.35}
          valueFormatter={money}
          xAxisProps={xAxis}
          yAxisProps={{ width: 64, ...valueAxis(max('chargeMicros'), { money: true }) }}
          series={[{ name: 'chargeMicros', label: t('measure.charge'), color: 'jade.6' }]}
        />
      </Panel>
      <Panel title={t('today.fillByHour')} description={t('today.utc')}>
        <BarChart
          label={t('today.fillChart')}
          h={HEIGHT}
          data={data}
          dataKey="hour"
          withLegend
          legendProps={{ verticalAlign: 'top', height: 28, itemSorter: null }}
          valueFormatter={format.compact}
          xAxisProps={xAxis}
          yAxisProps={{ width: 64, ...valueAxis(max('requests'), { money: false }) }}
          barChartProps={{ barGap: 1, barCategoryGap: '24%' }}
          series={[
            { name: 'requests', label: t('measure.requests'), color: 'light-dark(#c5ccd2, #4b535b)' },
            { name: 'filled', label: t('measure.filled'), color: 'jade.6' },
          ]}
        />
      </Panel>
    </SimpleGrid>
  );
}
