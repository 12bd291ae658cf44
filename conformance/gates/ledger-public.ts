import type { createLedgerRoutes } from '../../apps/jianchat/src/front/ledger-routes.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof createLedgerRoutes>({
  file: 'apps/jianchat/src/front/ledger-routes.ts',
  export: 'createLedgerRoutes',
  says: {
    en: 'Of the ledger only its public, content-free part is served',
    zh: '账本只对外提供不含内容的公开部分',
  },
  provenBy: ['apps/jianchat/src/front/ledger-routes.test.ts'],
  mutants: {
    'serves every file of the folder': (original) => (options) => {
      const route = original(options);
      return async (req, res, path) => {
        const body = await options.files.read(path.slice('/ledger/'.length));
        if (body === undefined) return route(req, res, path);
        res.writeHead(200).end(body);
      };
    },
  },
});
