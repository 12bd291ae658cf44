import { Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';

interface BudgetProps {
  readonly label: string;
  readonly spent: number | undefined;
  readonly budget: number | undefined;
  readonly currency: string;
}

/** What is spent of a budget; without a budget, what is spent. */
export function Budget({ label, spent, budget, currency }: BudgetProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = spent === undefined ? '–' : format.money(spent, currency);
  if (budget === undefined) {
    return (
      <Text size="xs" c="dimmed" className="number">
        {t('demand.spentNoBudget', { spent: amount })}
      </Text>
    );
  }
  const part = spent === undefined || budget === 0 ? 0 : Math.min(1, spent / budget);
  return (
    <div style={{ minWidth: 150 }}>
      <Text size="xs" className="number">
        {t('demand.spentOf', { spent: amount, budget: format.money(budget, currency) })}
      </Text>
      <Progress
        value={part * 100}
        size={5}
        mt={3}
        color={part >= 1 ? 'orange' : 'jade'}
        aria-label={label}
        transitionDuration={0}
      />
    </div>
  );
}
