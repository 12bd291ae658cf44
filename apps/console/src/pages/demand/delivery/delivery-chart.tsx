import { useTranslation } from 'react-i18next';
import { AreaChart, BarChart } from '../../../charts/lazy-charts.tsx';
import { valueAxis } from '../../../charts/value-axis.ts';
import { useFormat } from '../../../format/use-format.ts';
import { amountIn, type OneDelivery } from './amount.ts';
import { chartRows } from './chart-rows.ts';

const HEIGHT = 260;
const PLANNED = 'light-dark(#98a3ad, #77828d)';

/** Delivered against planned over the days. */
export function DeliveryChart({ delivery }: { readonly delivery: OneDelivery }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { item } = delivery;
  const { summed, rows } = chartRows(delivery);
  const amount = amountIn(
    { ...item, metric: item.metric === 'shareOfVoice' ? 'impressions' : item.metric },
    format,
  );
  const planned = rows.some((row) => row.planned !== null);
  const max = rows.reduce((most, row) => Math.max(most, row.delivered ?? 0, row.planned ?? 0), 0);
  const label = `${t(summed ? 'delivery.chartSum' : 'delivery.chart')}: ${t('delivery.chartText', {
    delivered: amountIn(item, format)(item.delivered),
    due: amountIn(item, format)(item.due),
  })}`;
  const common = {
    label,
    h: HEIGHT,
    data: rows.map((row) => ({ ...row, day: format.day(`${row.day}T00:00:00Z`) })),
    dataKey: 'day',
    withLegend: true,
    legendProps: { verticalAlign: 'top' as const, height: 28, itemSorter: null },
    valueFormatter: amount,
    xAxisProps: { minTickGap: 24, interval: 'preserveStartEnd' as const },
    yAxisProps: {
      width: 72,
      tickFormatter: (value: number) => shortened(value, item, format),
      ...valueAxis(max, { money: item.metric === 'spend' }),
    },
    series: [
      ...(planned ? [{ name: 'planned', label: t('delivery.planned'), color: PLANNED }] : []),
      { name: 'delivered', label: t('delivery.delivered'), color: 'jade.6' },
    ],
  };
  if (!summed)
    return <BarChart {...common} maxBarWidth={48} barChartProps={{ barGap: 1, barCategoryGap: '24%' }} />;
  return <AreaChart {...common} curveType="linear" connectNulls={false} fillOpacity={0.18} />;
}

function shortened(
  value: number,
  { metric, currency }: OneDelivery['item'],
  format: ReturnType<typeof useFormat>,
): string {
  return metric === 'spend' ? format.money(value, currency, { compact: true }) : format.compact(value);
}
