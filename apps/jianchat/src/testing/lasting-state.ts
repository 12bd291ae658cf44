import { apiGet } from './api-client.ts';

/** What bad input must not change: the configuration, the books, the keys. A snapshot is also made anew when a check of partners is done. */
export async function lastingState(url: string, operatorKey: string): Promise<unknown> {
  const get = (path: string): Promise<unknown> => apiGet(url, operatorKey, path);
  const keys = await apiGet<{ keys: { id: string; revokedAt: string | null }[] }>(
    url,
    operatorKey,
    '/api/keys',
  );
  return {
    configuration: await get('/api/export'),
    balances: await get('/api/balances'),
    keys: keys.keys.map(({ id, revokedAt }) => ({ id, revokedAt })),
  };
}
