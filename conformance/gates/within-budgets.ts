import { chargeOf } from '../../services/pipeline/src/stages/charge.ts';
import type { withinBudgets } from '../../services/pipeline/src/stages/within-budgets.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof withinBudgets>({
  file: 'services/pipeline/src/stages/within-budgets.ts',
  export: 'withinBudgets',
  says: {
    en: 'No advertiser is charged beyond the budgets of line item, day and order, however late events come',
    zh: '无论事件多晚到达，都不会向广告主收取超出广告项、当日和订单预算的费用',
  },
  provenBy: ['services/pipeline/src/stages/within-budgets.test.ts'],
  mutants: {
    'charges whatever comes': () => async (_db, events) =>
      events.map((event) => ({ ...event, charge: chargeOf(event.record) })),
  },
});
