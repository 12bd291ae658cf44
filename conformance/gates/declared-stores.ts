import type { compareStores } from '../../packages/policy/src/compare-places.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof compareStores>({
  file: 'packages/policy/src/compare-places.ts',
  export: 'compareStores',
  says: {
    en: 'No store has a column, a record member or a file that no field of the policy declares',
    zh: '任何存储都没有政策字段未声明的列、记录成员或文件',
  },
  provenBy: ['packages/policy/src/stored-places.test.ts'],
  appliedBy: ['apps/jianchat/src/stored-columns.test.ts'],
  mutants: { 'misses what is undeclared': () => () => [] },
});
