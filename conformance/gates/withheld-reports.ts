import type { withheldFromReports } from '../../services/control/src/report/withheld.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof withheldFromReports>({
  file: 'services/control/src/report/withheld.ts',
  export: 'withheldFromReports',
  says: {
    en: 'A report tells nothing by what the policy in force does not let be measured',
    zh: '报告不按现行政策不允许测量的维度展示任何内容',
  },
  provenBy: ['services/control/src/report/withheld.test.ts'],
  mutants: { 'tells whatever is stored': () => () => [] },
});
