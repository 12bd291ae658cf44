import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format/use-format.ts';
import { StateBadge } from '../../../parts/state-badge.tsx';
import { amountIn, type Item, STATE_COLORS } from './amount.ts';

/** The numbers beside the chart. */
export function DeliveryFacts({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = amountIn(item, format);
  const money = (micros: number | null) => (micros === null ? '–' : format.money(micros, item.currency));
  const goal = item.metric === null ? '–' : `${amount(item.goal)} ${t(`delivery.metrics.${item.metric}`)}`;
  const facts: readonly (readonly [string, string])[] = [
    [t('delivery.goal'), item.per === 'day' ? `${goal} · ${t('delivery.today')}` : goal],
    [t('delivery.delivered'), amount(item.delivered)],
    [t('delivery.due'), amount(item.due)],
    [t('delivery.pace'), item.pace === null ? '–' : format.percent(item.pace)],
    [t('delivery.forecast'), amount(item.forecast)],
    [t('delivery.spent'), money(item.spentMicros)],
    [t('delivery.left'), money(item.leftMicros)],
    ...(item.leftTodayMicros === null
      ? []
      : [[t('delivery.leftToday'), money(item.leftTodayMicros)] as const]),
    ...(['viewConversions', 'unverifiedConversions'] as const).flatMap((name) => {
      const conversions = item[name] ?? 0;
      return conversions === 0 ? [] : [[t(`delivery.${name}`), format.count(conversions)] as const];
    }),
    [t('delivery.clock'), item.timeZone],
  ];
  return (
    <Group gap="lg" align="flex-start">
      <StateBadge color={STATE_COLORS[item.state]} size="md">
        {t(`delivery.states.${item.state}`)}
      </StateBadge>
      {facts.map(([label, value]) => (
        <div key={label}>
          <Text size="xs" c="dimmed">
            {label}
          </Text>
          <Text size="sm" fw={550} className="number">
            {value}
          </Text>
        </div>
      ))}
    </Group>
  );
}
