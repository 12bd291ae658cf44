import type { verifyFolder } from '../../packages/ledger/src/verify/verify-folder.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof verifyFolder>({
  file: 'packages/ledger/src/verify/verify-folder.ts',
  export: 'verifyFolder',
  says: {
    en: 'A byte changed, cut off, removed or added anywhere in the disclosure ledger is found and named',
    zh: '披露账本中任何字节被修改、截断、删除或添加都会被发现并指明',
  },
  provenBy: ['packages/ledger/src/verify/verify.test.ts'],
  mutants: {
    'finds no fault in the files': (original) => async (folder, options) => ({
      ...(await original(folder, options)),
      faults: [],
    }),
  },
});
