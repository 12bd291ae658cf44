import { Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format/use-format.ts';
import { amountIn, type Item, STATE_COLORS } from './amount.ts';

/** Where a mark says something that the bar's ends do not. */
const isUnderWay = ({ goal, due, metric }: Item): boolean =>
  due !== null && due > 0 && due < (goal ?? 0) && metric !== 'shareOfVoice';

/** A bar of what is delivered of the goal, with a mark where it should stand by now. */
export function ProgressCell({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = amountIn(item, format);
  const { goal, delivered, due, metric } = item;
  if (metric === null || goal === null) {
    return (
      <Text size="xs" c="dimmed" className="number">
        {t('delivery.metrics.impressions')}: {format.count(item.impressions)}
      </Text>
    );
  }
  const per = item.per === 'day' ? ` · ${t('delivery.today')}` : '';
  const part = (value: number | null): number => Math.min(100, ((value ?? 0) / Math.max(goal, 1)) * 100);
  const words = { delivered: amount(delivered), goal: amount(goal), due: amount(due) };
  return (
    <div style={{ minWidth: 190 }} title={metric === 'shareOfVoice' ? t('delivery.shareHint') : undefined}>
      <Text size="xs" className="number">
        {`${amount(delivered)} / ${amount(goal)}`}{' '}
        <Text span size="xs" c="dimmed">
          {t(`delivery.metrics.${metric}`)}
          {per}
        </Text>
      </Text>
      <div className="due-bar">
        <Progress
          value={part(delivered)}
          size={6}
          color={STATE_COLORS[item.state]}
          aria-label={t(due === null ? 'delivery.progressPlain' : 'delivery.progressOf', words)}
          transitionDuration={0}
        />
        {isUnderWay(item) && <span style={{ left: `${part(due)}%` }} aria-hidden />}
      </div>
    </div>
  );
}
