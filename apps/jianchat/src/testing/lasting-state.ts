import { apiGet } from './api-client.ts';

/** What bad input must not change: the configuration and its revision, the books, the keys. */
export async function lastingState(url: string, operatorKey: string): Promise<unknown> {
  const get = (path: string): Promise<unknown> => apiGet(url, operatorKey, path);
  const status = await apiGet<{ parts: { name: string; detail: string }[] }>(url, operatorKey, '/api/status');
  const keys = await apiGet<{ keys: { id: string; revokedAt: string | null }[] }>(
    url,
    operatorKey,
    '/api/keys',
  );
  return {
    configuration: await get('/api/export'),
    balances: await get('/api/balances'),
    snapshot: status.parts.find(({ name }) => name === 'exchange')?.detail.split(';')[0],
    keys: keys.keys.map(({ id, revokedAt }) => ({ id, revokedAt })),
  };
}
