import type { withSyncedIds } from '../../services/exchange/src/user-sync/synced-ids.ts';
import { readUids } from '../../services/exchange/src/user-sync/uids-cookie.ts';
import { defineGate } from '../registry/define-gate.ts';

export const gate = defineGate<typeof withSyncedIds>({
  file: 'services/exchange/src/user-sync/synced-ids.ts',
  export: 'withSyncedIds',
  says: {
    en: 'Of a browser’s cookie nothing enters a request but the ids of the bidders that it asks, and of an app’s none',
    zh: '浏览器 Cookie 中只有被询问竞价方的标识进入请求；应用的请求则一个也不进入',
  },
  provenBy: ['services/exchange/src/routes/user-sync.test.ts'],
  mutants: {
    'copies the whole cookie':
      () =>
      (raw, { cookie }) => {
        const buyeruids = Object.fromEntries([...readUids(cookie).ids].map(([key, { uid }]) => [key, uid]));
        return { ...raw, user: { ext: { prebid: { buyeruids } } } };
      },
    'takes an app for a page': (original) => (raw, given) => {
      const { app, ...rest } = raw;
      return { ...original(rest, given), ...(app !== undefined && { app }) };
    },
  },
});
